using System.Net;
using System.Net.Http.Headers;

namespace OpenEvent.WebApi.Tests.Platform;

/// <summary>The body of a request that begins to arrive, and ends when a test says so.</summary>
internal sealed class StalledBody : HttpContent
{
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="url">The route of the upload, which decides the type.</param>
    public StalledBody(string url) =>
        Headers.ContentType = MediaTypeHeaderValue.Parse(
            url.EndsWith("/image", StringComparison.Ordinal) ? "application/json" : "multipart/form-data; boundary=none"
        );

    /// <summary>Whether the server has begun to read the body.</summary>
    public bool IsRead { get; private set; }

    public void End() => _end.TrySetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        IsRead = true;
        await stream.WriteAsync("--none"u8.ToArray());
        await stream.FlushAsync();
        await _end.Task;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            End();
        base.Dispose(disposing);
    }
}
