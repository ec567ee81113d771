using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Copies a script that the caller can read to their own scripts.</summary>
/// <param name="Id">The script; null if <paramref name="ShareCode"/> names it.</param>
/// <param name="ShareCode">The code of a shared script.</param>
internal sealed record ForkScript(long? Id, string? ShareCode) : ICommand<LabScript>
{
    internal sealed class Handler(IAuthorization authorization, ScriptQuota quota, IData data, TimeProvider clock)
        : IRequestHandler<ForkScript, LabScript>
    {
        public async Task<LabScript> Handle(ForkScript command, CancellationToken ct)
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
            var grant = authorization.Require(LabScriptPolicy.Fork(authorization.Actor)).Create(copy);
            await quota.RequireRoomAsync(copy.UserId!.Value, ct);
            ScriptVersions.AddFirst(grant, copy);
            data.Set<LabScript>().Add(copy);
            await data.SaveChangesAsync(ct);
            return copy;
        }

        private async Task<LabScript> FindAsync(ForkScript command, CancellationToken ct)
        {
            var scripts = data.Set<LabScript>().AsNoTracking();
            if (command.ShareCode is { } code)
                return await scripts.SingleOrDefaultAsync(s => s.IsShared && s.ShareCode == code, ct)
                    ?? throw RejectedException.NotFound("lab-script", "at this link");
            return await scripts.Where(new LabScriptPolicy().Visible(authorization.Actor)).SingleOrDefaultAsync(s => s.Id == command.Id, ct)
                ?? throw RejectedException.NotFound("lab-script", $"{command.Id}");
        }
    }
}
