using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Hosting;
using OpenEvent.WebApi.Tests.Harness;
using static OpenEvent.WebApi.Tests.ResourceApi.ResourceApiFixture;

namespace OpenEvent.WebApi.Tests.ResourceApi;

/// <summary>
/// Web frontends run on another origin, and browsers send a CORS preflight before their requests:
/// docs/reference/client-expectations.md#cross-origin-requests.
/// </summary>
[TestFixture]
public sealed class CrossOriginTests
{
    private const string Origin = "https://eventyay.example";

    private static Task<ApiResponse> PreflightAsync(ApiClient client, string method, string url = "/v1/events", string origin = Origin) =>
        client.SendAsync(
            HttpMethod.Options,
            url,
            null,
            ("Origin", origin),
            ("Access-Control-Request-Method", method),
            ("Access-Control-Request-Headers", "authorization,content-type,x-csrf-token,if-match,idempotency-key")
        );

    private static string? Header(ApiResponse answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;

    [Test]
    public async Task The_cors_preflight_allows_every_method_and_header_of_the_clients(
        [Values("GET", "POST", "PATCH", "DELETE")] string method,
        [Values("/v1/events", "/v1/events/1/relationships/faqs", "/auth/session", "/v1/auth/token/refresh")] string url
    )
    {
        var answer = await PreflightAsync(Anonymous, method, url);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(Header(answer, "Access-Control-Allow-Origin"), Is.EqualTo("*"));
        Assert.That(Header(answer, "Access-Control-Allow-Methods"), Does.Contain(method));
        Assert.That(
            Header(answer, "Access-Control-Allow-Headers")!.Split(','),
            Is.SupersetOf(["authorization", "content-type", "x-csrf-token", "if-match", "idempotency-key"])
        );
        Assert.That(Header(answer, "Access-Control-Allow-Credentials"), Is.Null);
    }

    [TestCase("/v1/events", HttpStatusCode.OK)]
    [TestCase("/v1/events/99999999", HttpStatusCode.NotFound)]
    [TestCase("/v1/users", HttpStatusCode.Unauthorized)]
    [TestCase("/v1/events?sort=nope", HttpStatusCode.BadRequest)]
    [TestCase("/v1/nothing", HttpStatusCode.NotFound)]
    public async Task Responses_and_errors_can_be_read_from_another_origin(string url, HttpStatusCode status)
    {
        var answer = await Anonymous.GetAsync(url, ("Origin", Origin));
        Assert.That((answer.Status, Header(answer, "Access-Control-Allow-Origin")), Is.EqualTo((status, "*")));
        Assert.That(Header(answer, "Access-Control-Expose-Headers")!.Split(','), Is.SupersetOf(["ETag", "Location"]));
    }

    [Test]
    public async Task Another_origin_can_read_the_error_of_a_bad_token()
    {
        var answer = await Anonymous.GetAsync("/v1/events", ("Origin", Origin), ("Authorization", "JWT rubbish.rubbish.rubbish"));
        Assert.That((int)answer.Status, Is.EqualTo(401).Or.EqualTo(422));
        Assert.That(Header(answer, "Access-Control-Allow-Origin"), Is.EqualTo("*"));
    }

    [Test]
    public async Task Only_configured_origins_can_send_cookies()
    {
        await using var strict = await Server.StartAnotherNodeAsync($"--Cors:Origins={Origin}");
        var known = await PreflightAsync(strict.Anonymous, "PATCH");
        Assert.That(
            (Header(known, "Access-Control-Allow-Origin"), Header(known, "Access-Control-Allow-Credentials")),
            Is.EqualTo((Origin, "true"))
        );
        Assert.That(
            Header(await PreflightAsync(strict.Anonymous, "PATCH", origin: "https://evil.example"), "Access-Control-Allow-Origin"),
            Is.Null
        );
        Assert.That(
            Header(await strict.Anonymous.GetAsync("/v1/events", ("Origin", "https://evil.example")), "Access-Control-Allow-Origin"),
            Is.Null
        );
    }

    [Test]
    public void An_origin_with_a_path_is_a_configuration_error() =>
        Assert.That(
            async () =>
                await WebApi.Program.BuildAsync([
                    "--urls",
                    "http://127.0.0.1:0",
                    $"--Database:ConnectionString={Server.ConnectionString}",
                    $"--Data:Directory={Server.DataDirectory}",
                    "--Cors:Origins=https://example.org/app",
                ]),
            Throws.TypeOf<ConfigurationException>().With.Message.Contains("Cors:Origins")
        );
}
