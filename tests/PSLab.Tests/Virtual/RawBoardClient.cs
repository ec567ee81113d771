using OpenEvent.PSLab.Protocol;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tests.Virtual;

/// <summary>
/// Sends bytes to a virtual board and reads its replies, without the driver's error handling. The test controls the board's time; see
/// <see cref="SteppedClock"/>.
/// </summary>
internal sealed class RawBoardClient : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private readonly VirtualBoardStream _stream;
    private Task<int>? _pending;
    private readonly byte[] _one = new byte[1];

    private readonly SteppedClock _clock;

    public RawBoardClient(
        string circuit = "open",
        FirmwareProfile profile = FirmwareProfile.V3Client,
        bool imperfect = false,
        bool isV5 = false
    )
        : this(new VirtualBoardOptions(PSLab.Virtual.CircuitCatalogue.Get(circuit), profile, imperfect, isV5)) { }

    public RawBoardClient(Circuit circuit, bool imperfect = false)
        : this(new VirtualBoardOptions(circuit, HasNoise: imperfect)) { }

    public RawBoardClient(VirtualBoardOptions options)
        : this(new VirtualBoard(options, new SteppedClock())) { }

    /// <param name="board">A board that was used by another host before.</param>
    public RawBoardClient(VirtualBoard board)
    {
        Board = board;
        _clock = (SteppedClock)board.Clock;
        _stream = new VirtualBoardStream(board);
    }

    public VirtualBoard Board { get; }

    public SerialLine Line => _stream.Line;

    /// <summary>Advances the board's clock.</summary>
    public void Advance(TimeSpan time) => _clock.Advance(time);

    /// <summary>Whether a condition becomes true within ten seconds of the board's time; it is checked each millisecond.</summary>
    public bool Until(Func<bool> condition)
    {
        for (var i = 0; i < 10_000; i++)
        {
            if (condition())
                return true;
            Advance(TimeSpan.FromMilliseconds(1));
        }
        return false;
    }

    /// <summary>Sends an incomplete command and returns the reply.</summary>
    public string SendPartial(string hex, int expected)
    {
        Send(hex);
        // The board starts to wait for each missing byte at an unknown time, so advance its clock repeatedly.
        while (!HasReply())
            Advance(TimeSpan.FromMilliseconds(100));
        return Read(expected);
    }

    /// <summary>Sends bytes and returns the expected number of reply bytes.</summary>
    public string Exchange(string hex, int expected)
    {
        Send(hex);
        return Read(expected);
    }

    public void Send(string hex) => _stream.Write(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));

    public string Read(int expected)
    {
        var bytes = new byte[expected];
        for (var i = 0; i < expected; i++)
            bytes[i] = ReadByte(Timeout) ?? throw new TimeoutException($"Only {i} of {expected} bytes came.");
        return Hex(bytes);
    }

    public CommandReply Exchange(Command command, params uint[] arguments) => Exchange(command.CreateRequest(arguments));

    public CommandReply Exchange(CommandRequest request)
    {
        _stream.Write(request.Encode());
        var bytes = new List<byte>();
        for (int need; (need = request.GetReplyLength(bytes.ToArray(), FirmwareVersion.V31)) > bytes.Count; )
            while (bytes.Count < need)
                bytes.Add(ReadByte(Timeout) ?? throw new TimeoutException($"{request.Command}: only {bytes.Count} of {need} bytes came."));
        return CommandReply.Decode(request, bytes.ToArray(), FirmwareVersion.V31);
    }

    /// <summary>Whether the board sends nothing more: the next bytes are the answer to a request for the version.</summary>
    public bool IsSilent() => Exchange("0B 05", 9) == "50 53 4C 61 62 20 56 36 0A";

    public void Dispose() => _stream.Dispose();

    private bool HasReply() => (_pending ??= _stream.ReadAsync(_one, 0, 1, CancellationToken.None)).Wait(TimeSpan.FromMilliseconds(20));

    private byte? ReadByte(TimeSpan timeout)
    {
        _pending ??= _stream.ReadAsync(_one, 0, 1, CancellationToken.None);
        if (!_pending.Wait(timeout))
            return null;
        var got = _pending.Result;
        _pending = null;
        return got == 1 ? _one[0] : null;
    }

    private static string Hex(byte[] bytes) => string.Join(' ', bytes.Select(b => $"{b:X2}"));
}
