using OpenEvent.PSLab.Link;
using OpenEvent.PSLab.Tests.Link;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tests.Instruments;

/// <summary>The driver on a virtual board in the same process, with the noise and offsets of a real one.</summary>
internal sealed class Lab : IAsyncDisposable
{
    private readonly BoardStream _stream;

    public Lab(string circuit, Profile profile = Profile.V3Client, bool isV5 = false)
        : this(PSLab.Virtual.Circuits.Named(circuit), profile, isV5) { }

    public Lab(Circuit circuit, Profile profile = Profile.V3Client, bool isV5 = false)
        : this(new VirtualBoardOptions(circuit, profile, IsV5: isV5)) { }

    public Lab(VirtualBoardOptions options)
    {
        Virtual = new VirtualBoard(options, new DeviceClock(PatientTime.Shared));
        _stream = new BoardStream(Virtual);
        Board = new Board(new BoardLink(_stream, new LinkOptions { Margin = TimeSpan.FromSeconds(20), Time = PatientTime.Shared }));
    }

    public VirtualBoard Virtual { get; }

    public Board Board { get; }

    public async ValueTask DisposeAsync()
    {
        await Board.DisposeAsync();
        await _stream.DisposeAsync();
    }
}
