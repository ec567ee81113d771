using System.Runtime.InteropServices;

namespace OpenEvent.PSLab.Tool;

/// <summary>
/// The tool <c>pslab</c>: runs a command and prints errors in one line. Exit codes: 0 success, 1 failure, 2 wrong usage, 130 interrupted.
/// </summary>
internal static class CommandLine
{
    private const string Usage = """
        pslab virtual --link PATH [--circuit NAME] [--profile v3-client|v3.1-strict] [--board v5|v6] [--ideal] [--pace]
                      [--fault FAULT]… [--attended]
                                        runs a virtual board until it is stopped; with --attended until its standard input
                                        closes, and the line "circuit NAME" there connects another circuit
        pslab virtual --circuits        lists the circuits that a virtual board can be connected to
        pslab call PORT "FUNCTION(…)"   calls a function, such as: pslab call /dev/ttyUSB0 "capture1('CH1', 100, 10)"
        pslab list PORT                 shows the board at the port and the functions that can be called
        pslab scope PORT [--channels CH1,CH2] [--time MS] [--volts V] [--trigger V] [--frames N]
                                        shows a live oscilloscope trace
        pslab decode FILE               explains recorded traffic: a JSON array of [tx, rx] pairs in hexadecimal, or raw bytes
                                        from the host; - is standard input
        PORT is a serial port or tcp://HOST[:PORT]. With --patience S, call, list and scope wait S seconds (default 1) for an
        answer beyond its usual time.
        """;

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        using var stop = new CancellationTokenSource();
        // Ctrl-C in a terminal and a stop of systemd reach all processes of a server. Its virtual board outlives it: the server still
        // makes it safe, and the end of the standard input ends it.
        var endsWithInput = args.Contains("--attended") && Console.IsInputRedirected;
        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            if (!endsWithInput)
                stop.Cancel();
        }
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            var options = new CommandLineOptions(args.Skip(1));
            switch (args.FirstOrDefault())
            {
                case "virtual":
                    VirtualCommand.Run(options, output, stop.Token);
                    return 0;
                case "call":
                    await CallCommand.RunAsync(options, output, stop.Token);
                    return 0;
                case "list":
                    await ListCommand.RunAsync(options, output, stop.Token);
                    return 0;
                case "scope":
                    await ScopeCommand.RunAsync(options, output, stop.Token);
                    return 0;
                case "decode":
                    await DecodeCommand.RunAsync(options, output, stop.Token);
                    return 0;
                case "help" or "--help" or "-h":
                    await output.WriteLineAsync(Usage);
                    return 0;
                default:
                    throw new UsageException(args.Length == 0 ? "A command is missing." : $"There is no command '{args[0]}'.");
            }
        }
        catch (UsageException e)
        {
            await errors.WriteLineAsync($"{e.Message}\n{Usage}");
            return 2;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 130;
        }
        catch (Exception e) when (e is BoardException or IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            await errors.WriteLineAsync($"pslab: {e.Message}");
            return 1;
        }
    }
}
