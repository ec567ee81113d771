using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Saves a new script of the current user.</summary>
/// <param name="Draft">A script that is not saved yet.</param>
internal sealed record CreateScript(LabScript Draft) : ICommand<LabScript>
{
    internal sealed class Handler(IAuthorization authorization, ScriptQuota quota, IData data, TimeProvider clock)
        : IRequestHandler<CreateScript, LabScript>
    {
        private static readonly LabScriptPolicy Policy = new();

        public async Task<LabScript> Handle(CreateScript command, CancellationToken ct)
        {
            var script = command.Draft;
            var grant = authorization.Require(Policy.Create(authorization.Actor, script)).Create(script);
            script.UserId = authorization.Actor.UserId!.Value;
            await quota.RequireScriptAsync(script.UserId.Value, script.Code, ct);
            script.UpdatedAt = clock.GetUtcNow();
            script.ShareCode = script.IsShared ? ShareCodes.Create() : null;
            ScriptVersions.AddFirst(grant, script);
            data.Set<LabScript>().Add(script);
            await data.SaveChangesAsync(ct);
            return script;
        }
    }
}
