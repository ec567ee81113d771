using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Identity;

public class TokenTests
{
    private const string CurrentUserUrl = "/v1/users/user-details/get-user-id";

    private OpenEventServer _server = null!;

    [OneTimeSetUp]
    public async Task Start() => _server = await OpenEventServer.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [TestCase("JWT")]
    [TestCase("Bearer")]
    [TestCase("jwt")]
    public async Task Both_authorization_schemes_are_accepted(string scheme)
    {
        var jane = await _server.RegisterUserAsync();
        var answer = await _server.Anonymous.GetAsync(CurrentUserUrl, ("Authorization", $"{scheme} {jane.Token}"));
        Assert.That(answer.EnsureStatus(HttpStatusCode.OK).Json.GetProperty("user_id").GetInt64(), Is.EqualTo(jane.UserId));
    }

    [Test]
    public async Task A_request_without_a_token_is_401_with_a_plain_error()
    {
        var answer = await _server.Anonymous.GetAsync(CurrentUserUrl);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(answer.Json.GetProperty("error").GetString(), Is.Not.Empty);
    }

    [TestCase("JWT", 422)]
    [TestCase("JWT a b", 422)]
    [TestCase("JWT undefined", 422)]
    [TestCase("JWT eyJhbGciOiJub25lIn0.eyJpZGVudGl0eSI6MX0.", 401)]
    [TestCase("JWT eyJhbGciOiJub25lIn0.eyJpZGVudGl0eSI6MX0.AAAA", 401)]
    [TestCase("JWT eyJhbGciOiJIUzI1NiJ9.eyJpZGVudGl0eSI6MX0.AAAA", 401)]
    public async Task A_bad_token_is_rejected_even_if_none_is_required(string header, int status)
    {
        foreach (var url in new[] { CurrentUserUrl, "/v1/events", "/v1/roles" })
        {
            var answer = await _server.Anonymous.GetAsync(url, ("Authorization", header));
            Assert.That(((int)answer.Status, answer.Json.TryGetProperty("error", out _)), Is.EqualTo((status, true)), url);
        }
    }

