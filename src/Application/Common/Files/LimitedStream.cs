namespace OpenEvent.Application.Common;

/// <summary>Reads streams whose length is not trusted.</summary>
internal static class LimitedStream
{
    /// <param name="limit">The largest number of bytes.</param>
    /// <param name="tooLarge">The exception if the stream is longer.</param>
    public static async Task<byte[]> ReadAsync(Stream stream, int limit, Func<Exception> tooLarge, CancellationToken ct)
    {
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int length; (length = await stream.ReadAsync(buffer, ct)) > 0; )
        {
            if (content.Length + length > limit)
                throw tooLarge();
            content.Write(buffer, 0, length);
        }

        return content.ToArray();
    }
}
