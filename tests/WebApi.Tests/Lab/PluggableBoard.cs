using OpenEvent.PSLab;
using OpenEvent.PSLab.Link;
using OpenEvent.PSLab.Protocol;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.WebApi.Tests.Lab;

/// <summary>A virtual board on a pseudo-terminal that a test can plug in and unplug.</summary>
internal sealed class PluggableBoard : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("openevent-board-").FullName;
    private CancellationTokenSource? _plugged;
    private Thread? _thread;

    public string Port => Path.Combine(_folder, "board");

    public string Locks => _folder;

    /// <summary>The settings of a server for this board, with time limits that even a slow machine does not reach.</summary>
    public string[] Settings => [$"--Lab:Device={Port}", $"--Lab:LockDirectory={Locks}", "--Lab:CallSeconds=300", "--Lab:QueueSeconds=300"];

    public static PluggableBoard StartPluggedIn()
    {
        var board = new PluggableBoard();
        board.PlugIn();
        return board;
    }

    /// <summary>Measures the voltage on CH1, which is wired to PV1. Only for when no server uses the port.</summary>
    public async Task<double> MeasurePV1Async()
    {
        await using var board = new Board(Port, new LinkOptions { Margin = TimeSpan.FromSeconds(20) });
        return await board.Multimeter.MeasureVoltageAsync(AnalogInput.CH1, CancellationToken.None);
    }

    public void PlugIn()
    {
        using var ready = new ManualResetEventSlim();
        var plugged = _plugged = new CancellationTokenSource();
        _thread = new Thread(() =>
            new VirtualPort(new VirtualBoard(new VirtualBoardOptions(CircuitCatalogue.Get("ohms-law"))), Port).Run(
                _ => ready.Set(),
                plugged.Token
            )
        )
        {
            IsBackground = true,
        };
        _thread.Start();
        if (!ready.Wait(TimeSpan.FromMinutes(3)))
            throw new InvalidOperationException("The virtual board did not open its port.");
    }

    public void Unplug()
    {
        _plugged?.Cancel();
        _thread?.Join();
        _plugged?.Dispose();
        _plugged = null;
    }

    public void Dispose()
    {
        Unplug();
        Directory.Delete(_folder, recursive: true);
    }
}
