using FluentValidation;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Sends a function string to a device and waits for its result. Every call is recorded with its outcome.</summary>
/// <remarks>
/// It runs outside a transaction: no transaction may stay open while a device works, and a measurement cannot be rolled back.
/// </remarks>
/// <param name="Device">The device's name; null for the first device.</param>
/// <param name="Circuit">The circuit of a virtual device for this call; null for the user's choice.</param>
internal sealed record CallFunction(string? Device, string Function, string? Circuit = null) : IRequest<CallFunctionResult>
{
    internal sealed class Rules : AbstractValidator<CallFunction>
    {
        public Rules()
        {
            RuleFor(c => c.Function)
                .NotEmpty()
                .WithMessage("The text function is missing, e.g. get_voltage('CH1').")
                .MaximumLength(LabCall.MaxFunctionLength)
                .WithMessage($"A function string has at most {LabCall.MaxFunctionLength} characters.")
                .At("/function");
        }
    }

    internal sealed class Handler(IAuthorization authorization, DeviceCaller caller) : IRequestHandler<CallFunction, CallFunctionResult>
    {
        public Task<CallFunctionResult> Handle(CallFunction request, CancellationToken ct)
        {
            authorization.Require(LabCallPolicy.UseLab(authorization.Actor));
            return caller.CallAsync(LabUser.Of(authorization.Actor), request.Device, request.Function, ct, request.Circuit);
        }
    }
}

/// <param name="Id">The id of the call's record.</param>
/// <param name="Result">A JSON object: <c>shape</c>, <c>unit</c> or <c>columns</c>, <c>value</c>, <c>text</c>.</param>
/// <param name="Notice">What the user should know besides the result; null if nothing.</param>
/// <param name="StartedSafe">Whether the device was in its safe state when the call began, so that earlier settings were lost.</param>
internal sealed record CallFunctionResult(
    long Id,
    string Device,
    byte[] Result,
    TimeSpan Waited,
    TimeSpan Took,
    string? Notice,
    bool StartedSafe
);
