using System.Threading.Channels;
using OpenEvent.PSLab.Link;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Tests.Link;

/// <summary>
/// A stream in memory whose other end answers by script: handshakes like a board with the given firmware, everything else by <see
/// cref="Answer"/>. It records what was written, and whether a read was pending at that time.
/// </summary>
internal sealed class ScriptedStream(FirmwareVersion? firmware = null) : DuplexStream
{
    private readonly Channel<byte[]> _replies = Channel.CreateUnbounded<byte[]>(new() { SingleReader = true });
    private readonly FirmwareVersion _firmware = firmware ?? FirmwareVersion.V31;
    private ReadOnlyMemory<byte> _rest;
    private volatile bool _reading;

    /// <summary>The answer to one write; null or empty for none.</summary>
    public Func<byte[], byte[]?> Answer { get; set; } = _ => [CommandReply.Success];

    /// <summary>Whether the other end answers handshakes.</summary>
    public bool AnswersHandshake { get; set; } = true;

    public byte[] VersionReply { get; init; } = "PSLab V6\n"u8.ToArray();

    public List<byte[]> Written { get; } = [];

    public int WritesWithoutRead { get; private set; }

    public bool IsHungUp { get; private set; }

    public bool IsClosed { get; private set; }

    public int WritesAfterHangUp { get; private set; }

    /// <summary>A task that closing waits for, to simulate a port whose device was removed.</summary>
    public ManualResetEventSlim? Closing { get; init; }

    public IEnumerable<byte[]> Commands => Written.Where(w => w is not [0x0B, 0x05 or 0x06]);

    public void Feed(params byte[] bytes)
    {
        if (bytes.Length > 0)
            _replies.Writer.TryWrite(bytes);
    }

    public void HangUp()
    {
        IsHungUp = true;
        _replies.Writer.TryComplete();
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (IsHungUp)
            WritesAfterHangUp++;
        if (IsHungUp || IsClosed)
            throw new IOException("Hung up.");
        // A reader that has just received the last answer first has to start its next read.
        if (!SpinWait.SpinUntil(() => _reading, TimeSpan.FromSeconds(30)))
            WritesWithoutRead++;
        var bytes = buffer.ToArray();
        lock (Written)
            Written.Add(bytes);
        Feed(
            bytes switch
            {
                [0x0B, 0x05] => AnswersHandshake ? VersionReply : [],
                [0x0B, 0x06] => !AnswersHandshake || _firmware.IsBefore3 ? [] : [_firmware.Major, _firmware.Minor, _firmware.Patch],
                _ => Answer(bytes) ?? [],
            }
        );
        return ValueTask.CompletedTask;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_rest.IsEmpty)
        {
            _reading = true;
            try
            {
                if (!await _replies.Reader.WaitToReadAsync(cancellationToken))
                    return 0;
            }
            finally
            {
                _reading = false;
            }
            _replies.Reader.TryRead(out var next);
            _rest = next;
        }
        var count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        IsClosed = true;
        _replies.Writer.TryComplete();
        Closing?.Wait();
        base.Dispose(disposing);
    }
}
