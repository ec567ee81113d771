using OpenEvent.PSLab.Link;
using OpenEvent.PSLab.Tests.Link;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tests.Virtual;

/// <summary>The driver on a virtual board in the same process; a board that hangs up can be opened again.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private BoardStream? _stream;

    public Bench(string circuit, Profile profile = Profile.V3Client, bool isV5 = false, bool imperfect = true)
    {
        Virtual = new VirtualBoard(
            new VirtualBoardOptions(PSLab.Virtual.Circuits.Named(circuit), profile, imperfect, isV5),
            new DeviceClock(PatientTime.Shared)
        );
        Board = new Board(new BoardLink(_ => Task.FromResult<Stream>(_stream = Next()), new LinkOptions { Time = PatientTime.Shared }));
    }

    public VirtualBoard Virtual { get; }

    public Board Board { get; }

    public async ValueTask DisposeAsync()
    {
        await Board.DisposeAsync();
        if (_stream is not null)
            await _stream.DisposeAsync();
    }

    private BoardStream Next()
    {
        _stream?.Dispose();
        return new BoardStream(Virtual);
    }
}
