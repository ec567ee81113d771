using System.Text;
using OpenEvent.PSLab.Functions;
using OpenEvent.PSLab.Instruments;

namespace OpenEvent.PSLab.Tool;

/// <summary>
/// Draws a capture as text: Braille characters of 2 by 4 dots, a scale in volts on the left, and measurements of each trace above.
/// </summary>
internal static class TraceView
{
    private const int Margin = 9;
    private static readonly string[] Colours = ["\e[93m", "\e[96m", "\e[95m", "\e[92m"];
    private static readonly byte[,] Dots =
    {
        { 0x01, 0x08 },
        { 0x02, 0x10 },
        { 0x04, 0x20 },
        { 0x40, 0x80 },
    };
    private static readonly double[] Steps = [1, 2, 5, 10];

    /// <param name="volts">The end of the scale in both directions; 0 chooses it from the traces.</param>
    public static string Draw(CaptureResult capture, string title, int width, int height, double volts, bool colours)
    {
        var columns = width - Margin - 1;
        var rows = height - capture.Traces.Count - 2;
        var (low, high) = volts > 0 ? (-volts, volts) : Scale(capture);
        var cells = new byte[rows, columns];
        var owners = new int[rows, columns];
        for (var trace = 0; trace < capture.Traces.Count; trace++)
            Plot(capture.Traces[trace].Volts, trace);
        var text = new StringBuilder();
        foreach (var (trace, index) in capture.Traces.Select((t, i) => (t, i)))
            text.Append(Colour(index))
                .Append(Measure(trace, capture.Interval))
                .Append(trace.IsClipped ? "  clipped" : "")
                .Append(Colour(-1))
                .Append(colours ? "\e[K\n" : "\n");
        for (var row = 0; row < rows; row++)
        {
            text.Append(Label(row)).Append('│');
            var current = -1;
            for (var column = 0; column < columns; column++)
            {
                if (cells[row, column] != 0 && owners[row, column] != current)
                    text.Append(Colour(current = owners[row, column]));
                text.Append(cells[row, column] == 0 ? ' ' : (char)(0x2800 + cells[row, column]));
            }
            text.Append(current >= 0 ? Colour(-1) : "").Append('\n');
        }
        var time = Quantity.Format(capture.Interval * capture.Traces[0].Volts.Length, "s");
        var note = $" {title}, {capture.Bits} bits, every {Quantity.Format(capture.Interval, "s")} ";
        return text.Append(' ', Margin)
            .Append('└')
            .Append('─', columns - time.Length - 1)
            .Append(' ')
            .Append(time)
            .Append('\n')
            .Append(' ', Margin)
            .Append(note.Length <= columns ? note : note[..columns])
            .Append(colours ? "\e[K" : "\n")
            .ToString();

        string Colour(int index) =>
            !colours ? ""
            : index < 0 ? "\e[0m"
            : Colours[index];

        string Label(int row)
        {
            var at = high - (high - low) * (row + 0.5) / rows;
            return
                (
                    row == 0 ? high
                    : row == rows - 1 ? low
                    : row == rows / 2 ? (high + low) / 2
                    : at
                )
                    is var value
                && (row == 0 || row == rows - 1 || row == rows / 2)
                ? Quantity.Format(value, "V").PadLeft(Margin - 1) + " "
                : new string(' ', Margin);
        }

        void Plot(double[] samples, int trace)
        {
            var last = -1;
            for (var x = 0; x < columns * 2; x++)
            {
                // A dot column shows all samples that fall into it as a vertical line.
                var (first, end) = (
                    x * samples.Length / (columns * 2),
                    Math.Max(x * samples.Length / (columns * 2) + 1, (x + 1) * samples.Length / (columns * 2))
                );
                if (first >= samples.Length)
                    break;
                var part = samples.AsSpan(first, Math.Min(end, samples.Length) - first);
                var (top, bottom) = (int.MaxValue, int.MinValue);
                foreach (var sample in part)
                {
                    var y = (int)Math.Clamp(Math.Round((high - sample) / (high - low) * (rows * 4 - 1)), 0, rows * 4 - 1);
                    (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y));
                }
                if (last >= 0)
                    (top, bottom) =
                        last < top ? (last + 1, bottom)
                        : last > bottom ? (top, last - 1)
                        : (top, bottom);
                last = (int)Math.Clamp(Math.Round((high - part[^1]) / (high - low) * (rows * 4 - 1)), 0, rows * 4 - 1);
                for (var y = Math.Min(top, last); y <= Math.Max(bottom, last); y++)
                {
                    cells[y / 4, x / 2] |= Dots[y % 4, x % 2];
                    owners[y / 4, x / 2] = trace;
                }
            }
        }
    }

    /// <summary>Chooses a scale that ends at 1, 2 or 5 times a power of ten.</summary>
    private static (double Low, double High) Scale(CaptureResult capture)
    {
        var peak = Math.Max(0.01, capture.Traces.SelectMany(t => t.Volts).Max(Math.Abs) * 1.05);
        var power = Math.Pow(10, Math.Floor(Math.Log10(peak)));
        var end = Steps.First(s => s * power >= peak * 0.999) * power;
        return (capture.Traces.SelectMany(t => t.Volts).Min() > -0.02 * end ? 0 : -end, end);
    }

    private static string Measure(Trace trace, double interval)
    {
        var volts = trace.Volts;
        var mean = volts.Average();
        var rms = Math.Sqrt(volts.Average(v => (v - mean) * (v - mean)));
        var frequency = Frequency(volts, mean, rms, interval);
        var peaks = volts.Max() - volts.Min();
        var hertz = frequency > 0 ? Quantity.Format(frequency, "Hz") : "";
        return $" {trace.Channel, -4} mean {V(mean)} AC {V(rms)} peak-peak {V(peaks)} {hertz}";

        static string V(double value) => Quantity.Format(value, "V").PadRight(9);
    }

    /// <summary>
    /// The frequency in hertz, from the first to the last upward crossing of the mean. A hysteresis ignores noise. 0 with fewer than two
    /// crossings.
    /// </summary>
    private static double Frequency(double[] volts, double mean, double rms, double interval)
    {
        var first = -1.0;
        var last = -1.0;
        var count = 0;
        var isArmed = false;
        for (var i = 1; i < volts.Length; i++)
        {
            if (volts[i] < mean - rms / 2)
                isArmed = true;
            if (!isArmed || volts[i] < mean || volts[i - 1] >= mean)
                continue;
            last = i - (volts[i] - mean) / (volts[i] - volts[i - 1]);
            if (count++ == 0)
                first = last;
            isArmed = false;
        }
        return count > 1 && rms > 0.05 ? (count - 1) / ((last - first) * interval) : 0;
    }
}
