using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>What users of the lab may use, and whether scripts can run.</summary>
internal sealed record GetLabLimits : IRequest<LabLimits>
{
    internal sealed class Handler(IAuthorization authorization, IScriptSandbox sandbox, LabSettings settings)
        : IRequestHandler<GetLabLimits, LabLimits>
    {
        public Task<LabLimits> Handle(GetLabLimits request, CancellationToken ct)
        {
            authorization.Require(LabCallPolicy.UseLab(authorization.Actor));
            return Task.FromResult(new LabLimits(settings, sandbox.Limits, sandbox.Status));
        }
    }
}

/// <param name="Settings">The limits of calls, bookings and runs.</param>
/// <param name="Sandbox">The limits of one script.</param>
/// <param name="Status">Whether scripts can run.</param>
internal sealed record LabLimits(LabSettings Settings, SandboxLimits Sandbox, SandboxStatus Status);
