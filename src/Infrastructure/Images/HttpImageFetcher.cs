using System.Net;
using System.Net.Sockets;
using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Images;

/// <summary>
/// Fetches pictures over HTTP. Names are resolved here, and the connection goes to the address that was checked, so that a name cannot
/// resolve to another address in between (DNS rebinding). Redirects are followed here too, and each is checked like the first URL.
/// </summary>
internal sealed class HttpImageFetcher : IImageFetcher, IDisposable
{
    private const int MaxRedirects = 3;

    private readonly Func<IPAddress, bool> _isAllowed;
    private readonly Func<int, bool> _isAllowedPort;
    private readonly TimeSpan _maxDuration;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve;
    private readonly HttpClient _http;

    public HttpImageFetcher()
        : this(PublicAddress.IsPublic, port => port is 80 or 443) { }

    /// <summary>Tests allow the address and port of their own server, and answer for the name server.</summary>
    internal HttpImageFetcher(
        Func<IPAddress, bool> isAllowed,
        Func<int, bool> isAllowedPort,
        TimeSpan? maxDuration = null,
        Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null
    )
    {
        _resolve = resolve ?? Dns.GetHostAddressesAsync;
        (_isAllowed, _isAllowedPort, _maxDuration) = (isAllowed, isAllowedPort, maxDuration ?? TimeSpan.FromSeconds(15));
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false, // a proxy would connect instead, to any address
            UseCookies = false,
            ConnectCallback = ConnectAsync,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            MaxConnectionsPerServer = 1,
            MaxResponseHeadersLength = 16,
            AutomaticDecompression = DecompressionMethods.None,
        };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("OpenEvent");
        _http.DefaultRequestHeaders.Accept.ParseAdd("image/*");
    }

    public async Task<byte[]> FetchAsync(string url, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(_maxDuration);
        try
        {
            var target = Uri.TryCreate(url, UriKind.Absolute, out var parsed)
                ? parsed
                : throw new ImageRejectedException("This is not a URL.");
            for (var redirects = 0; ; redirects++)
            {
                RequireAllowed(target);
                using var request = new HttpRequestMessage(HttpMethod.Get, target);
                using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
                if ((int)answer.StatusCode is < 300 or > 399 || answer.Headers.Location is not { } location)
                    return await ReadAsync(answer, limit.Token);
                if (redirects == MaxRedirects)
                    throw new ImageRejectedException($"The URL is redirected more than {MaxRedirects} times.");
                target = new Uri(target, location);
            }
        }
        catch (HttpRequestException e) when (e.InnerException is ImageRejectedException rejected)
        {
            throw new ImageRejectedException(rejected.Message);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // It is not asked again: a server that is slow on purpose would hold a slot of the outbox each time.
            throw new ImageRejectedException($"The server did not send the picture in {_maxDuration.TotalSeconds} seconds.");
        }
        catch (UriFormatException)
        {
            throw new ImageRejectedException("The URL is redirected to a text that is not a URL.");
        }
    }

    public void Dispose() => _http.Dispose();

    private void RequireAllowed(Uri url)
    {
        if (url.Scheme is not ("http" or "https"))
            throw new ImageRejectedException("Only http and https URLs are fetched.");
        if (url.UserInfo.Length > 0)
            throw new ImageRejectedException("The URL must not contain a user name.");
        if (!_isAllowedPort(url.Port))
            throw new ImageRejectedException("Only the standard ports of http and https are allowed.");
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        IPAddress[] addresses;
        try
        {
            addresses = await _resolve(context.DnsEndPoint.Host, ct);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData)
        {
            throw new ImageRejectedException("The host of the URL does not exist.");
        }
        catch (ArgumentException)
        {
            throw new ImageRejectedException("The host of the URL has no public address.");
        }

        // A name that also has a private address is rejected: it could lead to the server's own network.
        if (addresses.Length == 0 || !addresses.All(_isAllowed))
            throw new ImageRejectedException("The host of the URL has no public address.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        if ((int)answer.StatusCode >= 500 || answer.StatusCode == HttpStatusCode.TooManyRequests)
            throw new HttpRequestException($"The server of the picture answers {(int)answer.StatusCode}.");
        if (!answer.IsSuccessStatusCode)
            throw new ImageRejectedException($"The server of the picture answers {(int)answer.StatusCode}.");
        if (answer.Content.Headers.ContentLength > IImageFetcher.MaxBytes)
            throw TooLarge();
        await using var body = await answer.Content.ReadAsStreamAsync(ct);
        return await LimitedStream.ReadAsync(body, IImageFetcher.MaxBytes, TooLarge, ct);
    }

    private static ImageRejectedException TooLarge() => new($"The picture is larger than {IImageFetcher.MaxBytes / 1024 / 1024} MB.");
}
