using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Instruments;

/// <summary>SQ1 to SQ4: pulses of one frequency with duty and phase of each, 4 Hz to 10 MHz; square waves on SQ1 and SQ2; the divided reference clock.</summary>
public sealed class PulseGenerator(Board board)
{
    public const double MinHertz = 4,
        MaxHertz = 10e6,
        ReferenceHz = 128e6;

    /// <summary>Starts pulses on all four pins and gives their frequency.</summary>
    /// <param name="duties">The high shares of SQ1 to SQ4, 0 to 1; 0 and 1 are constant levels.</param>
    /// <param name="phases">The shares of a period by which SQ2 to SQ4 begin after SQ1 (whose own is ignored).</param>
    public async Task<double> StartAsync(double hertz, IReadOnlyList<double> duties, IReadOnlyList<double> phases, CancellationToken ct)
    {
        var (index, period) = FindTimerSetting(hertz);
        if (duties.Count != 4 || phases.Count != 4)
            throw new BoardException(BoardErrorKind.OutOfRange, "Four duties and four phases are needed.");
        if (duties.Any(d => d is not (>= 0 and <= 1)))
            throw new BoardException(BoardErrorKind.OutOfRange, "A duty is 0 to 1.");
        if (phases.Any(p => p is not (>= -1 and <= 1)))
            throw new BoardException(BoardErrorKind.OutOfRange, "A phase is −1 to 1 period.");
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
        // Always sent, as every client does: constant levels first, then the reference clock on its pins.
        var mask = 0u;
        for (var i = 0; i < 4; i++)
            if (duties[i] is 0 or 1)
                mask |= 0x10u << i | (duties[i] == 1 ? 1u << i : 0);
        await lease.ExecuteAsync(Commands.SetState.CreateRequest(mask), ct).ConfigureAwait(false);
        var (pins, scaler) = board.StateCache.Reference;
        await lease.ExecuteAsync(Commands.MapReference.CreateRequest(pins, scaler), ct).ConfigureAwait(false);
        return Prescaler.Frequency(index, period);
    }

    /// <summary>A square wave on SQ1 (1) or SQ2 (2) alone, the other pins as they are; gives its frequency.</summary>
    public async Task<double> StartSquareAsync(int output, double hertz, double duty, CancellationToken ct)
    {
        if (output is not (1 or 2))
            throw new BoardException(BoardErrorKind.OutOfRange, $"SQ{output} has no frequency of its own; SQ1 and SQ2 have.");
        if (duty is not (> 0 and < 1))
            throw new BoardException(BoardErrorKind.OutOfRange, "A duty lies between 0 and 1 (0 and 100 %).");
        var (index, period) = FindTimerSetting(hertz);
        var high = Math.Clamp(Math.Round(period * duty), 1, period);
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        await lease
            .ExecuteAsync(
                (output == 1 ? Commands.SetSquare1 : Commands.SetSquare2).CreateRequest((uint)period, (uint)high, (uint)index),
                ct
            )
            .ConfigureAwait(false);
        return Prescaler.Frequency(index, period);
    }

    /// <summary>Puts 128 MHz, halved <paramref name="scaler"/> times, on pins (1 to 4); no pins: on none. Gives the frequency.</summary>
    public async Task<double> MapReferenceAsync(int scaler, IReadOnlyCollection<int> pins, CancellationToken ct)
    {
        if (scaler is < 0 or > 15)
            throw new BoardException(BoardErrorKind.OutOfRange, $"128 MHz cannot be halved {scaler} times; 0 to 15 times is possible.");
        if (pins.Any(p => p is < 1 or > 4))
            throw new BoardException(BoardErrorKind.OutOfRange, "The pins are SQ1 to SQ4.");
        var mask = pins.Aggregate(0u, (all, pin) => all | 1u << (pin - 1));
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        await lease.ExecuteAsync(Commands.MapReference.CreateRequest(mask, (uint)scaler), ct).ConfigureAwait(false);
        board.StateCache.Reference = (mask, (uint)scaler);
        return ReferenceHz / (1 << scaler);
    }

    /// <summary>Turns servo motors on SQ1 to SQ4 to 0…180°: pulses of 500 to 2500 µs, 50 times a second. Null leaves a pin low.</summary>
    public Task SetServosAsync(IReadOnlyList<double?> degrees, CancellationToken ct)
    {
        if (degrees.Any(d => d is not (null or (>= 0 and <= 180))))
            throw new BoardException(BoardErrorKind.OutOfRange, "An angle is 0 to 180°.");
        return StartAsync(50, [.. degrees.Select(d => d is { } angle ? (500 + angle * 2000 / 180) / 20_000 : 0)], [0, 0, 0, 0], ct);
    }

    /// <summary>The compare values of a pin: where its high phase ends and begins. A value h ends the phase h ticks after the counter's zero.</summary>
    internal static (uint Low, uint High) GetCompareValues(double duty, double phase, int period)
    {
        var begin = (phase % 1 + 1) % 1;
        return ((uint)Math.Max(0, Ticks(begin) - 1), (uint)Math.Max(1, Ticks((duty + begin) % 1) - 1));

        // Clients round down, which is up to two ticks too short; rounded up it is less than one (and the same for whole ticks). In binary
        // 0.7 · 640 is a little less than 448, and 0.07 · 100 a little more than 7.
        double Ticks(double share) => Math.Ceiling(share * period - 1e-6);
    }

    private static (int Index, int Period) FindTimerSetting(double hertz) =>
        hertz is >= MinHertz and <= MaxHertz
            ? Prescaler.For(hertz)!.Value
            : throw new BoardException(
                BoardErrorKind.OutOfRange,
                $"{hertz} Hz is not possible on SQ1 to SQ4; {MinHertz} Hz to {MaxHertz / 1e6} MHz is."
            );
}
