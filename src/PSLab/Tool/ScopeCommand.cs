using OpenEvent.PSLab.Instruments;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Tool;

/// <summary><c>pslab scope</c>: repeats captures and draws them in the terminal, until Ctrl+C or for a number of frames.</summary>
internal static class ScopeCommand
{
    private const string Enter = "\e[?1049h\e[?25l",
        Leave = "\e[?25h\e[?1049l",
        Home = "\e[H",
        ClearRest = "\e[J";

    public static async Task RunAsync(CommandLineOptions options, TextWriter output, CancellationToken ct)
    {
        var inputs = ParseInputs(options.TakeValue("--channels") ?? "CH1");
        var seconds = options.TakeNumber("--time", 5) / 1000;
        var volts = options.TakeNumber("--volts", 0);
        var frames = (long)options.TakeNumber("--frames", long.MaxValue);
        var level = options.TakeValue("--trigger") is { } text ? ParseLevel(text) : 0;
        var link = options.TakeLinkOptions();
        var port = options.TakeArgument("PORT");
        options.RequireNoneLeft();
        await using var board = new Board(port, link);
        var settings = CreateSettings(inputs, seconds) with { Trigger = CanTrigger(inputs[0]) ? new Trigger(inputs[0], level) : null };
        var isTerminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        if (isTerminal)
            await output.WriteAsync(Enter);
        try
        {
            for (var frame = 0L; frame < frames; frame++)
            {
                var capture = await board.Oscilloscope.CaptureAsync(settings, ct);
                var (width, height) = isTerminal ? (Console.WindowWidth, Console.WindowHeight - 1) : (80, 23);
                var picture = TraceView.Draw(capture, port, Math.Max(width, 40), Math.Max(height, 10), volts, colours: isTerminal);
                await output.WriteAsync(isTerminal ? $"{Home}{picture}{ClearRest}" : picture);
                await output.FlushAsync(ct);
                // 20 frames a second look smooth.
                if (isTerminal)
                    await Task.Delay(50, ct);
            }
        }
        finally
        {
            if (isTerminal)
                await output.WriteAsync(Leave);
        }
    }

    /// <summary>The shortest interval is 1 µs for one and two channels, and 2 µs for more. The number of samples is at most 1000.</summary>
    private static CaptureSettings CreateSettings(AnalogInput[] inputs, double seconds)
    {
        var shortest = inputs.Length switch
        {
            1 => 1e-6,
            2 => 1e-6,
            _ => 2e-6,
        };
        var samples = (int)Math.Clamp(seconds / shortest, 10, 1000);
        var interval = Math.Clamp(seconds / samples, shortest, 8e-3);
        return new CaptureSettings(inputs.Length, (int)Math.Clamp(seconds / interval, 10, 1000), interval) { First = inputs[0] };
    }

    private static bool CanTrigger(AnalogInput input) => input.AtZero != 0 || input.AtFullScale < 0;

    private static AnalogInput[] ParseInputs(string names)
    {
        var inputs = names
            .Split(',')
            .Select(n => AnalogInput.Find(n.Trim()) ?? throw new UsageException($"There is no input '{n}'."))
            .ToArray();
        AnalogInput[] others = [AnalogInput.CH2, AnalogInput.CH3, AnalogInput.Mic];
        return inputs.Length <= 4 && inputs.Skip(1).SequenceEqual(others.Take(inputs.Length - 1))
            ? inputs
            : throw new UsageException(
                "The channels must be any one input, then CH2, CH3 and MIC in this order, such as CH1,CH2 or CH1,CH2,CH3."
            );
    }

    private static double ParseLevel(string text) =>
        double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var level)
            ? level
            : throw new UsageException($"--trigger needs a level in volts, not '{text}'.");
}
