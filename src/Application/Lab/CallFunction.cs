using FluentValidation;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Sends a function string to a device and waits for its result. Every call is recorded with its outcome.</summary>
/// <remarks>
/// It runs outside a transaction: no transaction may stay open while a device works, and a measurement cannot be rolled back.
/// </remarks>
/// <param name="Device">The device's name; null for the first device.</param>
internal sealed record CallFunction(string? Device, string Function) : IRequest<CallFunctionResult>
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

    internal sealed class Handler(IAuthorization authorization, ILabDevices devices, ICallLog log)
        : IRequestHandler<CallFunction, CallFunctionResult>
    {
        public async Task<CallFunctionResult> Handle(CallFunction request, CancellationToken ct)
        {
            authorization.Require(LabCallPolicy.UseLab(authorization.Actor));
            var device =
                request.Device is { } name ? devices.Get(name)
                : devices.All.Count > 0 ? devices.All[0]
                : throw RejectedException.NotFound("device", "here");

            var user = authorization.Actor.UserId;
            var started = await log.BeginAsync(user, device.Name, request.Function, ct);
            var call = new DeviceCall(user ?? 0, request.Function, started.Bookings);
            var outcome = CallOutcome.Failed;
            var detail = (string?)"An unexpected error occurred.";
            try
            {
                var result = await device.CallAsync(call, ct);
                outcome = CallOutcome.Done;
                detail = null;
                return new CallFunctionResult(started.Id, device.Name, result, call.Waited ?? default, call.Took ?? default, call.Notice);
            }
            catch (RejectedException rejection)
            {
                outcome = GetOutcome(rejection);
                detail = rejection.Message;
                throw;
            }
            catch (OperationCanceledException)
            {
                outcome = CallOutcome.Cancelled;
                detail = null;
                throw;
            }
            finally
            {
                await log.EndAsync(started.Id, outcome, detail, call);
            }
        }

        private static CallOutcome GetOutcome(RejectedException rejection) =>
            rejection.Kind switch
            {
                RejectionKind.Conflict or RejectionKind.TooManyRequests => CallOutcome.Busy,
                RejectionKind.Unavailable when rejection.Problems[0].Code == DeviceCodes.TimedOut => CallOutcome.TimedOut,
                RejectionKind.Unavailable => CallOutcome.Failed,
                _ => CallOutcome.Refused,
            };
    }
}

/// <param name="Id">The id of the call's record.</param>
/// <param name="Result">A JSON object: <c>shape</c>, <c>unit</c> or <c>columns</c>, <c>value</c>, <c>text</c>.</param>
/// <param name="Notice">What the user should know besides the result; null if nothing.</param>
internal sealed record CallFunctionResult(long Id, string Device, byte[] Result, TimeSpan Waited, TimeSpan Took, string? Notice);
