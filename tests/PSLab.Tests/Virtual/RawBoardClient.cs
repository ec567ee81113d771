using OpenEvent.PSLab.Protocol;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tests.Virtual;

/// <summary>Bytes to a virtual board and back, with nothing between that could forgive or mend. Its time is the test's: see <see cref="SteppedClock"/>.</summary>
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

    /// <param name="board">One that another host has left.</param>
    public RawBoardClient(VirtualBoard board)
    {
        Board = board;
        _clock = (SteppedClock)board.Clock;
        _stream = new VirtualBoardStream(board);
    }

    public VirtualBoard Board { get; }

    public SerialLine Line => _stream.Line;

    /// <summary>Lets the board's time go on.</summary>
    public void Advance(TimeSpan time) => _clock.Advance(time);

    /// <summary>Whether it holds within ten seconds of the board's time, looking each millisecond.</summary>
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

    /// <summary>What comes back for bytes that are not all that the board waits for.</summary>
    public string SendPartial(string hex, int expected)
    {
        Send(hex);
        // It begins to wait for each missing byte when it wants to.
        while (!HasReply())
            Advance(TimeSpan.FromMilliseconds(100));
        return Read(expected);
    }

    /// <summary>What comes back for the bytes: as many as are expected.</summary>
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

    /// <summary>Nothing more comes: the next answer is the one to a question about the version, and begins at once.</summary>
    public bool IsSilent() => Exchange("0B 05", 9) == "50 53 4C 61 62 20 56 36 0A";

    public void Dispose() => _stream.Dispose();

    private bool HasReply() => (_pending ??= _stream.ReadAsync(_one, 0, 1, CancellationToken.None)).Wait(TimeSpan.FromMilliseconds(20));

    private byte? ReadByte(TimeSpan patience)
    {
        _pending ??= _stream.ReadAsync(_one, 0, 1, CancellationToken.None);
        if (!_pending.Wait(patience))
            return null;
        var got = _pending.Result;
        _pending = null;
        return got == 1 ? _one[0] : null;
    }

    private static string Hex(byte[] bytes) => string.Join(' ', bytes.Select(b => $"{b:X2}"));
}
