using System.Net;
using System.Net.Sockets;
using System.Text;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Infrastructure.Images;

namespace OpenEvent.Application.Tests.Images;

/// <summary>Pictures are fetched from public addresses only, whatever a URL, a name or a redirect says.</summary>
public sealed class HttpImageFetcherTests
{
    private static readonly IPAddress Allowed = IPAddress.Parse("127.0.0.2");

    [TestCase("http://127.0.0.1/a.png")]
    [TestCase("http://localhost/a.png")]
    [TestCase("http://2130706433/a.png", Description = "127.0.0.1 as one number")]
    [TestCase("http://0x7f.0.0.1/a.png", Description = "hexadecimal")]
    [TestCase("http://0177.0.0.1/a.png", Description = "octal")]
    [TestCase("http://127.1/a.png", Description = "short")]
    [TestCase("http://0/a.png")]
    [TestCase("http://169.254.169.254/latest/meta-data/")]
    [TestCase("http://[::1]/a.png")]
    [TestCase("http://[::ffff:127.0.0.1]/a.png")]
    [TestCase("http://[::ffff:7f00:1]/a.png")]
    [TestCase("http://[64:ff9b::7f00:1]/a.png")]
    [TestCase("http://[2002:7f00:1::]/a.png")]
    [TestCase("http://[fe80::1]/a.png")]
    [TestCase("http://10.0.0.1/a.png")]
    [TestCase("http://192.168.0.1/a.png")]
    [TestCase("http://127.0.0.1:5432/", Description = "another port")]
    [TestCase("http://1.1.1.1:25/", Description = "another port of a public address")]
    [TestCase("http://user:secret@1.1.1.1/a.png", Description = "a user name")]
    [TestCase("ftp://1.1.1.1/a.png")]
    [TestCase("file:///etc/passwd")]
    [TestCase("gopher://1.1.1.1/")]
    [TestCase("//1.1.1.1/a.png")]
    [TestCase("/files/images/a.png")]
    [TestCase("no url")]
    public void URLs_of_private_addresses_ports_and_schemes_are_rejected(string url)
    {
        using var fetcher = new HttpImageFetcher();
        Assert.That(() => fetcher.FetchAsync(url, CancellationToken.None), Throws.TypeOf<ImageRejectedException>());
    }

    [Test]
    public async Task A_public_server_is_asked_and_its_redirects_are_followed()
    {
        await using var server = new OneAnswerServer(path => path == "/a" ? Redirect("/b") : Ok("picture"));
        using var fetcher = Allowing();
        Assert.That(Encoding.ASCII.GetString(await fetcher.FetchAsync($"{server.Url}/a", CancellationToken.None)), Is.EqualTo("picture"));
    }

    [TestCase("http://127.0.0.1:{0}/secret")]
    [TestCase("http://localhost:{0}/secret", Description = "the name is resolved and its address is checked")]
    [TestCase("http://[::1]:{0}/secret")]
    [TestCase("file:///etc/passwd")]
    public async Task A_redirect_to_an_address_that_is_not_public_is_rejected(string target)
    {
        await using var server = new OneAnswerServer(path =>
            path == "/a" ? Redirect(string.Format(System.Globalization.CultureInfo.InvariantCulture, target, 80)) : Ok("secret")
        );
        using var fetcher = new HttpImageFetcher(address => address.Equals(Allowed), port => port == server.Port || port == 80);
        Assert.That(() => fetcher.FetchAsync($"{server.Url}/a", CancellationToken.None), Throws.TypeOf<ImageRejectedException>());
    }

    [Test]
    public async Task A_fourth_redirect_is_rejected()
    {
        await using var server = new OneAnswerServer(_ => Redirect("/again"));
        using var fetcher = Allowing();
        Assert.That(() => fetcher.FetchAsync($"{server.Url}/a", CancellationToken.None), Throws.TypeOf<ImageRejectedException>());
    }

    [Test]
    public async Task A_file_that_is_too_large_is_rejected_whether_its_length_is_announced_or_not()
    {
        var size = IImageFetcher.MaxBytes + 1;
        await using var server = new OneAnswerServer(path =>
            path == "/announced"
                ? $"HTTP/1.1 200 OK\r\nContent-Length: {size}\r\nConnection: close\r\n\r\n"
                : "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + new string('x', size)
        );
        using var fetcher = Allowing();
        foreach (var path in new[] { "/announced", "/endless" })
            Assert.That(() => fetcher.FetchAsync(server.Url + path, CancellationToken.None), Throws.TypeOf<ImageRejectedException>());
    }

