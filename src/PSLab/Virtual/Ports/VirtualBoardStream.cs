using System.IO.Pipelines;
using OpenEvent.PSLab.Link;

namespace OpenEvent.PSLab.Virtual;

/// <summary>The host's end of a line to a virtual board in the same process.</summary>
public sealed class VirtualBoardStream : DuplexStream
{
    private readonly Pipe _replies = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly Thread _board;
    private readonly CancellationTokenSource _closed = new();

    /// <summary>Connects to the board. The board serves this line until the stream is closed or the board ends the line.</summary>
    public VirtualBoardStream(VirtualBoard board, bool paced = false)
    {
        Line = new SerialLine(bytes => _replies.Writer.WriteAsync(bytes).AsTask().GetAwaiter().GetResult(), paced, board.Clock);
        _board = new Thread(() =>
        {
            board.Run(Line, _closed.Token);
            Line.End();
            _replies.Writer.Complete();
        })
        {
            IsBackground = true,
            Name = "virtual board",
        };
        _board.Start();
    }

    public SerialLine Line { get; }

    /// <returns>0 after the board has disconnected.</returns>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var result = await _replies.Reader.ReadAsync(cancellationToken);
        var length = (int)Math.Min(buffer.Length, result.Buffer.Length);
        var taken = result.Buffer.Slice(0, length);
        var copied = 0;
        foreach (var segment in taken)
        {
            segment.CopyTo(buffer[copied..]);
            copied += segment.Length;
        }
        _replies.Reader.AdvanceTo(taken.End);
        return length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <exception cref="IOException">The board has disconnected.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (Line.IsEnded)
            throw new IOException("The board has disconnected.");
        Line.Feed(buffer);
    }

    /// <summary>Returns when the board has stopped serving the line, so that it can serve another one.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_closed.IsCancellationRequested)
        {
            _closed.Cancel();
            Line.End();
            _board.Join(TimeSpan.FromSeconds(5));
        }
        base.Dispose(disposing);
    }
}
