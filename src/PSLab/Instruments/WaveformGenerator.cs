using OpenEvent.PSLab.Link;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Instruments;

/// <summary>
/// SI1 and SI2: sine, triangle or a table, ±3.3 V. Below 20 Hz and above 5 kHz the output is attenuated. SI1 and SI2 share hardware with
/// SQ4 and SQ3, so starting one stops the other. See docs/reference/pslab-protocol.md#shared-hardware.
/// </summary>
public sealed class WaveformGenerator(Board board)
{
    public const double MinHertz = 0.1,
        MaxHertz = Board.ClockHz / ShortTableSize,
        Amplitude = 3.3;

    public const string Sine = "sine",
        Triangle = "tria";

    /// <summary>The frequencies that the filter of the output passes.</summary>
    private const double LowestFullHertz = 20,
        HighestFullHertz = 5000;

    private const int LongTableSize = 512,
        ShortTableSize = 32;

    /// <summary>Above this frequency the short table is used, because the long one would need a faster clock than the board has.</summary>
    private const double LongTableMaxHertz = 1100;

    /// <summary>Starts output 1 or 2.</summary>
    /// <param name="output">1 for SI1, 2 for SI2.</param>
    /// <param name="hertz">0.1 Hz to 2 MHz.</param>
    /// <param name="shape">"sine" or "tria"; null keeps the current waveform.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>The actual frequency in hertz.</returns>
    public async Task<double> StartAsync(int output, double hertz, string? shape, CancellationToken ct)
    {
        RequireOutput(output);
        var (index, period, size) = FindTimerSetting(hertz);
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        await EnsureShapeAsync(lease, output, shape, ct).ConfigureAwait(false);
        var command = output == 1 ? Commands.SetSine1 : Commands.SetSine2;
        await lease.ExecuteAsync(command.CreateRequest(GetTableBit(size) | (uint)index << 1, (uint)period - 1), ct).ConfigureAwait(false);
        ReportStart(output, hertz);
        return Prescaler.Frequency(index, period, size);
    }

    /// <summary>Starts both outputs with a phase difference of −360° to 360°.</summary>
    /// <returns>Both actual frequencies in hertz.</returns>
    public async Task<(double First, double Second)> StartBothAsync(double first, double second, double degrees, CancellationToken ct)
    {
        var (index1, period1, size1) = FindTimerSetting(first);
        var (index2, period2, size2) = FindTimerSetting(second);
        if (degrees is not (>= -360 and <= 360))
            throw new BoardException(BoardErrorKind.OutOfRange, $"The phase cannot be {degrees}°. Use −360 to 360°.");
        var phase = (degrees % 360 + 360) % 360;
        var coarse = Math.Floor(size2 * phase / 360 + 1e-9);
        var perEntry = 360.0 / size2;
        var fine = Math.Floor(period2 * Math.Max(0, phase - coarse * perEntry) / perEntry + 1e-9);
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        await EnsureShapeAsync(lease, 1, null, ct).ConfigureAwait(false);
        await EnsureShapeAsync(lease, 2, null, ct).ConfigureAwait(false);
        var config = GetTableBit(size1) | GetTableBit(size2) << 1 | (uint)index1 << 2 | (uint)index2 << 4;
        await lease
            .ExecuteAsync(
                Commands.SetBothSines.CreateRequest(
                    (uint)period1 - 1,
                    (uint)period2 - 1,
                    (uint)coarse,
                    (uint)Math.Min(fine, period2 - 1),
                    config
                ),
                ct
            )
            .ConfigureAwait(false);
        ReportStart(1, first);
        ReportStart(2, second);
        return (Prescaler.Frequency(index1, period1, size1), Prescaler.Frequency(index2, period2, size2));
    }

    /// <summary>Loads "sine" or "tria" into an output's table.</summary>
    public Task LoadAsync(int output, string shape, CancellationToken ct) => LoadAsync(output, GetShapePoints(shape), shape, ct);

    /// <summary>
    /// Loads one period of 2 to 65,536 points from −3.3 to 3.3 V into an output's table. The points are interpolated to the board's 512
    /// points.
    /// </summary>
    public Task LoadAsync(int output, IReadOnlyList<double> volts, CancellationToken ct)
    {
        if (volts.Count is < 2 or > 65_536)
            throw new BoardException(BoardErrorKind.OutOfRange, "A waveform must have 2 to 65536 points.");
        if (volts.FirstOrDefault(v => !(Math.Abs(v) <= Amplitude + 1e-9), 0) is var wrong && wrong != 0)
            throw new BoardException(BoardErrorKind.OutOfRange, $"A point cannot be {wrong} V. Use −3.3 to 3.3 V.");
        return LoadAsync(
            output,
            [.. Enumerable.Range(0, LongTableSize).Select(i => Interpolate(volts, (double)i * volts.Count / LongTableSize))],
            "table",
            ct
        );
    }

