using OpenEvent.PSLab.Link;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Instruments;

/// <summary>
/// The two ways to measure a capacitor. Constant current: charge for a time that brings it to 2.97 V, then C = I·t/V less what the input itself has.
/// Discharge: record how it empties through 10 kΩ, and fit the time constant.
/// </summary>
internal sealed class CapacitanceMeter(Board board, Conversation talk)
{
    /// <summary>Between the driver of CAP and the pin, ohms.</summary>
    public const double Resistor = 10_000;

    private const double Target = 0.9 * Multimeter.Supply,
        Stray = 46e-12,
        Empty = 0.033;

    private const uint LongestCharge = 50_000;

    /// <summary>Amperes of the current source by range index, and the order in which they are tried: from the small capacitors up.</summary>
    private static readonly double[] Currents = [550e-6, 0.55e-6, 5.5e-6, 55e-6];

    private static readonly uint[] Order = [1, 2, 3, 0];

    public async Task<double> MeasureAsync(CancellationToken ct)
    {
        foreach (var range in Order)
            if (await ByCurrentAsync(range, ct).ConfigureAwait(false) is { } farads)
                return farads;
        return await ByDischargeAsync(ct).ConfigureAwait(false);
    }

    /// <summary>Null: it takes a larger current.</summary>
    private async Task<double?> ByCurrentAsync(uint range, CancellationToken ct)
    {
        var time = 10.0;
        for (var attempt = 0; attempt < 10; attempt++)
        {
            if (!await EmptyAsync(20, ct).ConfigureAwait(false))
                return null;
            var code = (await talk.AskAsync(Commands.GetCapacitance.With(range, 0, (uint)time), ct).ConfigureAwait(false))["code"];
            var volts = Multimeter.Supply * code / Calibration.Codes12;
            if (Math.Abs(volts - Target) < 0.02 * Target)
                return Currents[range] * (uint)time * 1e-6 / volts - Stray;
            var next = Math.Round(time * Target / Math.Max(volts, Multimeter.Supply / Calibration.Codes12));
            // A full scale reading says nothing but "too long".
            if (code >= Calibration.Codes12 - 8)
                next = Math.Floor(time / 2);
            if (next < 1)
                return range == Order[^1]
                    ? null
                    : throw new BoardFault(FaultKind.Unmeasurable, "The capacitance on CAP is too small to measure.");
            if (next > LongestCharge)
            {
                if (time >= LongestCharge || volts > Target / 20 || attempt > 3)
                    return null;
                next = Math.Min(LongestCharge, time * 20); // a few codes are too few to reckon with
            }
            time = next;
        }
        return null;
    }

    public async Task<double> ByDischargeAsync(CancellationToken ct)
    {
        // On a busy machine the discharge may begin too late for the record.
        for (var attempt = 0; attempt < 10; attempt++)
            if (await ByDischargeOnceAsync(ct).ConfigureAwait(false) is { } farads)
                return farads;
        throw new BoardFault(
            FaultKind.Silent,
            "The commands for the discharge did not reach the board in time; the machine or the line is too slow."
        );
    }

    /// <summary>Null: the discharge may have begun too late.</summary>
    private async Task<double?> ByDischargeOnceAsync(CancellationToken ct)
    {
        const uint samples = Commands.BufferSize,
            gap = 80,
            step = 50_000;
        var (length, time, volts) = (TimeSpan.FromSeconds(samples * gap * Recording.Tick), board.Link.Options.Time, 0.0);
        for (var i = 0; i < 40 && volts < 2; i++)
        {
            await talk.AskAsync(Commands.SetCap.With(1, step), ct).ConfigureAwait(false);
            volts = await ReadAsync(ct).ConfigureAwait(false);
        }
        if (volts < 0.3)
            throw new BoardFault(FaultKind.Unmeasurable, "CAP cannot be charged: the capacitor is larger than 1 mF, leaks, or is none.");
        var memory = board.Known;
        memory.LogicRecording = null;
        memory.Recording = null;
        var from = time.GetTimestamp();
        await talk.AskAsync(Commands.CaptureDma.With(AnalogInput.Cap.Mux | 0x80u, samples, gap), ct).ConfigureAwait(false);
        await talk.AskAsync(Commands.SetCap.With(0, step), ct).ConfigureAwait(false);
        // It was answered at its end, so the whole of it is in the record.
        if (time.GetElapsedTime(from) > length)
            return null;
        await talk.WaitAsync(length - TimeSpan.FromMicroseconds(step) + TimeSpan.FromMilliseconds(2), ct).ConfigureAwait(false);
        var words = (await talk.AskAsync(Commands.RetrieveBuffer.With(0, samples), ct).ConfigureAwait(false)).Values.All("words");
        if (words.Any(w => w > Calibration.Codes12))
            throw new BoardFault(FaultKind.Garbled, "The board sent samples above 4095.");
        var constant = TimeConstant([.. words.Select(w => Calibration.Volts(AnalogInput.Cap, w))], gap * Recording.Tick, step * 1e-6);
        return constant / Resistor - Stray;
    }

    /// <summary>The time constant of the fall in <paramref name="volts"/>, in seconds; the fall begins somewhere and lasts <paramref name="length"/> at most.</summary>
    internal static double TimeConstant(double[] volts, double interval, double length)
    {
        var top = volts.Take(20).Average();
        // It has begun where a mean of some samples is clearly below the level before.
        const int window = 16;
        var begin = 0;
        while (begin + window < volts.Length && volts.Skip(begin).Take(window).Average() > top - Math.Max(0.004, top * 0.002))
            begin++;
        begin += window;
        var end = Math.Min(volts.Length, begin + (int)(length * 0.9 / interval));
        double n = 0,
            st = 0,
            sv = 0,
            stt = 0,
            stv = 0;
        for (var i = begin; i < end; i++)
        {
            if (volts[i] < Math.Max(0.05, top * 0.05))
                break;
            // Weighted by v², as the logarithm magnifies the noise of small voltages.
            var (t, v, w) = ((i - begin) * interval, Math.Log(volts[i]), volts[i] * volts[i]);
            (n, st, sv, stt, stv) = (n + w, st + w * t, sv + w * v, stt + w * t * t, stv + w * t * v);
        }
        var slope = (n * stv - st * sv) / (n * stt - st * st);
        return slope < 0 && double.IsFinite(slope)
            ? -1 / slope
            : throw new BoardFault(FaultKind.Unmeasurable, "The voltage on CAP does not fall as a capacitor's does.");
    }

    /// <summary>Discharges; false if it is not empty after so many times 50 ms.</summary>
    private async Task<bool> EmptyAsync(int times, CancellationToken ct)
    {
        for (var i = 0; i < times; i++)
        {
            if (await ReadAsync(ct).ConfigureAwait(false) < Empty)
                return true;
            await talk.AskAsync(Commands.SetCap.With(0, LongestCharge), ct).ConfigureAwait(false);
        }
        return await ReadAsync(ct).ConfigureAwait(false) < Empty;
    }

    private Task<double> ReadAsync(CancellationToken ct) => Multimeter.ReadAsync(talk, board.Known, AnalogInput.Cap, ct);
}
