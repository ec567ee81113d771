using System.Text.Json;
using FluentValidation;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Gives a value to an input, slider, list or checkbox of a running script.</summary>
/// <param name="Id">The run.</param>
/// <param name="Element">The id of the element.</param>
internal sealed record SendRunInput(long Id, string Element, JsonElement Value) : IRequest<Unit>
{
    internal sealed class Rules : AbstractValidator<SendRunInput>
    {
        public Rules() => RuleFor(i => i.Element).NotEmpty().MaximumLength(RunMessage.MaxNameLength).At("/id");
    }

    internal sealed class Handler(IAuthorization authorization, LabFinder finder, ScriptRunner runner) : IRequestHandler<SendRunInput, Unit>
    {
        public async Task<Unit> Handle(SendRunInput request, CancellationToken ct)
        {
            authorization.RequireSignIn("Sign in to answer a script.");
            var run = await finder.GetRunAsync(request.Id, ct);
            authorization.Require(LabRunPolicy.SendInput(authorization.Actor, run));
            if (LabRunStatus.IsFinal(run.Status))
                throw RejectedException.Conflict("The run has ended, so it takes no input.");
            var active = runner.Find(run.Id)
                ?? throw RejectedException.Conflict("The run is executed by another server. Send its inputs there.");
            if (request.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Undefined)
                throw RejectedException.Invalid("The value must be a text, a number, true or false.", "/value");
            active.SendInput(request.Element, JsonSerializer.SerializeToNode(request.Value));
            return Unit.Value;
        }
    }
}
