using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>What the caller may use in the lab, and whether scripts can run.</summary>
internal sealed record GetLabLimits : IRequest<LabLimits>
{
    internal sealed class Handler(IAuthorization authorization, IScriptSandbox sandbox, LabSettings settings)
        : IRequestHandler<GetLabLimits, LabLimits>
    {
        public Task<LabLimits> Handle(GetLabLimits request, CancellationToken ct)
        {
            var actor = authorization.Actor;
            authorization.Require(LabCallPolicy.UseLab(actor));
            var runs = RunQuota.Of(actor, settings.Scripts);
            return Task.FromResult(new LabLimits(settings, sandbox.Limits, sandbox.Status, runs, actor.IsVerified));
        }
    }
}

/// <param name="Settings">The limits of calls and bookings.</param>
/// <param name="Sandbox">The limits of one script.</param>
/// <param name="Status">Whether scripts can run.</param>
/// <param name="Runs">The limits of the caller's runs.</param>
/// <param name="IsVerified">Whether the caller has verified their e-mail address, without which <paramref name="Runs"/> has less.</param>
internal sealed record LabLimits(LabSettings Settings, SandboxLimits Sandbox, SandboxStatus Status, RunQuota Runs, bool IsVerified);
