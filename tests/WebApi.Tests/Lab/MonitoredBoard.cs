using System.Net;
using System.Net.Sockets;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.WebApi.Tests.Lab;

/// <summary>A virtual board on the network that records the voltages it is set to.</summary>
internal sealed class MonitoredBoard : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("openevent-monitored-").FullName;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<double> _volts = [];
    private readonly Task _serving;

    public MonitoredBoard()
    {
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    /// <summary>The settings of a server for this board, with time limits that even a slow machine does not reach.</summary>
    public string[] Settings =>
        [
            $"--Lab:Device=tcp://{_listener.LocalEndpoint}",
            $"--Lab:LockDirectory={_folder}",
            "--Lab:CallSeconds=300",
            "--Lab:QueueSeconds=300",
        ];

    /// <summary>The voltages that PV1 was set to, in order.</summary>
    public IReadOnlyList<double> Volts
    {
        get
        {
            lock (_volts)
                return [.. _volts];
        }
    }

    /// <summary>The board disconnects once, while it answers the command that sets this many voltages other than 0.</summary>
    public int DisconnectsAt { get; set; } = int.MaxValue;

    /// <summary>Whether a user set this voltage. The safe state between users is 0 V.</summary>
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
            // The test has ended.
        }
    }

    private async Task RelayAsync(NetworkStream host)
    {
        await using var board = new VirtualBoardStream(Board);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var back = AnswerAsync(host, board, over);
        try
        {
            // Only one command is in flight and it is sent in one write, so each read contains one command.
            var buffer = new byte[4096];
            for (int count; (count = await host.ReadAsync(buffer, over.Token)) > 0; )
            {
                if (buffer.AsSpan(0, count) is [0x06, 0x03, 0x03, var low, var high])
                    Record(((low | high << 8) / 330.0) - 5);
                await board.WriteAsync(buffer.AsMemory(0, count), over.Token);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The host or the board disconnected.
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
            // The host or the board disconnected.
        }
    }

    private void Record(double volts)
    {
        lock (_volts)
        {
            _volts.Add(volts);
            if (IsOn(volts) && _volts.Count(IsOn) == DisconnectsAt)
                Board.Faults.InjectNext(SimulatedFaultKind.HangUp);
        }
    }
}
