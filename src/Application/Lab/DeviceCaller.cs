using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;

namespace OpenEvent.Application.Lab;

/// <summary>Sends the calls of a user to a device, by its queue and its bookings, and records each with its outcome.</summary>
internal sealed class DeviceCaller(ILabDevices devices, ICircuitCatalogue circuits, ICallLog log, CallBudget budget, IThrottle throttle)
{
    /// <summary>The most characters that are recorded of a function string, and of a text that is not one.</summary>
    public const int MaxRecordedLength = 1000,
        MaxInvalidLength = 200;

    /// <param name="deviceName">Null for the first device.</param>
    /// <param name="circuit">The circuit of a virtual device for this call; null for the user's choice.</param>
    /// <exception cref="RejectedException">
    /// NotFound. Invalid: no such circuit. TooManyRequests or Unavailable: the calls of the day are used. Or as
    /// <see cref="ILabDevice.CallAsync"/>.
    /// </exception>
    public async Task<CallFunctionResult> CallAsync(
        LabUser user,
        string? deviceName,
        string function,
        CancellationToken ct,
        string? circuit = null
    )
    {
        var device = Find(deviceName);
        if (circuit is not null && device.Info.IsVirtual && !circuits.Contains(circuit))
            throw RejectedException.Invalid(CircuitsByName.DescribeUnknown(circuit), "/circuit");
        budget.RequireRemaining(user);
        var invalid = FindProblem(device, function);
        var recorded = Shorten(function, invalid is null ? MaxRecordedLength : MaxInvalidLength);
        await budget.CountAsync(throttle, user, recorded, ct);
        var started = await log.BeginAsync(user.Id, device.Name, recorded, ct);
        var call = new DeviceCall(user.Id ?? 0, function, started.Bookings) { Circuit = circuit };
        var outcome = CallOutcome.Failed;
        var detail = (string?)"An unexpected error occurred.";
        try
        {
            if (invalid is not null)
                throw invalid;
            var result = await device.CallAsync(call, ct);
            outcome = CallOutcome.Done;
            detail = null;
            return new CallFunctionResult(
                started.Id,
                device.Name,
                result,
                call.Waited ?? default,
                call.Took ?? default,
                call.Notice,
                call.StartedSafe
            );
        }
        catch (RejectedException rejection)
        {
            outcome = GetOutcome(rejection);
            detail = Shorten(rejection.Message, MaxInvalidLength);
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

    /// <param name="name">Null for the first device.</param>
    /// <exception cref="RejectedException">NotFound.</exception>
    public ILabDevice Find(string? name) =>
        name is not null ? devices.Get(name)
        : devices.All.Count > 0 ? devices.All[0]
        : throw RejectedException.NotFound("device", "here");

    private static RejectedException? FindProblem(ILabDevice device, string function)
    {
        try
        {
            device.Check(function);
            return null;
        }
        catch (RejectedException invalid)
        {
            return invalid;
        }
    }

    private static string Shorten(string text, int length) => text.Length <= length ? text : TextLimit.Shorten(text, length) + "…";

    private static CallOutcome GetOutcome(RejectedException rejection) =>
        rejection.Kind switch
        {
            RejectionKind.Conflict or RejectionKind.TooManyRequests => CallOutcome.Busy,
            RejectionKind.Unavailable when rejection.Problems[0].Code == DeviceCodes.TimedOut => CallOutcome.TimedOut,
            RejectionKind.Unavailable => CallOutcome.Failed,
            _ => CallOutcome.Refused,
        };
}
