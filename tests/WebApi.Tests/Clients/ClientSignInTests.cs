using System.Net;
using System.Text.Json;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;
using static OpenEvent.WebApi.Tests.ResourceApi.ResourceApiFixture;

namespace OpenEvent.WebApi.Tests.Clients;

/// <summary>How the frontend and the apps sign in (docs/reference/client-expectations.md#client-sign-in).</summary>
[TestFixture]
public sealed class ClientSignInTests
{
    private static Task<ApiResponse> SignInAsync(object body) =>
        Anonymous.PostAsync("/auth/session", body, ("Content-Type", "application/json"));

    private static JsonElement ClaimsOf(string token)
    {
        var text = token.Split('.')[1].Replace('-', '+').Replace('_', '/');
        return JsonDocument.Parse(Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='))).RootElement;
    }

    [TestCase("username")]
    [TestCase("email")]
    public async Task The_token_carries_identity_expiry_and_csrf(string name)
    {
        var answer = (
            await SignInAsync(new Dictionary<string, object> { [name] = OtherUser.Email, ["password"] = OpenEventServer.Password })
        ).EnsureStatus(HttpStatusCode.OK);
        var claims = ClaimsOf(answer.Json.GetProperty("access_token").GetString()!);
        Assert.That(claims.GetProperty("identity").GetRawText().Trim('"'), Is.EqualTo($"{OtherUser.UserId}"));
        Assert.That(claims.GetProperty("exp").GetInt64(), Is.GreaterThan(DateTimeOffset.UtcNow.ToUnixTimeSeconds()));
        Assert.That(claims.GetProperty("csrf").GetString(), Is.Not.Empty);
        Assert.That(answer.Json.TryGetProperty("refresh_token", out _), Is.False);
    }

    [Test]
    public async Task A_refresh_token_in_the_body_on_request_gets_a_new_access_token()
    {
        var body =
            $$"""{"username":"{{OtherUser.Email}}","password":"{{OpenEventServer.Password}}","""
            + "\"remember-me\":true,\"include-in-response\":true}";
        var refresh = (await SignInAsync(body)).EnsureStatus(HttpStatusCode.OK).Json.GetProperty("refresh_token").GetString()!;
        var answer = (
            await Anonymous.PostAsync(
                "/v1/auth/token/refresh",
                null,
                ("Authorization", $"JWT {refresh}"),
                ("X-CSRF-Token", ClaimsOf(refresh).GetProperty("csrf").GetString()!)
            )
        ).EnsureStatus(HttpStatusCode.OK);
        var token = answer.Json.GetProperty("access_token").GetString()!;
        Assert.That(
            (await Anonymous.GetAsync($"/v1/users/{OtherUser.UserId}", ("Authorization", $"JWT {token}"))).Attribute("email").GetString(),
            Is.EqualTo(OtherUser.Email)
        );
    }

    [Test]
    public async Task By_default_the_refresh_token_is_a_cookie_that_needs_the_csrf_header()
    {
        var body = $$"""{"username":"{{OtherUser.Email}}","password":"{{OpenEventServer.Password}}","remember-me":true}""";
        var cookies = (await SignInAsync(body))
            .EnsureStatus(HttpStatusCode.OK)
            .Headers.GetValues("Set-Cookie")
            .Select(c => c.Split(';')[0])
            .ToList();
        var refresh = cookies.Single(c => c.StartsWith("refresh_token_cookie=", StringComparison.Ordinal)).Split('=', 2)[1];
        var cookie = ("Cookie", string.Join("; ", cookies));
        Assert.That((await Anonymous.PostAsync("/v1/auth/token/refresh", null, cookie)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(
            (
                await Anonymous.PostAsync(
                    "/v1/auth/token/refresh",
                    null,
                    cookie,
                    ("X-CSRF-Token", ClaimsOf(refresh).GetProperty("csrf").GetString()!)
                )
            ).Status,
            Is.EqualTo(HttpStatusCode.OK)
        );
    }

    [Test]
    public async Task A_wrong_password_is_401_with_an_error()
    {
        var answer = await SignInAsync(new { email = OtherUser.Email, password = "wrong horse" });
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(answer.Json.GetProperty("error").GetString(), Is.Not.Empty);
    }

    [TestCase("JWT")]
    [TestCase("Bearer")]
    public async Task Both_authorization_schemes_are_accepted(string scheme) =>
        Assert.That(
            (await Anonymous.GetAsync($"/v1/users/{OtherUser.UserId}", ("Authorization", $"{scheme} {OtherUser.Token}"))).Status,
            Is.EqualTo(HttpStatusCode.OK)
        );

    [Test]
    public async Task A_revoked_token_is_401_on_public_lists_too()
    {
        var user = await Server.RegisterUserAsync();
        (await user.PostAsync("/v1/auth/blacklist", null)).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await user.GetAsync("/v1/events")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A_public_request_without_a_token_is_answered() =>
        Assert.That((await Anonymous.GetAsync("/v1/events?public=true&cache=true&upcoming=true")).Status, Is.EqualTo(HttpStatusCode.OK));
}
