namespace OpenEvent.Infrastructure.Files;

/// <summary>Remembers that reading the content failed, to tell it from a failure of the store.</summary>
internal sealed class ContentReader(Stream content)
{
    /// <summary>The exception of the content's stream; null if none was thrown.</summary>
    public Exception? Failure { get; private set; }

    public async Task CopyToAsync(Stream target, CancellationToken ct)
    {
        var buffer = new byte[80 * 1024];
        for (int length; (length = await ReadAsync(buffer, ct)) > 0; )
            await target.WriteAsync(buffer.AsMemory(0, length), ct);
    }

    private async Task<int> ReadAsync(byte[] buffer, CancellationToken ct)
    {
        try
        {
            return await content.ReadAsync(buffer, ct);
        }
        catch (IOException failure)
        {
            Failure = failure;
            throw;
        }
    }
}
