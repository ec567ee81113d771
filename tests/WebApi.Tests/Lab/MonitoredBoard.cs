using System.Net;
using System.Net.Sockets;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.WebApi.Tests.Lab;

/// <summary>A virtual board on the network, whose line a test listens in on.</summary>
internal sealed class MonitoredBoard : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("openevent-tapped-").FullName;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<double> _volts = [];
    private readonly Task _serving;

    public MonitoredBoard()
    {
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    /// <summary>A server's settings for it, with no limit that a busy machine could reach.</summary>
    public string[] Settings =>
        [
            $"--Lab:Device=tcp://{_listener.LocalEndpoint}",
            $"--Lab:LockDirectory={_folder}",
            "--Lab:CallSeconds=300",
            "--Lab:QueueSeconds=300",
        ];

    /// <summary>The voltages to which PV1 was set, in the order in which the board was told.</summary>
    public IReadOnlyList<double> Volts
    {
        get
        {
            lock (_volts)
                return [.. _volts];
        }
    }

    /// <summary>How many voltages other than 0 the board hears before it hangs up in the middle of its answer to one, once.</summary>
    public int HangsUpAt { get; set; } = int.MaxValue;

    /// <summary>And not what every device is set to between two users.</summary>
    public static bool IsOn(double volts) => Math.Abs(volts) > 0.05;

    private VirtualBoard Board { get; } = new(new VirtualBoardOptions(CircuitCatalogue.Get("ohms-law"), IsV5: true));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Dispose();
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                client.NoDelay = true;
                await RelayAsync(client.GetStream());
            }
        }
        catch (OperationCanceledException)
        {
            // The end of the test.
        }
    }

    private async Task RelayAsync(NetworkStream host)
    {
        await using var board = new VirtualBoardStream(Board);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var back = AnswerAsync(host, board, over);
        try
        {
            // One command is in flight at a time and is one write, so that none comes with another.
            var buffer = new byte[4096];
            for (int got; (got = await host.ReadAsync(buffer, over.Token)) > 0; )
            {
                if (buffer.AsSpan(0, got) is [0x06, 0x03, 0x03, var low, var high])
                    Record(((low | high << 8) / 330.0) - 5);
                await board.WriteAsync(buffer.AsMemory(0, got), over.Token);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // One of the two has hung up.
        }

        await over.CancelAsync();
        await back;
    }

    private static async Task AnswerAsync(NetworkStream host, VirtualBoardStream board, CancellationTokenSource over)
    {
        try
        {
            await board.CopyToAsync(host, over.Token);
            await over.CancelAsync();
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // As above.
        }
    }

    private void Record(double volts)
    {
        lock (_volts)
        {
            _volts.Add(volts);
            if (IsOn(volts) && _volts.Count(IsOn) == HangsUpAt)
                Board.Faults.InjectNext(SimulatedFaultKind.HangUp);
        }
    }
}
