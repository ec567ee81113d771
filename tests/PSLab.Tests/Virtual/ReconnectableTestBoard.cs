using OpenEvent.PSLab.Link;
using OpenEvent.PSLab.Tests.Link;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tests.Virtual;

/// <summary>The driver connected to a virtual board in the same process. After a simulated hang-up it can connect again.</summary>
internal sealed class ReconnectableTestBoard : IAsyncDisposable
{
    private VirtualBoardStream? _stream;

    public ReconnectableTestBoard(
        string circuit,
        FirmwareProfile profile = FirmwareProfile.V3Client,
        bool isV5 = false,
        bool imperfect = true
    )
    {
        Virtual = new VirtualBoard(
            new VirtualBoardOptions(PSLab.Virtual.CircuitCatalogue.Get(circuit), profile, imperfect, isV5),
            new TickClock(LoadTolerantTimeProvider.Shared)
        );
        Board = new Board(
            new BoardLink(_ => Task.FromResult<Stream>(_stream = OpenStream()), new LinkOptions { Time = LoadTolerantTimeProvider.Shared })
        );
    }

    public VirtualBoard Virtual { get; }

    public Board Board { get; }

    public async ValueTask DisposeAsync()
    {
        await Board.DisposeAsync();
        if (_stream is not null)
            await _stream.DisposeAsync();
    }

    private VirtualBoardStream OpenStream()
    {
        _stream?.Dispose();
        return new VirtualBoardStream(Virtual);
    }
}
