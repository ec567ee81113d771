using OpenEvent.PSLab.Link;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Instruments;

/// <summary>
/// Measures a capacitor in one of two ways. Constant current: charge it for a time that brings it to 2.97 V, then C = I·t/V minus the
/// capacitance of the input itself. Discharge: record the discharge through 10 kΩ, and fit the time constant.
/// </summary>
internal sealed class CapacitanceMeter(Board board, BoardLease lease)
{
    /// <summary>The resistor between the driver of CAP and the pin, in ohms.</summary>
    public const double DischargeResistor = 10_000;

    private const double TargetVolts = 0.9 * Multimeter.SupplyVolts,
        StrayFarads = 46e-12,
        EmptyVolts = 0.033;

    private const uint MaxChargeMicroseconds = 50_000;

    /// <summary>Amperes of the current source by range index.</summary>
    private static readonly double[] Currents = [550e-6, 0.55e-6, 5.5e-6, 55e-6];

    /// <summary>The order in which the ranges are tried: the smallest current first, for the smallest capacitors.</summary>
    private static readonly uint[] RangeOrder = [1, 2, 3, 0];

    public async Task<double> MeasureAsync(CancellationToken ct)
    {
        foreach (var range in RangeOrder)
            if (await MeasureByCurrentAsync(range, ct).ConfigureAwait(false) is { } farads)
                return farads;
        return await MeasureByDischargeAsync(ct).ConfigureAwait(false);
    }

    /// <summary>Measures with one range.</summary>
    /// <returns>Null if a larger current is needed.</returns>
    private async Task<double?> MeasureByCurrentAsync(uint range, CancellationToken ct)
    {
        var time = 10.0;
        for (var attempt = 0; attempt < 10; attempt++)
        {
            if (!await DischargeAsync(20, ct).ConfigureAwait(false))
                return null;
            var code = (await lease.ExecuteAsync(Commands.GetCapacitance.CreateRequest(range, 0, (uint)time), ct).ConfigureAwait(false))[
                "code"
            ];
            var volts = Multimeter.SupplyVolts * code / Calibration.FullScale12Bit;
            if (Math.Abs(volts - TargetVolts) < 0.02 * TargetVolts)
                return Currents[range] * (uint)time * 1e-6 / volts - StrayFarads;
            var next = Math.Round(time * TargetVolts / Math.Max(volts, Multimeter.SupplyVolts / Calibration.FullScale12Bit));
            // A full-scale reading only tells that the time is too long.
            if (code >= Calibration.FullScale12Bit - 8)
                next = Math.Floor(time / 2);
            if (next < 1)
                return range == RangeOrder[^1]
                    ? null
                    : throw new BoardException(BoardErrorKind.Unmeasurable, "The capacitance on CAP is too small to measure.");
            if (next > MaxChargeMicroseconds)
            {
                if (time >= MaxChargeMicroseconds || volts > TargetVolts / 20 || attempt > 3)
                    return null;
                // A few codes are too few for a calculation.
                next = Math.Min(MaxChargeMicroseconds, time * 20);
            }
            time = next;
        }
        return null;
    }

    public async Task<double> MeasureByDischargeAsync(CancellationToken ct)
    {
        // On a busy machine the discharge may begin too late for the recording.
        for (var attempt = 0; attempt < 10; attempt++)
            if (await TryMeasureByDischargeAsync(ct).ConfigureAwait(false) is { } farads)
                return farads;
        throw new BoardException(
            BoardErrorKind.Unmeasurable,
            "The discharge commands reached the board too late, because the machine or the connection is slow. Call it again later."
        );
    }

    /// <summary>Measures by one discharge.</summary>
    /// <returns>Null if the discharge may have begun too late.</returns>
    private async Task<double?> TryMeasureByDischargeAsync(CancellationToken ct)
    {
        const uint samples = Commands.BufferSize,
            gap = 80,
            step = 50_000;
        var length = TimeSpan.FromSeconds(samples * gap * ActiveCapture.Tick);
        var time = board.Link.Options.Time;
        var volts = 0.0;
        for (var (i, before) = (0, -1.0); i < 40 && volts < 2 && volts > before * 1.01; i++)
        {
            before = volts;
            await lease.ExecuteAsync(Commands.SetCap.CreateRequest(1, step), ct).ConfigureAwait(false);
            volts = await ReadAsync(ct).ConfigureAwait(false);
        }
        if (volts < 0.3)
            throw new BoardException(
                BoardErrorKind.Unmeasurable,
                "The capacitor on CAP cannot be charged. It is larger than 1 mF, leaks current, or is missing."
            );
        var stateCache = board.StateCache;
        if (stateCache.ActiveLogicCapture is not null)
            await lease.ExecuteAsync(Commands.StopLogic.CreateRequest(), ct).ConfigureAwait(false);
        stateCache.ActiveLogicCapture = null;
        stateCache.ActiveCapture = null;
        var from = time.GetTimestamp();
        await lease.ExecuteAsync(Commands.CaptureDma.CreateRequest(AnalogInput.Cap.Mux | 0x80u, samples, gap), ct).ConfigureAwait(false);
        await lease.ExecuteAsync(Commands.SetCap.CreateRequest(0, step), ct).ConfigureAwait(false);
        // The board answers at the end of the discharge, so the whole discharge must lie within the recording.
        if (time.GetElapsedTime(from) > length)
            return null;
        await lease.WaitAsync(length - TimeSpan.FromMicroseconds(step) + TimeSpan.FromMilliseconds(2), ct).ConfigureAwait(false);
        var words = (await lease.ExecuteAsync(Commands.RetrieveBuffer.CreateRequest(0, samples), ct).ConfigureAwait(false)).Values.GetItems(
            "words"
        );
        if (words.Any(w => w > Calibration.FullScale12Bit))
            throw new BoardException(BoardErrorKind.InvalidResponse, "The board sent samples above 4095.");
        return DischargeFit.FindTimeConstant(
                [.. words.Select(w => Calibration.ToVolts(AnalogInput.Cap, w))],
                gap * ActiveCapture.Tick,
                step * 1e-6
            ) / DischargeResistor
            - StrayFarads;
    }

    /// <summary>Discharges the capacitor in steps of 50 ms.</summary>
    /// <returns>False if it still holds a charge after that many steps.</returns>
    private async Task<bool> DischargeAsync(int times, CancellationToken ct)
    {
        for (var i = 0; i < times; i++)
        {
            if (await ReadAsync(ct).ConfigureAwait(false) < EmptyVolts)
                return true;
            await lease.ExecuteAsync(Commands.SetCap.CreateRequest(0, MaxChargeMicroseconds), ct).ConfigureAwait(false);
        }
        return await ReadAsync(ct).ConfigureAwait(false) < EmptyVolts;
    }

    private Task<double> ReadAsync(CancellationToken ct) => Multimeter.ReadAsync(lease, board.StateCache, AnalogInput.Cap, ct);
}
