using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tool;

/// <summary><c>pslab virtual</c>: a virtual board until SIGINT or SIGTERM.</summary>
internal static class VirtualCommand
{
    public static void Run(CommandLineOptions options, TextWriter output, CancellationToken ct)
    {
        if (options.TakeFlag("--circuits"))
        {
            options.RequireNoneLeft();
            foreach (var each in CircuitCatalogue.All)
                output.WriteLine($"{each.Name, -11} {each.Summary}");
            return;
        }
        var link = options.TakeValue("--link") ?? throw new UsageException("--link PATH is missing: where clients shall find the board.");
        var circuit = CircuitCatalogue.Get(options.TakeValue("--circuit") ?? CircuitCatalogue.DefaultName);
        var profile = options.TakeValue("--profile") switch
        {
            null or "v3-client" => FirmwareProfile.V3Client,
            "v3.1-strict" => FirmwareProfile.V31Strict,
            var other => throw new UsageException($"There is no profile '{other}'; there are v3-client and v3.1-strict."),
        };
        var isV5 = options.TakeValue("--board") switch
        {
            null or "v6" => false,
            "v5" => true,
            var other => throw new UsageException($"There is no board '{other}'; there are v5 and v6."),
        };
        var board = new VirtualBoard(new VirtualBoardOptions(circuit, profile, !options.TakeFlag("--ideal"), isV5));
        foreach (var fault in options.TakeValues("--fault"))
            board.Faults.Add(SimulatedFault.Parse(fault));
        var (paced, stopsWithInput) = (options.TakeFlag("--pace"), options.TakeFlag("--attended"));
        options.RequireNoneLeft();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        if (stopsWithInput)
            new Thread(() => WatchStandardInput(stop)) { IsBackground = true, Name = "attendance" }.Start();
        // The server that starts this process reads the line as "ready", so it must not stay in a buffer.
        new VirtualPort(board, link, paced).Run(
            path =>
            {
                output.WriteLine($"{path}: virtual PSLab, circuit {circuit.Name} ({circuit.Summary})");
                output.Flush();
            },
            stop.Token
        );
    }

    /// <summary>Whoever started the board holds the other end of its input, and lets go of it even when it is killed.</summary>
    private static void WatchStandardInput(CancellationTokenSource stop)
    {
        using var input = Console.OpenStandardInput();
        var buffer = new byte[64];
        while (input.Read(buffer) > 0) { }
        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException) { } // the board has left already
    }
}
