namespace OpenEvent.Application.Tests.Files;

/// <summary>Copies some bytes and then fails, like the body of a client that disconnects.</summary>
internal sealed class FailingStream : MemoryStream
{
    public FailingStream()
        : base(new byte[100]) { }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Position < 50 ? await base.ReadAsync(buffer[..50], cancellationToken) : throw new IOException("The client disconnected.");

    public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        destination.Write(new byte[50]);
        throw new IOException("The client disconnected.");
    }
}
