using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tests.Link;

/// <summary>A virtual board behind a serial port, with its link in a temporary folder.</summary>
internal sealed class TestPort : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pslab");
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public TestPort(string circuit = "loopback", FirmwareProfile profile = FirmwareProfile.V3Client)
    {
        Path = System.IO.Path.Combine(_folder.FullName, "board");
        Board = new VirtualBoard(
            new VirtualBoardOptions(PSLab.Virtual.CircuitCatalogue.Get(circuit), profile),
            new TickClock(LoadTolerantTimeProvider.Shared)
        );
        using var ready = new ManualResetEventSlim();
        _serving = Task.Factory.StartNew(
            () => new VirtualPort(Board, Path).Run(_ => Signal(ready), _stop.Token),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        if (!ready.Wait(TimeSpan.FromSeconds(30)))
            throw new TimeoutException("The virtual board did not start.");
    }

    public string Path { get; }

    public VirtualBoard Board { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _stop.Dispose();
        _folder.Delete(recursive: true);
    }

    // It is called again when the port returns after a hang-up, when no test waits for it any more.
    private static void Signal(ManualResetEventSlim ready)
    {
        try
        {
            ready.Set();
        }
        catch (ObjectDisposedException) { }
    }
}
