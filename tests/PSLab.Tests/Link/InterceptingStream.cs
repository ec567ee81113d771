using OpenEvent.PSLab.Link;

namespace OpenEvent.PSLab.Tests.Link;

/// <summary>A line on which somebody sees what is written just before it arrives.</summary>
internal sealed class InterceptingStream(Stream line, Action<ReadOnlySpan<byte>> tap) : DuplexStream
{
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        tap(buffer.Span);
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