    [Test]
    public async Task A_stale_token_does_not_prevent_signing_in()
    {
        var jane = await _server.RegisterUserAsync();
        var answer = await _server.Anonymous.PostAsync(
            "/auth/session",
            new { email = jane.Email, password = OpenEventServer.Password },
            ("Authorization", "JWT rubbish")
        );
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_cookie_is_enough_to_read_and_writes_also_need_the_csrf_header()
    {
        var jane = await _server.RegisterUserAsync();
        var cookie = ("Cookie", $"access_token_cookie={jane.Token}");
        var csrf = IdentityTestExtensions.ReadClaims(jane.Token!).GetProperty("csrf").GetString()!;
        Assert.That((await _server.Anonymous.GetAsync(CurrentUserUrl, cookie)).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(
            (await _server.Anonymous.PostAsync("/v1/auth/blacklist", null, cookie)).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
        Assert.That(
            (await _server.Anonymous.PostAsync("/v1/auth/blacklist", null, cookie, ("X-CSRF-TOKEN", "guess"))).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
        Assert.That(
            (await _server.Anonymous.GetAsync(CurrentUserUrl, cookie)).Status,
            Is.EqualTo(HttpStatusCode.OK),
            "nothing was revoked"
        );
        Assert.That(
            (await _server.Anonymous.PostAsync("/v1/auth/blacklist", null, cookie, ("X-CSRF-TOKEN", csrf))).Status,
            Is.EqualTo(HttpStatusCode.OK)
        );
    }

    [Test]
    public async Task A_refresh_token_returns_a_short_lived_token_that_is_not_fresh()
    {
        var (_, refresh) = await SignInRememberedAsync();
        var answer = await _server.ClientWithToken(refresh).PostAsync("/v1/auth/token/refresh", null);
        var claims = IdentityTestExtensions.ReadClaims(
            answer.EnsureStatus(HttpStatusCode.OK).Json.GetProperty("access_token").GetString()!
        );
        Assert.That(claims.GetProperty("fresh").GetBoolean(), Is.False);
        Assert.That(claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64(), Is.EqualTo(90 * 60));
        Assert.That((int)(await _server.ClientWithToken(refresh).GetAsync(CurrentUserUrl)).Status, Is.EqualTo(422));
    }

    [Test]
    public async Task An_access_token_cannot_refresh()
    {
        var jane = await _server.RegisterUserAsync();
        Assert.That((int)(await jane.PostAsync("/v1/auth/token/refresh", null)).Status, Is.EqualTo(422));
        Assert.That((await _server.Anonymous.PostAsync("/v1/auth/token/refresh", null)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task The_refresh_cookie_needs_the_csrf_value_that_the_access_token_carries()
    {
        var (access, refresh) = await SignInRememberedAsync();
        var cookie = ("Cookie", $"refresh_token_cookie={refresh}");
        var csrf = IdentityTestExtensions.ReadClaims(access).GetProperty("csrf").GetString()!;
        Assert.That(
            (await _server.Anonymous.PostAsync("/v1/auth/token/refresh", null, cookie)).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
        var answer = await _server.Anonymous.PostAsync("/v1/auth/token/refresh", null, cookie, ("X-CSRF-Token", csrf));
        Assert.That(
            IdentityTestExtensions
                .ReadClaims(answer.EnsureStatus(HttpStatusCode.OK).Json.GetProperty("access_token").GetString()!)
                .GetProperty("csrf")
                .GetString(),
            Is.EqualTo(csrf),
            "so that the client can refresh again"
        );
    }

    [Test]
    public async Task Revoking_ends_access_and_refresh_tokens_immediately_on_every_node()
    {
        var (access, refresh) = await SignInRememberedAsync();
        var other = await _server.StartAnotherNodeAsync();
        await using var node = other.App; // Only the node is disposed: both nodes use one database.
        (await other.ClientWithToken(access).GetAsync(CurrentUserUrl)).EnsureStatus(HttpStatusCode.OK);
        (await _server.ClientWithToken(access).PostAsync("/v1/auth/blacklist", null)).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await other.ClientWithToken(access).GetAsync(CurrentUserUrl)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(
            (await other.ClientWithToken(refresh).PostAsync("/v1/auth/token/refresh", null)).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
    }

    [TestCase("is_blocked = true")]
    [TestCase("deleted_at = now()")]
    [TestCase("token_epoch = token_epoch + 1")]
    public async Task A_token_of_a_blocked_deleted_or_revoked_account_is_401(string change)
    {
        var (access, refresh) = await SignInRememberedAsync();
        var id = IdentityTestExtensions.ReadClaims(access).GetProperty("identity").GetInt64();
        await _server.SqlAsync($"UPDATE users SET {change} WHERE id = {id}");
        Assert.That((await _server.ClientWithToken(access).GetAsync("/v1/events")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(
            (await _server.ClientWithToken(refresh).PostAsync("/v1/auth/token/refresh", null)).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
    }

    [Test]
    public async Task Signing_out_clears_the_cookies()
    {
        var jane = await _server.RegisterUserAsync();
        var answer = await jane.PostAsync("/v1/auth/logout", null);
        Assert.That(answer.EnsureStatus(HttpStatusCode.OK).Json.GetProperty("success").GetBoolean(), Is.True);
        Assert.That(answer.Headers.GetValues("Set-Cookie"), Has.Some.StartsWith("refresh_token_cookie=;"));
    }

    private async Task<(string Access, string Refresh)> SignInRememberedAsync()
    {
        var jane = await _server.RegisterUserAsync();
        var body = new Dictionary<string, object>
        {
            ["email"] = jane.Email,
            ["password"] = OpenEventServer.Password,
            ["remember-me"] = true,
            ["include-in-response"] = true,
        };
        var json = (await _server.Anonymous.PostAsync("/auth/session", body)).EnsureStatus(HttpStatusCode.OK).Json;
        return (json.GetProperty("access_token").GetString()!, json.GetProperty("refresh_token").GetString()!);
    }
}
