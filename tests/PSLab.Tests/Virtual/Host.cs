using OpenEvent.PSLab.Protocol;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tests.Virtual;

/// <summary>Bytes to a virtual board and back, with nothing between that could forgive or mend. Its time is the test's: see <see cref="SteppedClock"/>.</summary>
internal sealed class Host : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly BoardStream _stream;
    private Task<int>? _pending;
    private readonly byte[] _one = new byte[1];

    private readonly SteppedClock _clock;

    public Host(string circuit = "open", Profile profile = Profile.V3Client, bool imperfect = false, bool isV5 = false)
        : this(new VirtualBoardOptions(PSLab.Virtual.Circuits.Named(circuit), profile, imperfect, isV5)) { }

    public Host(Circuit circuit, bool imperfect = false)
        : this(new VirtualBoardOptions(circuit, Imperfect: imperfect)) { }

    public Host(VirtualBoardOptions options)
        : this(new VirtualBoard(options, new SteppedClock())) { }

    /// <param name="board">One that another host has left.</param>
    public Host(VirtualBoard board)
    {
        Board = board;
        _clock = (SteppedClock)board.Clock;
        _stream = new BoardStream(board);
    }

    public VirtualBoard Board { get; }

    public Line Line => _stream.Line;

    /// <summary>Lets the board's time go on.</summary>
    public void Pass(TimeSpan time) => _clock.Pass(time);

    /// <summary>Whether it holds within ten seconds of the board's time, looking each millisecond.</summary>
    public bool Until(Func<bool> condition)
    {
        for (var i = 0; i < 10_000; i++)
        {
            if (condition())
                return true;
            Pass(TimeSpan.FromMilliseconds(1));
        }
        return false;
    }

    /// <summary>What comes back for bytes that are not all that the board waits for.</summary>
    public string AskInPart(string hex, int expected)
    {
        Send(hex);
        // It begins to wait for each missing byte when it wants to.
        while (!Comes())
            Pass(TimeSpan.FromMilliseconds(100));
        return Read(expected);
    }

    /// <summary>What comes back for the bytes: as many as are expected.</summary>
    public string Ask(string hex, int expected)
    {
        Send(hex);
        return Read(expected);
    }

    public void Send(string hex) => _stream.Write(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));

    public string Read(int expected)
    {
        var bytes = new byte[expected];
        for (var i = 0; i < expected; i++)
            bytes[i] = Next(Patience) ?? throw new TimeoutException($"Only {i} of {expected} bytes came.");
        return Hex(bytes);
    }

    public Reply Ask(Command command, params uint[] arguments) => Ask(command.With(arguments));

    public Reply Ask(Request request)
    {
        _stream.Write(request.Encode());
        var bytes = new List<byte>();
        for (int need; (need = request.ReplyLength(bytes.ToArray(), Firmware.V31)) > bytes.Count; )
            while (bytes.Count < need)
                bytes.Add(Next(Patience) ?? throw new TimeoutException($"{request.Command}: only {bytes.Count} of {need} bytes came."));
        return Reply.Decode(request, bytes.ToArray(), Firmware.V31);
    }

    /// <summary>Nothing more comes: the next answer is the one to a question about the version, and begins at once.</summary>
    public bool IsSilent() => Ask("0B 05", 9) == "50 53 4C 61 62 20 56 36 0A";

    public void Dispose() => _stream.Dispose();

    private bool Comes() => (_pending ??= _stream.ReadAsync(_one, 0, 1, CancellationToken.None)).Wait(TimeSpan.FromMilliseconds(20));

    private byte? Next(TimeSpan patience)
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
