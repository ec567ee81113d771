using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Identity;

public class TokenTests
{
    private const string WhoAmI = "/v1/users/user-details/get-user-id";

    private OpenEventServer _server = null!;

    [OneTimeSetUp]
    public async Task Start() => _server = await OpenEventServer.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [TestCase("JWT")]
    [TestCase("Bearer")]
    [TestCase("jwt")]
    public async Task A_token_is_taken_under_either_scheme(string scheme)
    {
        var jane = await _server.SomebodyAsync();
        var answer = await _server.Anonymous.GetAsync(WhoAmI, ("Authorization", $"{scheme} {jane.Token}"));
        Assert.That(answer.Must(HttpStatusCode.OK).Json.GetProperty("user_id").GetInt64(), Is.EqualTo(jane.UserId));
    }

    [Test]
    public async Task Without_a_token_it_is_401_in_plain_form()
    {
        var answer = await _server.Anonymous.GetAsync(WhoAmI);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(answer.Json.GetProperty("error").GetString(), Is.Not.Empty);
    }

    [TestCase("JWT", 422)]
    [TestCase("JWT a b", 422)]
    [TestCase("JWT undefined", 422)]
    [TestCase("JWT eyJhbGciOiJub25lIn0.eyJpZGVudGl0eSI6MX0.", 401)]
    [TestCase("JWT eyJhbGciOiJub25lIn0.eyJpZGVudGl0eSI6MX0.AAAA", 401)]
    [TestCase("JWT eyJhbGciOiJIUzI1NiJ9.eyJpZGVudGl0eSI6MX0.AAAA", 401)]
    public async Task A_bad_token_is_refused_even_where_none_is_needed(string header, int status)
    {
        foreach (var url in new[] { WhoAmI, "/v1/events", "/v1/roles" })
        {
            var answer = await _server.Anonymous.GetAsync(url, ("Authorization", header));
            Assert.That(((int)answer.Status, answer.Json.TryGetProperty("error", out _)), Is.EqualTo((status, true)), url);
        }
    }

    [Test]
    public async Task A_stale_token_does_not_keep_one_from_signing_in_again()
    {
        var jane = await _server.SomebodyAsync();
        var answer = await _server.Anonymous.PostAsync(
            "/auth/session",
            new { email = jane.Email, password = OpenEventServer.Password },
            ("Authorization", "JWT rubbish")
        );
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_cookie_reads_and_writes_only_with_the_csrf_header()
    {
        var jane = await _server.SomebodyAsync();
        var cookie = ("Cookie", $"access_token_cookie={jane.Token}");
        var csrf = Desk.ClaimsOf(jane.Token!).GetProperty("csrf").GetString()!;
        Assert.That((await _server.Anonymous.GetAsync(WhoAmI, cookie)).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(
            (await _server.Anonymous.PostAsync("/v1/auth/blacklist", null, cookie)).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
        Assert.That(
            (await _server.Anonymous.PostAsync("/v1/auth/blacklist", null, cookie, ("X-CSRF-TOKEN", "guess"))).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
        Assert.That((await _server.Anonymous.GetAsync(WhoAmI, cookie)).Status, Is.EqualTo(HttpStatusCode.OK), "nothing was revoked");
        Assert.That(
            (await _server.Anonymous.PostAsync("/v1/auth/blacklist", null, cookie, ("X-CSRF-TOKEN", csrf))).Status,
            Is.EqualTo(HttpStatusCode.OK)
        );
    }

    [Test]
    public async Task A_refresh_token_gives_a_short_token_that_is_not_fresh_and_opens_nothing_itself()
    {
        var (_, refresh) = await Remembered();
        var answer = await _server.With(refresh).PostAsync("/v1/auth/token/refresh", null);
        var claims = Desk.ClaimsOf(answer.Must(HttpStatusCode.OK).Json.GetProperty("access_token").GetString()!);
        Assert.That(claims.GetProperty("fresh").GetBoolean(), Is.False);
        Assert.That(claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64(), Is.EqualTo(90 * 60));
        Assert.That((int)(await _server.With(refresh).GetAsync(WhoAmI)).Status, Is.EqualTo(422));
    }

    [Test]
    public async Task An_access_token_refreshes_nothing()
    {
        var jane = await _server.SomebodyAsync();
        Assert.That((int)(await jane.PostAsync("/v1/auth/token/refresh", null)).Status, Is.EqualTo(422));
        Assert.That((await _server.Anonymous.PostAsync("/v1/auth/token/refresh", null)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task The_refresh_cookie_needs_the_csrf_value_that_the_access_token_carries()
    {
        var (access, refresh) = await Remembered();
        var cookie = ("Cookie", $"refresh_token_cookie={refresh}");
        var csrf = Desk.ClaimsOf(access).GetProperty("csrf").GetString()!;
        Assert.That(
            (await _server.Anonymous.PostAsync("/v1/auth/token/refresh", null, cookie)).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
        var answer = await _server.Anonymous.PostAsync("/v1/auth/token/refresh", null, cookie, ("X-CSRF-Token", csrf));
        Assert.That(
            Desk.ClaimsOf(answer.Must(HttpStatusCode.OK).Json.GetProperty("access_token").GetString()!).GetProperty("csrf").GetString(),
            Is.EqualTo(csrf),
            "so that it can be done again"
        );
    }

    [Test]
    public async Task Revoking_ends_access_and_refresh_tokens_at_once_on_every_node()
    {
        var (access, refresh) = await Remembered();
        var other = await _server.AnotherNodeAsync();
        await using var node = other.App; // and not its database, which is the other's too
        (await other.With(access).GetAsync(WhoAmI)).Must(HttpStatusCode.OK);
        (await _server.With(access).PostAsync("/v1/auth/blacklist", null)).Must(HttpStatusCode.OK);
        Assert.That((await other.With(access).GetAsync(WhoAmI)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await other.With(refresh).PostAsync("/v1/auth/token/refresh", null)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [TestCase("is_blocked = true")]
    [TestCase("deleted_at = now()")]
    [TestCase("token_epoch = token_epoch + 1")]
    public async Task A_token_of_an_account_that_is_blocked_deleted_or_moved_on_is_401(string change)
    {
        var (access, refresh) = await Remembered();
        var id = Desk.ClaimsOf(access).GetProperty("identity").GetInt64();
        await _server.SqlAsync($"UPDATE users SET {change} WHERE id = {id}");
        Assert.That((await _server.With(access).GetAsync("/v1/events")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(
            (await _server.With(refresh).PostAsync("/v1/auth/token/refresh", null)).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
    }

    [Test]
    public async Task Signing_out_clears_the_cookies()
    {
        var jane = await _server.SomebodyAsync();
        var answer = await jane.PostAsync("/v1/auth/logout", null);
        Assert.That(answer.Must(HttpStatusCode.OK).Json.GetProperty("success").GetBoolean(), Is.True);
        Assert.That(answer.Headers.GetValues("Set-Cookie"), Has.Some.StartsWith("refresh_token_cookie=;"));
    }

    private async Task<(string Access, string Refresh)> Remembered()
    {
        var jane = await _server.SomebodyAsync();
        var body = new Dictionary<string, object>
        {
            ["email"] = jane.Email,
            ["password"] = OpenEventServer.Password,
            ["remember-me"] = true,
            ["include-in-response"] = true,
        };
        var json = (await _server.Anonymous.PostAsync("/auth/session", body)).Must(HttpStatusCode.OK).Json;
        return (json.GetProperty("access_token").GetString()!, json.GetProperty("refresh_token").GetString()!);
    }
}