    /// <summary>Reads one period from the output's table, 512 points in volts.</summary>
    public async Task<double[]> ReadAsync(int output, CancellationToken ct)
    {
        RequireOutput(output);
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        var reply = await lease
            .ExecuteAsync((output == 1 ? Commands.ReadWaveform1 : Commands.ReadWaveform2).CreateRequest(), ct)
            .ConfigureAwait(false);
        return [.. reply.Values.GetItems("long").Select(code => code * 2 * Amplitude / (LongTableSize - 1) - Amplitude)];
    }

    /// <summary>The codes of the long and the short table for 512 voltages.</summary>
    internal static (uint[] Long, uint[] Short) ToTables(IReadOnlyList<double> volts) =>
        (
            [.. volts.Select(v => ToTableCode(v, LongTableSize - 1))],
            [.. Enumerable.Range(0, ShortTableSize).Select(i => ToTableCode(volts[i * LongTableSize / ShortTableSize], 63))]
        );

    internal static double[] GetShapePoints(string shape) =>
        shape switch
        {
            Sine => [.. Enumerable.Range(0, LongTableSize).Select(i => Amplitude * Math.Sin(2 * Math.PI * i / LongTableSize))],
            Triangle => [.. Enumerable.Range(0, LongTableSize).Select(i => Amplitude * (Math.Abs(4.0 * i / LongTableSize % 4 - 2) - 1))],
            _ => throw new BoardException(BoardErrorKind.OutOfRange, $"The waveform '{shape}' does not exist. Use {Sine} or {Triangle}."),
        };

    private async Task LoadAsync(int output, double[] volts, string name, CancellationToken ct)
    {
        RequireOutput(output);
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        await LoadAsync(lease, output, volts, name, ct).ConfigureAwait(false);
    }

    private async Task LoadAsync(BoardLease lease, int output, double[] volts, string name, CancellationToken ct)
    {
        var (longTable, shortTable) = ToTables(volts);
        await lease
            .ExecuteAsync((output == 1 ? Commands.LoadWaveform1 : Commands.LoadWaveform2).CreateArrayRequest(longTable, shortTable), ct)
            .ConfigureAwait(false);
        board.StateCache.Waveforms[output - 1] = name;
    }

    // The content of the tables is unknown when a connection begins, and the firmware's own sine begins downwards.
    private Task EnsureShapeAsync(BoardLease lease, int output, string? shape, CancellationToken ct)
    {
        var current = board.StateCache.Waveforms[output - 1];
        return current is not null && (shape is null || shape == current)
            ? Task.CompletedTask
            : LoadAsync(lease, output, GetShapePoints(shape ?? Sine), shape ?? Sine, ct);
    }

    private static (int Index, int Period, int Size) FindTimerSetting(double hertz)
    {
        if (hertz is not (>= MinHertz and <= MaxHertz))
            throw new BoardException(BoardErrorKind.OutOfRange, $"SI1 and SI2 cannot have {hertz} Hz. Use 0.1 Hz to 2 MHz.");
        var size = hertz < LongTableMaxHertz ? LongTableSize : ShortTableSize;
        var (index, period) = Prescaler.For(hertz, size)!.Value;
        return (index, period, size);
    }

    private void ReportStart(int output, double hertz)
    {
        board.StateCache.Outputs.StartSine(output);
        if (hertz is < LowestFullHertz or > HighestFullHertz)
            CallNotices.Add($"The output is attenuated: SI{output} has its full ±3.3 V from 20 Hz to 5 kHz only.");
    }

    private static double Interpolate(IReadOnlyList<double> volts, double at)
    {
        var low = (int)at;
        var share = at - Math.Floor(at);
        return volts[low] * (1 - share) + volts[(low + 1) % volts.Count] * share;
    }

    private static uint ToTableCode(double volts, int codes) =>
        (uint)Math.Clamp(Math.Round((volts + Amplitude) / (2 * Amplitude) * codes), 0, codes);

    private static uint GetTableBit(int size) => size == LongTableSize ? 1u : 0;

    private static void RequireOutput(int output)
    {
        if (output is not (1 or 2))
            throw new BoardException(BoardErrorKind.OutOfRange, $"SI{output} does not exist. Use SI1 or SI2.");
    }
}
