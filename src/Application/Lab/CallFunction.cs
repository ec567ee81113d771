using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Sends a function string to a device and waits for its result. Every call is on record, with how it ended.</summary>
/// <remarks>No unit of work: no transaction may be open while a device works. Its effect is outside the database anyway.</remarks>
/// <param name="Device">null: the first one.</param>
internal sealed record CallFunction(string? Device, string Function) : IRequest<CalledFunction>
{
    internal sealed class Handler(IGate gate, IBenches benches, ICallLog log) : IRequestHandler<CallFunction, CalledFunction>
    {
        public async Task<CalledFunction> Handle(CallFunction request, CancellationToken ct)
        {
            gate.Require(LabCallPolicy.Use(gate.Actor));
            if (request.Function.Length > LabCall.LongestFunction)
                throw Refused.Invalid($"A function string has at most {LabCall.LongestFunction} characters.", "/function");
            var bench =
                request.Device is { } name ? benches.Of(name)
                : benches.All.Count > 0 ? benches.All[0]
                : throw Refused.Missing("device", "here");

            var user = gate.Actor.UserId;
            var begun = await log.BeginAsync(user, bench.Name, request.Function, ct);
            var call = new BenchCall(user ?? 0, request.Function, begun.Bookings);
            var (outcome, detail) = (CallOutcome.Failed, (string?)"Something went wrong here.");
            try
            {
                var result = await bench.CallAsync(call, ct);
                (outcome, detail) = (CallOutcome.Done, null);
                return new CalledFunction(begun.Id, bench.Name, result, call.Waited ?? default, call.Took ?? default);
            }
            catch (Refused refused)
            {
                (outcome, detail) = (OutcomeOf(refused), refused.Message);
                throw;
            }
            catch (OperationCanceledException)
            {
                (outcome, detail) = (CallOutcome.Cancelled, null);
                throw;
            }
            finally
            {
                await log.EndAsync(begun.Id, outcome, detail, call);
            }
        }

        private static CallOutcome OutcomeOf(Refused refused) =>
            refused.Kind switch
            {
                RefusalKind.Conflict or RefusalKind.Throttled => CallOutcome.Busy,
                RefusalKind.Unavailable when refused.Problems[0].Code == BenchCodes.TimedOut => CallOutcome.TimedOut,
                RefusalKind.Unavailable => CallOutcome.Failed,
                _ => CallOutcome.Refused,
            };
    }
}

/// <param name="Id">Of the call's record.</param>
/// <param name="Result">A JSON object: <c>shape</c>, <c>unit</c> or <c>columns</c>, <c>value</c>, <c>text</c>.</param>
internal sealed record CalledFunction(long Id, string Device, byte[] Result, TimeSpan Waited, TimeSpan Took);
