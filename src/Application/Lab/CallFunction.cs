using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Sends a function string to a device and waits for its result. Every call is on record, with how it ended.</summary>
/// <remarks>No unit of work: no transaction may be open while a device works. Its effect is outside the database anyway.</remarks>
/// <param name="Device">null: the first one.</param>
internal sealed record CallFunction(string? Device, string Function) : IRequest<CalledFunction>
{
    internal sealed class Handler(IData data, IGate gate, IBenches benches, LabSettings settings, TimeProvider clock) : IRequestHandler<CallFunction, CalledFunction>
    {
        public async Task<CalledFunction> Handle(CallFunction request, CancellationToken ct)
        {
            gate.Require(LabCallPolicy.Use(gate.Actor));
            if (request.Function.Length > LabCall.LongestFunction)
                throw Refused.Invalid($"A function string has at most {LabCall.LongestFunction} characters.", "/function");
            var bench = request.Device is { } name ? benches.Of(name)
                : benches.All.Count > 0 ? benches.All[0] : throw Refused.Unavailable("This server has no device.", TimeSpan.FromHours(1));
            var user = gate.Actor.UserId;
            var record = new LabCall { Device = bench.Name, Function = request.Function, UserId = user, Outcome = CallOutcome.Running };
            data.Set<LabCall>().Add(record);
            await data.SaveChangesAsync(ct);

            var call = new BenchCall(user ?? 0, request.Function, await BookingsAsync(bench.Name, ct));
            try
            {
                var result = await bench.CallAsync(call, ct);
                await EndAsync(record, call, CallOutcome.Done, null);
                return new CalledFunction(record.Id, bench.Name, result, call.Waited ?? default, call.Took ?? default);
            }
            catch (Refused refused)
            {
                await EndAsync(record, call, OutcomeOf(refused), refused.Message);
                throw;
            }
            catch (OperationCanceledException)
            {
                await EndAsync(record, call, CallOutcome.Cancelled, null);
                throw;
            }
            catch
            {
                await EndAsync(record, call, CallOutcome.Failed, "Something went wrong here.");
                throw;
            }
        }

        private async Task<List<Reservation>> BookingsAsync(string device, CancellationToken ct)
        {
            var now = clock.GetUtcNow();
            var latest = now + TimeSpan.FromSeconds(settings.QueueSeconds);
            return await data.Set<Booking>().AsNoTracking().Where(b => b.Device == device && b.EndsAt > now && b.StartsAt < latest)
                .OrderBy(b => b.StartsAt).Select(b => new Reservation(b.UserId, b.StartsAt, b.EndsAt)).ToListAsync(ct);
        }

        /// <summary>Also when the caller has gone: the record is not his to lose.</summary>
        private async Task EndAsync(LabCall record, BenchCall call, CallOutcome outcome, string? detail)
        {
            (record.Outcome, record.Detail) = (outcome, detail);
            (record.WaitedMs, record.TookMs) = (call.Waited?.TotalMilliseconds, call.Took?.TotalMilliseconds);
            await data.SaveChangesAsync(CancellationToken.None);
        }

        private static CallOutcome OutcomeOf(Refused refused) => refused.Kind switch
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
