using OpenEvent.PSLab.Link;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Instruments;

/// <summary>
/// Measures volts on every analog input, ohms between RES and ground, farads between CAP and ground, and the processor's temperature.
/// </summary>
public sealed class Multimeter(Board board)
{
    /// <summary>The resistor between 3.3 V and RES, in ohms.</summary>
    public const double SeriesResistor = 5100;

    internal const double SupplyVolts = 3.3;

    /// <summary>The input of the temperature diode, and the current range for it: V = 760 mV − 1.56 mV/°C.</summary>
    private const uint TemperatureChannel = 30,
        TemperatureRange = 3;

    /// <summary>Measures volts as the mean of 16 conversions of 12 bits, on CH1 and CH2 with the best gain. It does not stay set.</summary>
    public async Task<double> MeasureVoltageAsync(AnalogInput input, CancellationToken ct)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        if (!input.HasGain)
            return await ReadAsync(lease, board.StateCache, input, ct).ConfigureAwait(false);
        var gain = board.StateCache.Gains[input.Amplifier - 1];
        var volts = await AutorangeAsync(lease, board.StateCache, input, ct).ConfigureAwait(false);
        // The gain of the oscilloscope is the user's. With the gain of a small voltage, their next trace would be clipped.
        if (board.StateCache.Gains[input.Amplifier - 1] != gain)
            await Oscilloscope.SetGainAsync(lease, board.StateCache, input, gain, ct).ConfigureAwait(false);
        return volts;
    }

    /// <summary>
    /// Measures volts with the current gain, as the mean of <paramref name="samples"/> readings (1 to 10,000) of 16 conversions.
    /// </summary>
    public async Task<double> MeasureAverageVoltageAsync(AnalogInput input, int samples, CancellationToken ct)
    {
        if (samples is < 1 or > 10_000)
            throw new BoardException(BoardErrorKind.OutOfRange, $"{samples} readings cannot be averaged. Use 1 to 10000.");
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        return await AverageAsync(lease, input, samples, ct).ConfigureAwait(false);
    }

    /// <summary>Measures ohms between RES and ground; infinity if nothing is connected. Accurate to 1 % from 100 Ω to 100 kΩ.</summary>
    public async Task<double> MeasureResistanceAsync(CancellationToken ct)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        var volts = await AverageAsync(lease, AnalogInput.Res, 4, ct).ConfigureAwait(false);
        return volts >= SupplyVolts - SupplyVolts / Calibration.FullScale12Bit
            ? double.PositiveInfinity
            : Math.Max(0, volts) * SeriesResistor / (SupplyVolts - volts);
    }

    /// <summary>Measures farads between CAP and ground: up to 8 µF with a constant current, above by discharge through 10 kΩ.</summary>
    /// <exception cref="BoardException">The capacitor is larger than 1 mF, leaks current, or is missing.</exception>
    public async Task<double> MeasureCapacitanceAsync(CancellationToken ct)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        return await new CapacitanceMeter(board, lease).MeasureAsync(ct).ConfigureAwait(false);
    }

    /// <summary>Measures farads by discharge through 10 kΩ, independent of the size. Accurate from 0.5 µF on.</summary>
    public async Task<double> MeasureCapacitanceByDischargeAsync(CancellationToken ct)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        return await new CapacitanceMeter(board, lease).MeasureByDischargeAsync(ct).ConfigureAwait(false);
    }

    /// <summary>A quick estimate in farads, from charging through 10 kΩ for 1 to 50,000 µs.</summary>
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
                $"The voltage on CAP was not between 0 and 3.3 V after {time} µs. Try another charge time."
            )
            : -time * 1e-6 / (CapacitanceMeter.DischargeResistor * Math.Log(1 - volts / SupplyVolts));
    }

    /// <summary>Measures the temperature of the processor in degrees Celsius, which is a few degrees above the room temperature.</summary>
    public async Task<double> MeasureTemperatureAsync(CancellationToken ct) =>
        (
            760
            - 1000 * await MeasureCurrentSourceVoltageAsync((int)TemperatureChannel, (int)TemperatureRange, false, ct).ConfigureAwait(false)
        ) / 1.56;

    /// <summary>
    /// Measures volts on a converter channel (0 to 31; 5 is CAP) while the constant current source drives it.
    /// </summary>
    /// <param name="range">0: 550 µA, 1: 0.55 µA, 2: 5.5 µA, 3: 55 µA.</param>
    /// <param name="pulse">Whether the timer switches the source.</param>
    public async Task<double> MeasureCurrentSourceVoltageAsync(int channel, int range, bool pulse, CancellationToken ct)
    {
        if (channel is < 0 or > 31)
            throw new BoardException(BoardErrorKind.OutOfRange, $"The channel {channel} does not exist. Use 0 to 31.");
        if (range is < 0 or > 3)
            throw new BoardException(BoardErrorKind.OutOfRange, $"The range {range} does not exist. Use 0 to 3.");
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
    /// Reads with gain 1, sets the highest gain whose range holds the voltage, and reads again. The input offset can make the first reading
    /// too small or too large. So the gain goes down while the reading is clipped, and up if a more accurate reading allows it.
    /// </summary>
    internal static async Task<double> AutorangeAsync(BoardLease lease, BoardStateCache stateCache, AnalogInput input, CancellationToken ct)
    {
        if (!input.HasGain)
            return await ReadAsync(lease, stateCache, input, ct).ConfigureAwait(false);
        await Oscilloscope.SetGainAsync(lease, stateCache, input, 0, ct).ConfigureAwait(false);
        var code = await ReadMeanCodeAsync(lease, input, ct).ConfigureAwait(false);
        var index = 0;
        var hasFallen = false;
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
            index = next;
            hasFallen |= isClipped;
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

    /// <summary>The mean code of 16 conversions of 12 bits.</summary>
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
