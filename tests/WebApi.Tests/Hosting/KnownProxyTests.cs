using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Hosting;

/// <summary>The client's address and scheme behind a reverse proxy. Every request of these tests comes from 127.0.0.1.</summary>
public sealed class KnownProxyTests
{
    private const string Limit = "--Auth:SignInFailuresPerAddress=2";

    [TestCase("127.0.0.1")]
    [TestCase("10.0.0.0/8, 127.0.0.0/8")]
    [TestCase("::1 127.0.0.1")]
    public async Task Wrong_passwords_of_one_client_do_not_lock_out_the_others_behind_a_known_proxy(string proxies)
    {
        await using var server = await OpenEventServer.StartAsync(Limit, $"--Server:KnownProxies={proxies}");
        await ExceedLimitAsync(server, "192.0.2.1");
        Assert.That(await TrySignInAsync(server, "192.0.2.1"), Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(await TrySignInAsync(server, "192.0.2.2"), Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [TestCase(null)]
    [TestCase("192.0.2.99")]
    public async Task Without_a_known_proxy_a_client_cannot_choose_its_address(string? proxies)
    {
        string[] settings = proxies is null ? [Limit] : [Limit, $"--Server:KnownProxies={proxies}"];
        await using var server = await OpenEventServer.StartAsync(settings);
        await ExceedLimitAsync(server, "192.0.2.1");
        Assert.That(await TrySignInAsync(server, "192.0.2.2"), Is.EqualTo(HttpStatusCode.TooManyRequests));
    }

    [Test]
    public async Task A_client_behind_known_proxies_cannot_choose_its_address_either()
    {
        await using var server = await OpenEventServer.StartAsync(Limit, "--Server:KnownProxies=127.0.0.1,10.0.0.7");
        await ExceedLimitAsync(server, "192.0.2.1, 10.0.0.7");
        Assert.That(
            await TrySignInAsync(server, "203.0.113.5, 192.0.2.1, 10.0.0.7"),
            Is.EqualTo(HttpStatusCode.TooManyRequests),
            "the client wrote the first address"
        );
        Assert.That(await TrySignInAsync(server, "192.0.2.2, 10.0.0.7"), Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [TestCase("--Server:KnownProxies=127.0.0.1", "https", true)]
    [TestCase("--Server:KnownProxies=127.0.0.1", "http", false)]
    [TestCase("--Server:KnownProxies=", "https", false)]
    public async Task Cookies_are_secure_if_a_known_proxy_received_the_request_by_https(string setting, string scheme, bool isSecure)
    {
        await using var server = await OpenEventServer.StartAsync(setting);
        var answer = (
            await server.Anonymous.PostAsync(
                "/auth/session",
                new Dictionary<string, object>
                {
                    ["email"] = OpenEventServer.AdminEmail,
                    ["password"] = OpenEventServer.Password,
                    ["remember-me"] = true,
                },
                ("X-Forwarded-Proto", scheme),
                ("X-Forwarded-For", "192.0.2.1")
            )
        ).EnsureStatus(HttpStatusCode.OK);
        var cookies = answer.Headers.GetValues("Set-Cookie").ToList();
        Assert.That(cookies, Is.Not.Empty);
        Assert.That(cookies.Select(c => c.Contains("; secure", StringComparison.OrdinalIgnoreCase)), Has.All.EqualTo(isSecure));
    }

    private static async Task ExceedLimitAsync(OpenEventServer server, string forwardedFor)
    {
        for (var attempt = 0; attempt < 2; attempt++)
            Assert.That(await TrySignInAsync(server, forwardedFor), Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    private static async Task<HttpStatusCode> TrySignInAsync(OpenEventServer server, string forwardedFor) =>
        (
            await server.Anonymous.PostAsync(
                "/auth/session",
                new { email = $"{Guid.NewGuid():n}@example.org", password = "wrong" },
                ("X-Forwarded-For", forwardedFor)
            )
        ).Status;
}
