using OpenEvent.PSLab.Link;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Instruments;

/// <summary>Measures volts on every input, ohms between RES and ground, farads between CAP and ground, and the processor's temperature.</summary>
public sealed class Multimeter(Board board)
{
    /// <summary>Between 3.3 V and RES, ohms.</summary>
    public const double SeriesResistor = 5100;

    internal const double SupplyVolts = 3.3;

    /// <summary>The temperature diode's input and the current source's range for it: V = 760 mV − 1.56 mV/°C.</summary>
    private const uint TemperatureChannel = 30,
        TemperatureRange = 3;

    /// <summary>Volts, the mean of 16 conversions of 12 bits; CH1 and CH2 at the best gain.</summary>
    public async Task<double> MeasureVoltageAsync(AnalogInput input, CancellationToken ct)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        return input.HasGain
            ? await AutorangeAsync(lease, board.StateCache, input, ct).ConfigureAwait(false)
            : await ReadAsync(lease, board.StateCache, input, ct).ConfigureAwait(false);
    }

    /// <summary>Volts at the gain that is set, the mean of <paramref name="samples"/> readings of 16 conversions.</summary>
    public async Task<double> MeasureAverageVoltageAsync(AnalogInput input, int samples, CancellationToken ct)
    {
        if (samples is < 1 or > 10_000)
            throw new BoardException(BoardErrorKind.OutOfRange, $"{samples} readings cannot be averaged; 1 to 10000 can.");
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        return await AverageAsync(lease, input, samples, ct).ConfigureAwait(false);
    }

    /// <summary>The code of a single conversion, 0 to 4095, at the gain that is set.</summary>
    public async Task<int> ReadRawAsync(AnalogInput input, CancellationToken ct)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        return (int)(await lease.ExecuteAsync(Commands.GetVoltage.CreateRequest(input.Mux), ct).ConfigureAwait(false))["code"];
    }

    /// <summary>Ohms between RES and ground; infinite when nothing is connected. Within 1 % from 100 Ω to 100 kΩ.</summary>
    public async Task<double> MeasureResistanceAsync(CancellationToken ct)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        var volts = await AverageAsync(lease, AnalogInput.Res, 4, ct).ConfigureAwait(false);
        return volts >= SupplyVolts - SupplyVolts / Calibration.FullScale12Bit
            ? double.PositiveInfinity
            : Math.Max(0, volts) * SeriesResistor / (SupplyVolts - volts);
    }

    /// <summary>Farads between CAP and ground: by constant current up to 8 µF, by discharge through 10 kΩ above.</summary>
    /// <exception cref="BoardException">It is larger than 1 mF, leaks, or is no capacitor.</exception>
    public async Task<double> MeasureCapacitanceAsync(CancellationToken ct)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        return await new CapacitanceMeter(board, lease).MeasureAsync(ct).ConfigureAwait(false);
    }

    /// <summary>Farads by discharge through 10 kΩ, whatever their size; good from 0.5 µF on.</summary>
    public async Task<double> MeasureCapacitanceByDischargeAsync(CancellationToken ct)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        return await new CapacitanceMeter(board, lease).MeasureByDischargeAsync(ct).ConfigureAwait(false);
    }

    /// <summary>A quick estimate in farads, by charging through 10 kΩ for 1 to 50,000 µs.</summary>
    public async Task<double> EstimateCapacitanceAsync(TimeSpan charge, CancellationToken ct)
    {
        var time = (uint)Math.Round(charge.TotalMicroseconds);
        if (time is < 1 or > 50_000)
            throw new BoardException(BoardErrorKind.OutOfRange, "The charge time is 1 to 50000 µs.");
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        var volts = SumToVolts((await lease.ExecuteAsync(Commands.GetCapRange.CreateRequest(time), ct).ConfigureAwait(false))["sum"]);
        return volts is <= 0 or >= SupplyVolts
            ? throw new BoardException(
                BoardErrorKind.Unmeasurable,
                $"In {time} µs the capacitor did not come to a voltage between 0 and 3.3 V."
            )
            : -time * 1e-6 / (CapacitanceMeter.DischargeResistor * Math.Log(1 - volts / SupplyVolts));
    }

    /// <summary>Degrees Celsius of the processor, some degrees above the room.</summary>
    public async Task<double> MeasureTemperatureAsync(CancellationToken ct) =>
        (
            760
            - 1000 * await MeasureCurrentSourceVoltageAsync((int)TemperatureChannel, (int)TemperatureRange, false, ct).ConfigureAwait(false)
        ) / 1.56;

    /// <summary>Volts on a converter channel (0 to 31; 5 is CAP) while the constant current source drives it: range 0 550 µA, 1 0.55 µA, 2 5.5 µA, 3 55 µA.</summary>
    public async Task<double> MeasureCurrentSourceVoltageAsync(int channel, int range, bool pulse, CancellationToken ct)
    {
        if (channel is < 0 or > 31)
            throw new BoardException(BoardErrorKind.OutOfRange, $"There is no channel {channel}; there are 0 to 31.");
        if (range is < 0 or > 3)
            throw new BoardException(BoardErrorKind.OutOfRange, $"There is no range {range}; there are 0 to 3.");
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        return SumToVolts(
            (
                await lease
                    .ExecuteAsync(Commands.GetCtmuVoltage.CreateRequest((uint)(channel | range << 5 | (pulse ? 0x80 : 0))), ct)
                    .ConfigureAwait(false)
            )["sum"]
        );
    }

    /// <summary>
    /// Reads at gain 1, sets the highest gain that holds the voltage, and reads again. An offset, which the gain divides, can make the first reading too
    /// small for the gain that it suggests, or too large: the gain goes down while the reading is cut off, and up where a better reading allows it.
    /// </summary>
    internal static async Task<double> AutorangeAsync(BoardLease lease, BoardStateCache stateCache, AnalogInput input, CancellationToken ct)
    {
        if (!input.HasGain)
            return await ReadAsync(lease, stateCache, input, ct).ConfigureAwait(false);
        await Oscilloscope.SetGainAsync(lease, stateCache, input, 0, ct).ConfigureAwait(false);
        var code = await ReadMeanCodeAsync(lease, input, ct).ConfigureAwait(false);
        var (index, hasFallen) = (0, false);
        while (true)
        {
            var volts = Calibration.ToVolts(input, code, Calibration.FullScale12Bit, stateCache.GetGain(input));
            var isClipped = index > 0 && Calibration.IsClipped(code);
            var next =
                isClipped ? index - 1
                : hasFallen ? index
                : Math.Max(index, Calibration.FindGainIndex(volts));
            if (next == index)
                return volts;
            (index, hasFallen) = (next, hasFallen || isClipped);
            await Oscilloscope.SetGainAsync(lease, stateCache, input, index, ct).ConfigureAwait(false);
            code = await ReadMeanCodeAsync(lease, input, ct).ConfigureAwait(false);
        }
    }

    internal static async Task<double> ReadAsync(BoardLease lease, BoardStateCache stateCache, AnalogInput input, CancellationToken ct) =>
        Calibration.ToVolts(
            input,
            await ReadMeanCodeAsync(lease, input, ct).ConfigureAwait(false),
            Calibration.FullScale12Bit,
            stateCache.GetGain(input)
        );

    /// <summary>The mean code of 16 conversions.</summary>
    private static async Task<double> ReadMeanCodeAsync(BoardLease lease, AnalogInput input, CancellationToken ct) =>
        (await lease.ExecuteAsync(Commands.GetVoltageSummed.CreateRequest(input.Mux), ct).ConfigureAwait(false))["sum"] / 16.0;

    private async Task<double> AverageAsync(BoardLease lease, AnalogInput input, int samples, CancellationToken ct)
    {
        var sum = 0.0;
        for (var i = 0; i < samples; i++)
            sum += await ReadAsync(lease, board.StateCache, input, ct).ConfigureAwait(false);
        return sum / samples;
    }

    private static double SumToVolts(uint sum) => SupplyVolts * sum / 16 / Calibration.FullScale12Bit;
}
