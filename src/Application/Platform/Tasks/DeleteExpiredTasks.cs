using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Deletes tasks that have expired, and those of deleted accounts, with their files. The files are deleted first: if the server is killed
/// in between, the next run deletes the row.
/// </summary>
/// <returns>The number of deleted tasks, at most 100.</returns>
internal sealed record DeleteExpiredTasks : ICommand<int>
{
    private const int BatchSize = 100;

    internal sealed class Handler(IData data, IAuthorization authorization, IFileStore files, TimeProvider clock)
        : IRequestHandler<DeleteExpiredTasks, int>
    {
        public async Task<int> Handle(DeleteExpiredTasks command, CancellationToken ct)
        {
            var grant = authorization.AsServer();
            var now = clock.GetUtcNow();
            var expired = await data.Set<QueuedTask>()
                .Where(t => t.ExpiresAt <= now || t.OwnerId == null)
                .OrderBy(t => t.Id)
                .Take(BatchSize)
                .ToListAsync(ct);
            foreach (var task in expired)
            {
                foreach (var path in new[] { task.ResultPath, task.InputPath })
                    if (path is not null)
                        await files.DeleteAsync(path, ct);
                grant.Remove(task);
                data.Set<QueuedTask>().Remove(task);
            }

            return expired.Count;
        }
    }
}
