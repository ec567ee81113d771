using OpenEvent.PSLab.Link;

namespace OpenEvent.PSLab.Tests.Link;

/// <summary>A stream that calls a delegate with the bytes of each write before it forwards them.</summary>
internal sealed class InterceptingStream(Stream line, Action<ReadOnlySpan<byte>> onWrite) : DuplexStream
{
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        onWrite(buffer.Span);
        return line.WriteAsync(buffer, cancellationToken);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        line.ReadAsync(buffer, cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => line.Read(buffer, offset, count);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            line.Dispose();
        base.Dispose(disposing);
    }
}
