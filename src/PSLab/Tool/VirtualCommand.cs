using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tool;

/// <summary><c>pslab virtual</c>: a virtual board until SIGINT or SIGTERM.</summary>
internal static class VirtualCommand
{
    public static void Run(Options options, TextWriter output, CancellationToken ct)
    {
        if (options.Flag("--circuits"))
        {
            options.End();
            foreach (var each in Circuits.All)
                output.WriteLine($"{each.Name, -11} {each.Summary}");
            return;
        }
        var link = options.Value("--link") ?? throw new UsageFault("--link PATH is missing: where clients shall find the board.");
        var circuit = Circuits.Named(options.Value("--circuit") ?? Circuits.Usual);
        var profile = options.Value("--profile") switch
        {
            null or "v3-client" => Profile.V3Client,
            "v3.1-strict" => Profile.V31Strict,
            var other => throw new UsageFault($"There is no profile '{other}'; there are v3-client and v3.1-strict."),
        };
        var isV5 = options.Value("--board") switch
        {
            null or "v6" => false,
            "v5" => true,
            var other => throw new UsageFault($"There is no board '{other}'; there are v5 and v6."),
        };
        var board = new VirtualBoard(new VirtualBoardOptions(circuit, profile, !options.Flag("--ideal"), isV5));
        foreach (var fault in options.Values("--fault"))
            board.Faults.Plan(Fault.Parse(fault));
        var (paced, attended) = (options.Flag("--pace"), options.Flag("--attended"));
        options.End();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        if (attended)
            new Thread(() => Attend(stop)) { IsBackground = true, Name = "attendance" }.Start();
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
    private static void Attend(CancellationTokenSource stop)
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
