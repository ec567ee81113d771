using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tool;

/// <summary><c>pslab virtual</c>: runs a virtual board until SIGINT or SIGTERM, or an attended one until its input closes.</summary>
internal static class VirtualCommand
{
    public static void Run(CommandLineOptions options, TextWriter output, CancellationToken ct)
    {
        if (options.TakeFlag("--circuits"))
        {
            options.RequireNoneLeft();
            foreach (var circuitOption in CircuitCatalogue.All)
                output.WriteLine($"{circuitOption.Name, -11} {circuitOption.Summary}");
            return;
        }
        var link = options.TakeValue("--link")
            ?? throw new UsageException("--link PATH is missing: the path at which clients open the board.");
        var circuit = CircuitCatalogue.Get(options.TakeValue("--circuit") ?? CircuitCatalogue.DefaultName);
        var profile = options.TakeValue("--profile") switch
        {
            null or "v3-client" => FirmwareProfile.V3Client,
            "v3.1-strict" => FirmwareProfile.V31Strict,
            var other => throw new UsageException($"There is no profile '{other}'. Use v3-client or v3.1-strict."),
        };
        var isV5 = options.TakeValue("--board") switch
        {
            null or "v6" => false,
            "v5" => true,
            var other => throw new UsageException($"There is no board '{other}'. Use v5 or v6."),
        };
        var board = new VirtualBoard(new VirtualBoardOptions(circuit, profile, !options.TakeFlag("--ideal"), isV5));
        foreach (var fault in options.TakeValues("--fault"))
            board.Faults.Add(SimulatedFault.Parse(fault));
        var paced = options.TakeFlag("--pace");
        var stopsWithInput = options.TakeFlag("--attended");
        options.RequireNoneLeft();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        if (stopsWithInput)
            new Thread(() => ReadStandardInput(new VirtualBoardControl(board), output, stop))
            {
                IsBackground = true,
                Name = "standard input reader",
            }.Start();
        // The server that starts this process waits for this line, so it must be flushed.
        new VirtualPort(board, link, paced).Run(
            path =>
            {
                output.WriteLine($"{path}: virtual PSLab, circuit {circuit.Name} ({circuit.Summary})");
                output.Flush();
            },
            stop.Token
        );
    }

    /// <summary>
    /// Answers each line with a line. The process that started the board holds the other end of its standard input, which closes even when
    /// that process is killed.
    /// </summary>
    private static void ReadStandardInput(VirtualBoardControl control, TextWriter output, CancellationTokenSource stop)
    {
        while (Console.In.ReadLine() is { } line)
        {
            output.WriteLine(control.Execute(line));
            output.Flush();
        }

        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException) { } // the board has stopped already
    }
}
