using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Instruments;

/// <summary>
/// SQ1 to SQ4: pulses of one frequency (4 Hz to 10 MHz) with a duty cycle and phase for each pin, separate square waves on SQ1 and SQ2, and
/// the divided reference clock.
/// </summary>
public sealed class PulseGenerator(Board board)
{
    public const double MinHertz = 4,
        MaxHertz = 10e6,
        ReferenceHz = 128e6;

    /// <summary>Starts pulses on all four pins.</summary>
    /// <param name="hertz">4 Hz to 10 MHz.</param>
    /// <param name="duties">The duty cycles of SQ1 to SQ4, 0 to 1; 0 and 1 give constant levels.</param>
    /// <param name="phases">The delays of SQ2 to SQ4 after SQ1 as fractions of a period, −1 to 1. The first value is ignored.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>The actual frequency in hertz.</returns>
    public async Task<double> StartAsync(double hertz, IReadOnlyList<double> duties, IReadOnlyList<double> phases, CancellationToken ct)
    {
        var (index, period) = FindTimerSetting(hertz);
        if (duties.Count != 4 || phases.Count != 4)
            throw new BoardException(BoardErrorKind.OutOfRange, "Four duty cycles and four phases are needed.");
        if (duties.Any(d => d is not (>= 0 and <= 1)))
            throw new BoardException(BoardErrorKind.OutOfRange, "A duty cycle must be 0 to 1.");
        if (phases.Any(p => p is not (>= -1 and <= 1)))
            throw new BoardException(BoardErrorKind.OutOfRange, "A phase must be −1 to 1 period.");
        var edges = Enumerable.Range(0, 4).Select(i => GetCompareValues(duties[i], i == 0 ? 0 : phases[i], period)).ToArray();
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        await lease
            .ExecuteAsync(
                Commands.SetSquares.CreateRequest(
                    (uint)period - 1,
                    edges[0].High,
                    edges[1].Low,
                    edges[1].High,
                    edges[2].Low,
                    edges[2].High,
                    edges[3].Low,
                    edges[3].High,
                    (uint)index | 0x20
                ),
                ct
            )
            .ConfigureAwait(false);
        board.StateCache.Outputs.StartPulses([.. duties.Select(d => d is not (0 or 1))]);
        // As every client does: set the constant levels first, then put the reference clock back on its pins.
        var mask = 0u;
        for (var i = 0; i < 4; i++)
            if (duties[i] is 0 or 1)
                mask |= 0x10u << i | (duties[i] == 1 ? 1u << i : 0);
        await lease.ExecuteAsync(Commands.SetState.CreateRequest(mask), ct).ConfigureAwait(false);
        var (pins, scaler) = board.StateCache.Reference;
        await lease.ExecuteAsync(Commands.MapReference.CreateRequest(pins, scaler), ct).ConfigureAwait(false);
        return Prescaler.Frequency(index, period);
    }

    /// <summary>Starts a square wave on SQ1 (1) or SQ2 (2). The other pins do not change.</summary>
    /// <returns>The actual frequency in hertz.</returns>
    public async Task<double> StartSquareAsync(int output, double hertz, double duty, CancellationToken ct)
    {
        if (output is not (1 or 2))
            throw new BoardException(BoardErrorKind.OutOfRange, $"SQ{output} has no frequency of its own. Use SQ1 or SQ2.");
        if (duty is not (> 0 and < 1))
            throw new BoardException(BoardErrorKind.OutOfRange, "A duty cycle must be more than 0 and less than 1 (0 and 100 %).");
        var (index, period) = FindTimerSetting(hertz);
        var high = Math.Clamp(Math.Round(period * duty), 1, period);
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        await lease
            .ExecuteAsync(
                (output == 1 ? Commands.SetSquare1 : Commands.SetSquare2).CreateRequest((uint)period, (uint)high, (uint)index),
                ct
            )
            .ConfigureAwait(false);
        board.StateCache.Outputs.StartSquare(output);
        return Prescaler.Frequency(index, period);
    }

    /// <summary>
    /// Puts the reference clock, 128 MHz divided by 2 to the power of <paramref name="scaler"/> (0 to 15), on pins (1 to 4). Without pins
    /// it is switched off.
    /// </summary>
    /// <returns>The frequency in hertz.</returns>
    public async Task<double> MapReferenceAsync(int scaler, IReadOnlyCollection<int> pins, CancellationToken ct)
    {
        if (scaler is < 0 or > 15)
            throw new BoardException(BoardErrorKind.OutOfRange, $"128 MHz cannot be halved {scaler} times. Use 0 to 15.");
        if (pins.Any(p => p is < 1 or > 4))
            throw new BoardException(BoardErrorKind.OutOfRange, "The pins must be SQ1 to SQ4.");
        var mask = pins.Aggregate(0u, (all, pin) => all | 1u << (pin - 1));
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        await lease.ExecuteAsync(Commands.MapReference.CreateRequest(mask, (uint)scaler), ct).ConfigureAwait(false);
        board.StateCache.Reference = (mask, (uint)scaler);
        return ReferenceHz / (1 << scaler);
    }

    /// <summary>
    /// Sets servo motors on SQ1 to SQ4 to 0…180° with pulses of 500 to 2500 µs, 50 times a second. Null leaves a pin low.
    /// </summary>
    public Task SetServosAsync(IReadOnlyList<double?> degrees, CancellationToken ct)
    {
        if (degrees.Any(d => d is not (null or (>= 0 and <= 180))))
            throw new BoardException(BoardErrorKind.OutOfRange, "An angle must be 0 to 180°.");
        return StartAsync(50, [.. degrees.Select(d => d is { } angle ? (500 + angle * 2000 / 180) / 20_000 : 0)], [0, 0, 0, 0], ct);
    }

    /// <summary>
    /// The compare values of a pin: the end and the start of its high phase. A value of h means h ticks after the counter's zero.
    /// </summary>
    internal static (uint Low, uint High) GetCompareValues(double duty, double phase, int period)
    {
        var begin = (phase % 1 + 1) % 1;
        return ((uint)Math.Max(0, Ticks(begin) - 1), (uint)Math.Max(1, Ticks((duty + begin) % 1) - 1));

        // Clients round down, which gives a high phase up to two ticks too short. Rounded up, it is at most one tick too short, and for
        // whole ticks the values are the same. The tolerance is needed because in binary 0.7 · 640 is slightly less than 448 and 0.07 · 100
        // slightly more than 7.
        double Ticks(double share) => Math.Ceiling(share * period - 1e-6);
    }

    private static (int Index, int Period) FindTimerSetting(double hertz) =>
        hertz is >= MinHertz and <= MaxHertz
            ? Prescaler.For(hertz)!.Value
            : throw new BoardException(
                BoardErrorKind.OutOfRange,
                $"SQ1 to SQ4 cannot have {hertz} Hz. Use {MinHertz} Hz to {MaxHertz / 1e6} MHz."
            );
}