    [Test]
    public async Task A_missing_picture_is_final_and_a_failing_server_is_not()
    {
        await using var server = new OneAnswerServer(path =>
            path == "/missing"
                ? "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
                : "HTTP/1.1 503 Unavailable\r\nContent-Length: 0\r\n\r\n"
        );
        using var fetcher = Allowing();
        Assert.That(() => fetcher.FetchAsync($"{server.Url}/missing", CancellationToken.None), Throws.TypeOf<ImageRejectedException>());
        Assert.That(() => fetcher.FetchAsync($"{server.Url}/down", CancellationToken.None), Throws.TypeOf<HttpRequestException>());
    }

    [Test]
    public void A_server_that_lets_wait_is_not_asked_again()
    {
        using var silent = new TcpListener(Allowed, 0);
        silent.Start();
        using var fetcher = new HttpImageFetcher(address => address.Equals(Allowed), _ => true, TimeSpan.FromMilliseconds(200));
        var url = $"http://{silent.LocalEndpoint}/picture";
        Assert.That(() => fetcher.FetchAsync(url, CancellationToken.None), Throws.TypeOf<ImageRejectedException>());
    }

    [Test]
    public async Task A_name_with_a_public_and_a_private_address_is_rejected()
    {
        await using var server = new OneAnswerServer(_ => Ok("picture"));
        var url = $"http://pictures.example:{server.Port}/a";
        using (var mixed = Resolving([Allowed, IPAddress.Parse("10.0.0.1")]))
            Assert.That(() => mixed.FetchAsync(url, CancellationToken.None), Throws.TypeOf<ImageRejectedException>());
        using (var reversed = Resolving([IPAddress.IPv6Loopback, Allowed]))
            Assert.That(() => reversed.FetchAsync(url, CancellationToken.None), Throws.TypeOf<ImageRejectedException>());
        using var only = Resolving([Allowed]);
        Assert.That(Encoding.ASCII.GetString(await only.FetchAsync(url, CancellationToken.None)), Is.EqualTo("picture"), "a control");
    }

    [Test]
    public async Task A_name_whose_answer_changes_leads_to_the_address_that_was_checked()
    {
        await using var server = new OneAnswerServer(path => path == "/a" ? Redirect("/b") : Ok("picture"));
        await using var secret = new OneAnswerServer(_ => Ok("secret"), IPAddress.Loopback, server.Port);
        using var changing = Resolving([Allowed], [IPAddress.Loopback]);
        var url = $"http://pictures.example:{server.Port}";
        Assert.That(
            Encoding.ASCII.GetString(await changing.FetchAsync($"{url}/b", CancellationToken.None)),
            Is.EqualTo("picture"),
            "the name is resolved once for a connection"
        );
        Assert.That(
            () => changing.FetchAsync($"{url}/b", CancellationToken.None),
            Throws.TypeOf<ImageRejectedException>(),
            "the second answer"
        );
        using var redirected = Resolving([Allowed], [IPAddress.Loopback]);
        Assert.That(() => redirected.FetchAsync($"{url}/a", CancellationToken.None), Throws.TypeOf<ImageRejectedException>(), "a redirect");
    }

    /// <summary>A name server gives these answers one after the other, and the last one again.</summary>
    private static HttpImageFetcher Resolving(params IPAddress[][] answers)
    {
        var asked = 0;
        return new HttpImageFetcher(
            address => address.Equals(Allowed),
            _ => true,
            resolve: (_, _) => Task.FromResult(answers[Math.Min(asked++, answers.Length - 1)])
        );
    }

    private static HttpImageFetcher Allowing() => new(address => address.Equals(Allowed), _ => true);

    private static string Redirect(string to) => $"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n";

    private static string Ok(string body) => $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    /// <summary>A web server at an address that the tests call public. It closes each connection after its answer.</summary>
    private sealed class OneAnswerServer : IAsyncDisposable
    {
        private readonly TcpListener _listener;
        private readonly Task _loop;

        public OneAnswerServer(Func<string, string> answer, IPAddress? address = null, int port = 0)
        {
            _listener = new TcpListener(address ?? Allowed, port);
            _listener.Start();
            _loop = ServeAsync(answer);
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public string Url => $"http://{Allowed}:{Port}";

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _loop;
        }

        private async Task ServeAsync(Func<string, string> answer)
        {
            while (true)
            {
                try
                {
                    using var client = await _listener.AcceptTcpClientAsync();
                    await using var stream = client.GetStream();
                    using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
                    var path = (await reader.ReadLineAsync() ?? "GET /").Split(' ')[1];
                    while (await reader.ReadLineAsync() is { Length: > 0 }) { }
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(answer(path)));
                }
                catch (IOException)
                {
                    // The client has read enough.
                }
                catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
                {
                    return;
                }
            }
        }
    }
}
