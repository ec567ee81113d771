using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Hosting;

/// <summary>The headers that limit what browsers and caches do with a response.</summary>
[TestFixture]
public sealed class ResponseHeaderTests() : ServerFixture("--Cors:Origins=https://lab.example.org")
{
    private static readonly object Credentials = new { email = OpenEventServer.AdminEmail, password = OpenEventServer.Password };

    [TestCase("/v1/events")]
    [TestCase("/v1/events/0")]
    [TestCase("/no/such/route")]
    [TestCase("/health/ready")]
    [TestCase("/openapi/v1.json")]
    [TestCase("/reference")]
    [TestCase("/lab/")]
    public async Task Every_response_forbids_sniffing_and_framing_and_does_not_name_the_server(string url)
    {
        var answer = await Server.Anonymous.GetAsync(url);
        Assert.That(HeaderOf(answer, "X-Content-Type-Options"), Is.EqualTo("nosniff"));
        Assert.That(HeaderOf(answer, "X-Frame-Options"), Is.EqualTo("DENY"));
        Assert.That(HeaderOf(answer, "Content-Security-Policy"), Does.Contain("default-src 'none'").And.Contain("frame-ancestors 'none'"));
        Assert.That(answer.Headers.Contains("Server"), Is.False);
    }

    [Test]
    public async Task Tokens_and_documents_of_signed_in_users_are_not_stored_by_caches()
    {
        ApiResponse[] answers =
        [
            await Server.Anonymous.PostAsync("/auth/session", Credentials),
            await Server.Anonymous.PostAsync("/auth/session", new { email = OpenEventServer.AdminEmail, password = "wrong" }),
            await Server.Anonymous.PostAsync("/v1/auth/login", Credentials),
            await Server.Admin.GetAsync("/v1/users/me"),
            await Server.Admin.GetAsync("/v1/events"),
            await Server.Admin.GetAsync("/v1/orders/no-such-order"),
            await Server.Anonymous.GetAsync("/v1/users/me", ("Authorization", "JWT x.y.z")),
            await Server.Admin.PostAsync("/v1/auth/logout", null),
        ];
        foreach (var answer in answers)
            Assert.That(answer.Headers.CacheControl?.NoStore, Is.True, answer.Text);
    }

    [Test]
    public async Task A_replayed_token_is_not_stored_either()
    {
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var answer = await Server.Anonymous.PostAsync("/auth/session", Credentials, ("Idempotency-Key", "no-store"));
            Assert.That(answer.Headers.CacheControl?.NoStore, Is.True, answer.Text);
        }
    }

    [Test]
    public async Task Public_lists_may_be_stored_by_a_browser() =>
        Assert.That((await Server.Anonymous.GetAsync("/v1/events")).Headers.CacheControl, Is.Null);

    [TestCase("tickets/x/ticket.pdf", "no-store")]
    [TestCase("tickets/x/calendar.ics", "no-store")]
    [TestCase("images/x/logo.png", "max-age=60, private")]
    public async Task Only_images_are_stored_by_caches(string path, string expected)
    {
        var store = Server.App.Services.GetRequiredService<IFileStore>();
        using var content = new MemoryStream([1, 2, 3]);
        var url = await store.SaveAsync(path, content, "", CancellationToken.None);
        var answer = (await Server.Anonymous.GetAsync(url)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(answer.Headers.CacheControl?.ToString(), Is.EqualTo(expected));
        Assert.That(HeaderOf(answer, "Content-Security-Policy"), Does.Contain("sandbox"));
    }

    [Test]
    public async Task The_script_of_the_reference_page_is_allowed_by_a_value_that_is_new_each_time()
    {
        var (first, second) = (await Server.Anonymous.GetAsync("/reference"), await Server.Anonymous.GetAsync("/reference"));
        Assert.That(NonceOf(first), Is.Not.Empty.And.Not.EqualTo(NonceOf(second)));
        Assert.That(first.Text, Does.Contain($"nonce=\"{NonceOf(first)}\""));
        Assert.That(HeaderOf(first, "Content-Security-Policy"), Does.Not.Contain("script-src 'self'").And.Not.Contain("'unsafe-eval'"));
    }

    [TestCase("text/plain")]
    [TestCase("application/x-www-form-urlencoded")]
    [TestCase("multipart/form-data; boundary=x")]
    [TestCase("")]
    [TestCase("application/jsonp")]
    public async Task Sign_in_reads_only_what_a_page_of_another_site_cannot_send_without_asking(string contentType)
    {
        foreach (var url in (string[])["/auth/session", "/v1/auth/login", "/v1/auth/reset-password"])
        {
            var answer = await SendAsync(url, contentType);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnsupportedMediaType), url);
            Assert.That(answer.Headers.Contains("Set-Cookie"), Is.False);
        }
    }

    [TestCase("application/json")]
    [TestCase("application/json; charset=utf-8")]
    [TestCase("application/vnd.api+json")]
    public async Task Sign_in_reads_JSON(string contentType) =>
        Assert.That((await SendAsync("/auth/session", contentType)).StatusCode, Is.EqualTo(HttpStatusCode.OK));

    [TestCase("cross-site", "https://evil.example.org", HttpStatusCode.Forbidden)]
    [TestCase("cross-site", "null", HttpStatusCode.Forbidden)]
    [TestCase("cross-site", "https://lab.example.org", HttpStatusCode.OK)]
    [TestCase("same-origin", null, HttpStatusCode.OK)]
    [TestCase(null, null, HttpStatusCode.OK)]
    public async Task The_legacy_form_signs_in_from_its_own_site_only(string? site, string? origin, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/validateLogin");
        request.Content = new FormUrlEncodedContent(
            new Dictionary<string, string> { ["inputEmail"] = OpenEventServer.AdminEmail, ["inputPassword"] = OpenEventServer.Password }
        );
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        using var answer = await Server.Anonymous.Http.SendAsync(request);
        Assert.That(answer.StatusCode, Is.EqualTo(expected));
        Assert.That(answer.Headers.Contains("Set-Cookie"), Is.EqualTo(expected == HttpStatusCode.OK));
    }

    private async Task<HttpResponseMessage> SendAsync(string url, string contentType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Content = new StringContent(
            $$"""{"email": "{{OpenEventServer.AdminEmail}}", "password": "{{OpenEventServer.Password}}"}"""
        );
        request.Content.Headers.ContentType = contentType.Length == 0 ? null : MediaTypeHeaderValue.Parse(contentType);
        return await Server.Anonymous.Http.SendAsync(request);
    }

    private static string NonceOf(ApiResponse answer) =>
        HeaderOf(answer, "Content-Security-Policy").Split("'nonce-").ElementAtOrDefault(1)?.Split('\'')[0] ?? "";

    private static string HeaderOf(ApiResponse answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
}
