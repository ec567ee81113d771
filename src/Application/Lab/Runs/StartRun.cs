using FluentValidation;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Runs a script that the caller can read, on a device, in the sandbox.</summary>
/// <remarks>It runs outside a transaction: the run begins when its row is committed, and is recorded whatever happens then.</remarks>
/// <param name="Device">The device's name; null for the first device.</param>
/// <param name="Circuit">The circuit of a virtual device; null for the one that the script wants.</param>
internal sealed record StartRun(long ScriptId, string? Device, string? Circuit) : IRequest<ActiveRun>
{
    internal sealed class Rules : AbstractValidator<StartRun>
    {
        public Rules()
        {
            RuleFor(r => r.Device).MaximumLength(40).At("/device");
            RuleFor(r => r.Circuit).Must(c => c is null || CircuitName.IsValid(c)).WithMessage(CircuitName.Message).At("/circuit");
        }
    }

    internal sealed class Handler(IAuthorization authorization, IMediator mediator, ScriptRunner runner)
        : IRequestHandler<StartRun, ActiveRun>
    {
        public async Task<ActiveRun> Handle(StartRun request, CancellationToken ct)
        {
            authorization.Require(LabRunPolicy.Start(authorization.Actor));
            var run = await mediator.Send(new CreateRun(request.ScriptId, request.Device, request.Circuit), ct);
            return runner.Start(new RunRequest(run.Id, run.UserId, authorization.Actor.IsVerified, run.Device, run.Code, run.Circuit));
        }
    }
}
