using OpenEvent.PSLab.Link;
using OpenEvent.PSLab.Tests.Virtual;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tests.Instruments;

/// <summary>
/// The driver connected to a virtual board in the same process, with the noise and offsets of a real board. Its time passes while the board
/// works and the driver waits.
/// </summary>
internal sealed class TestBoard : IAsyncDisposable
{
    private readonly VirtualBoardStream _stream;
    private readonly SteppedClock _clock = new(TickClock.TicksPerMicrosecond);

    public TestBoard(string circuit, FirmwareProfile profile = FirmwareProfile.V3Client, bool isV5 = false)
        : this(PSLab.Virtual.CircuitCatalogue.Get(circuit), profile, isV5) { }

    public TestBoard(Circuit circuit, FirmwareProfile profile = FirmwareProfile.V3Client, bool isV5 = false)
        : this(new VirtualBoardOptions(circuit, profile, IsV5: isV5)) { }

    public TestBoard(VirtualBoardOptions options)
    {
        Virtual = new VirtualBoard(options, _clock);
        _stream = new VirtualBoardStream(Virtual);
        Board = new Board(
            new BoardLink(_stream, new LinkOptions { Margin = TimeSpan.FromSeconds(20), Time = new SteppedTimeProvider(_clock, speed: 10) })
        );
    }

    public VirtualBoard Virtual { get; }

    public Board Board { get; }

    /// <summary>Advances the board's clock.</summary>
    public void Advance(TimeSpan time) => _clock.Advance(time);

    public async ValueTask DisposeAsync()
    {
        await Board.DisposeAsync();
        await _stream.DisposeAsync();
    }
}
