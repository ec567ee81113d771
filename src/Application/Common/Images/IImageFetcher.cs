namespace OpenEvent.Application.Common;

/// <summary>
/// Fetches pictures from other servers, by URLs that users enter. It connects to public addresses only, so that a user cannot make the
/// server read its own network.
/// </summary>
public interface IImageFetcher
{
    /// <summary>The largest file, in bytes.</summary>
    const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>
    /// Fetches a picture within 15 seconds, over the standard ports of http and https and at most three redirects. It asks a host for one
    /// picture at a time.
    /// </summary>
    /// <exception cref="ImageRejectedException">
    /// The URL or its address is not allowed, the server answers that there is no picture or does not send it in time, or the file is too
    /// large.
    /// </exception>
    /// <exception cref="HttpRequestException">The server cannot be reached, or fails now.</exception>
    Task<byte[]> FetchAsync(string url, CancellationToken ct);
}
