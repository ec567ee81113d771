using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Copies a script that the caller can read to their own scripts.</summary>
/// <param name="Id">The script; null if <paramref name="ShareCode"/> names it.</param>
/// <param name="ShareCode">The code of a shared script.</param>
internal sealed record CopyScript(long? Id, string? ShareCode) : ICommand<LabScript>
{
    internal sealed class Handler(IAuthorization authorization, LabFinder finder, ScriptQuota quota, IData data, TimeProvider clock)
        : IRequestHandler<CopyScript, LabScript>
    {
        public async Task<LabScript> Handle(CopyScript command, CancellationToken ct)
        {
            authorization.RequireSignIn("Sign in to copy a script.");
            var source = await FindAsync(command, ct);
            var copy = new LabScript
            {
                Title = source.Title,
                Description = source.Description,
                Code = source.Code,
                Circuit = source.Circuit,
                ForkedFromId = source.Id,
                UserId = authorization.Actor.UserId,
                UpdatedAt = clock.GetUtcNow(),
            };
            var grant = authorization.Require(LabScriptPolicy.Copy(authorization.Actor)).Create(copy);
            await quota.RequireScriptAsync(copy.UserId!.Value, copy.Code, ct);
            ScriptVersions.AddFirst(grant, copy);
            data.Set<LabScript>().Add(copy);
            await data.SaveChangesAsync(ct);
            return copy;
        }

        private async Task<LabScript> FindAsync(CopyScript command, CancellationToken ct)
        {
            if (command.ShareCode is not { } code)
                return await finder.GetScriptAsync(command.Id ?? 0, ct);
            return await data.Set<LabScript>().AsNoTracking().Where(SharedScriptScope.IsSharedAs(code)).SingleOrDefaultAsync(ct)
                ?? throw RejectedException.NotFound("lab-script", "at this link");
        }
    }
}
