using OpenEvent.Application.Lab;
using OpenEvent.Domain.Common;
using OpenEvent.PSLab;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>Readings of the multimeter for a live stream: voltages of inputs, and the quantities below by name.</summary>
internal static class LiveMeter
{
    private const string Resistance = "RESISTANCE",
        Capacitance = "CAPACITANCE",
        Temperature = "TEMPERATURE";

    /// <exception cref="RejectedException">Invalid.</exception>
    public static Func<Board, CancellationToken, Task<LiveFrame>> Prepare(LiveCapture capture)
    {
        var readings = capture.Channels.Select(Find).ToList();
        return async (board, ct) =>
        {
            List<LiveTrace> traces = [];
            foreach (var (name, unit, read) in readings)
                traces.Add(new LiveTrace(name, unit, [await ReadAsync(read, board, ct)], IsClipped: false, Range: null));
            return new LiveFrame(0, 0, traces, IsTriggered: true);
        };
    }

    private static (string Name, string Unit, Func<Board, CancellationToken, Task<double>> Read) Find(string name) =>
        name switch
        {
            Resistance => (name, "Ω", (board, ct) => board.Multimeter.MeasureResistanceAsync(ct)),
            Capacitance => (name, "F", (board, ct) => board.Multimeter.MeasureCapacitanceAsync(ct)),
            Temperature => (name, "°C", (board, ct) => board.Multimeter.MeasureTemperatureAsync(ct)),
            _ when AnalogInput.Find(name) is { } input => (input.Name, "V", (board, ct) => board.Multimeter.MeasureVoltageAsync(input, ct)),
            _ => throw RejectedException.Invalid(
                $"There is no reading {name}. Use {string.Join(", ", AnalogInput.All.Select(i => i.Name))}, "
                    + $"{Resistance}, {Capacitance} or {Temperature}.",
                "/channels"
            ),
        };

    /// <returns>NaN if the circuit gives no reading, so that the others are shown.</returns>
    private static async Task<float> ReadAsync(Func<Board, CancellationToken, Task<double>> read, Board board, CancellationToken ct)
    {
        try
        {
            return (float)await read(board, ct);
        }
        catch (BoardException exception) when (exception.Kind == BoardErrorKind.Unmeasurable)
        {
            return float.NaN;
        }
    }
}
