namespace OpenEvent.Application.Tests.Files;

/// <summary>Gives a little, then fails, as a client that disconnects does.</summary>
internal sealed class FailingStream : MemoryStream
{
    public FailingStream()
        : base(new byte[100]) { }

    public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        destination.Write(new byte[50]);
        throw new IOException("The client left.");
    }
}
