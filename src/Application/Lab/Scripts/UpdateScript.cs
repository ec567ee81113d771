using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Changes a script. New code is a new version; sharing makes a new link.</summary>
internal sealed record UpdateScript(LabScript Row, Changes<LabScript> Changes) : ICommand<LabScript>
{
    internal sealed class Handler(IAuthorization authorization, ScriptQuota quota, IData data, TimeProvider clock)
        : IRequestHandler<UpdateScript, LabScript>
    {
        private static readonly LabScriptPolicy Policy = new();

        public async Task<LabScript> Handle(UpdateScript command, CancellationToken ct)
        {
            var (script, changes) = (command.Row, command.Changes);
            var grant = authorization.Require(Policy.Update(authorization.Actor, script, changes)).Change(script, changes);
            if (changes.IsEmpty)
                return script;
            changes.ApplyTo(script);
            script.UpdatedAt = clock.GetUtcNow();
            grant.Change(script, nameof(LabScript.UpdatedAt), nameof(LabScript.ShareCode));
            if (changes.ContainsAny(nameof(LabScript.IsShared)))
                script.ShareCode = script.IsShared ? ShareCodes.Create() : null;
            if (changes.ContainsAny(nameof(LabScript.Code)) && script.UserId is { } userId)
            {
                await quota.RequireCodeAsync(userId, script.Code, ct);
                await ScriptVersions.AddNextAsync(data, grant, script, ct);
            }
            return script;
        }
    }
}
