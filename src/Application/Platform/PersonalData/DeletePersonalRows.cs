using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Deletes a batch of the rows of a deleted account that one transaction could not delete together. <see cref="EraseAccountRows"/> erases
/// the others.
/// </summary>
/// <returns>The number of rows; 0 if there are no more.</returns>
[TokenModule(TokenModule.None)]
internal sealed record DeletePersonalRows(Guid Task) : ICommand<int>
{
    private const int BatchSize = 10_000;

    internal sealed class Handler(IData data, IAuthorization authorization, ErasureBlockers blockers)
        : IRequestHandler<DeletePersonalRows, int>
    {
        public async Task<int> Handle(DeletePersonalRows command, CancellationToken ct)
        {
            authorization.AsServer();
            var task = await data.Set<QueuedTask>().SingleAsync(t => t.Key == command.Task, ct);
            var id = JsonSerializer.Deserialize<AccountErasureTask.Parameters>(task.Parameters)!.UserId;
            if (
                task.IsDone
                || await data.Set<User>().SingleOrDefaultAsync(u => u.Id == id, ct) is not { IsErased: false, DeletedAt: not null } user
            )
                return 0;
            // The rows must not be gone if the account is not erased then.
            await blockers.RequireNoneAsync(id, ct);
            var person = await Person.LoadAsync(data, user, ct);
            foreach (var rows in PersonalRowList.All.Where(r => r.IsDeletedBefore))
                if (await rows.DeleteBatchAsync(data, person, BatchSize, ct) is > 0 and var count)
                    return count;
            return 0;
        }
    }
}
