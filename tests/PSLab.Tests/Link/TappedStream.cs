namespace OpenEvent.PSLab.Tests.Link;

/// <summary>A line on which somebody sees what is written just before it arrives.</summary>
internal sealed class TappedStream(Stream line, Action<ReadOnlySpan<byte>> tap) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        tap(buffer.Span);
        return line.WriteAsync(buffer, cancellationToken);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => line.ReadAsync(buffer, cancellationToken);

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => line.Read(buffer, offset, count);

    public override void Write(byte[] buffer, int offset, int count) => WriteAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) line.Dispose();
        base.Dispose(disposing);
    }
}
