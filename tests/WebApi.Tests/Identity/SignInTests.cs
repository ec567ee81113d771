using System.Net;
using NUnit.Framework;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Identity;

public class SignInTests
{
    private OpenEventServer _server = null!;

    [OneTimeSetUp]
    public async Task Start() => _server = await OpenEventServer.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [TestCase("/auth/session", "email")]
    [TestCase("/auth/session", "username")]
    [TestCase("/v1/auth/login", "email")]
    public async Task Either_route_and_name_gives_a_fresh_token_for_a_day(string route, string name)
    {
        var jane = await _server.SomebodyAsync();
        var answer = await _server.Anonymous.PostAsync(
            route,
            new Dictionary<string, object> { [name] = jane.Email.ToUpperInvariant(), ["password"] = OpenEventServer.Password }
        );
        var claims = Desk.ClaimsOf(answer.Must(HttpStatusCode.OK).Json.GetProperty("access_token").GetString()!);
        Assert.That(claims.GetProperty("identity").GetInt64(), Is.EqualTo(jane.UserId));
        Assert.That(claims.GetProperty("fresh").GetBoolean(), Is.True);
        Assert.That(claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64(), Is.EqualTo(24 * 3600));
        Assert.That(answer.Json.TryGetProperty("refresh_token", out _), Is.False);
    }

    [Test]
    public async Task Remembered_in_the_body_or_in_a_cookie_the_access_token_is_short()
    {
        var jane = await _server.SomebodyAsync();
        var mobile = await _server.Anonymous.PostAsync("/auth/session", Wish(jane.Email, include: true));
        var claims = Desk.ClaimsOf(mobile.Json.GetProperty("access_token").GetString()!);
        Assert.That(claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64(), Is.EqualTo(90 * 60));
        Assert.That(
            Desk.ClaimsOf(mobile.Json.GetProperty("refresh_token").GetString()!).GetProperty("type").GetString(),
            Is.EqualTo("refresh")
        );
        Assert.That(mobile.Headers.Contains("Set-Cookie"), Is.False);

        var web = await _server.Anonymous.PostAsync("/auth/session", Wish(jane.Email, include: false));
        Assert.That(web.Json.TryGetProperty("refresh_token", out _), Is.False);
        var cookie = web.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("refresh_token_cookie", StringComparison.Ordinal));
        Assert.That(cookie, Does.Contain("path=/v1/auth/token/refresh").And.Contain("httponly").And.Contain("samesite=lax"));
    }

    [TestCase("""{"email":"a@example.org"}""")]
    [TestCase("""{"password":"correct horse"}""")]
    [TestCase("""{"email":1,"password":true}""")]
    [TestCase("""{"email":null,"password":null}""")]
    [TestCase("""{"email":"a\u0000@example.org","password":"correct horse"}""")]
    [TestCase("""{"email":"\ud800@example.org","password":"correct horse"}""")]
    [TestCase("""[]""")]
    [TestCase("""{""")]
    [TestCase("")]
    [TestCase("null")]
    public async Task What_is_no_pair_of_credentials_is_400_in_plain_form(string body)
    {
        var answer = await _server.Anonymous.PostAsync("/auth/session", body);
        Assert.That((int)answer.Status, Is.EqualTo(400));
        Assert.That(answer.Json.GetProperty("error").GetString(), Is.Not.Empty);
    }

    [Test]
    public async Task A_wrong_password_and_an_unknown_address_are_answered_alike()
    {
        var jane = await _server.SomebodyAsync();
        var wrong = await _server.Anonymous.SignInAsync(jane.Email, "wrong horse");
        var unknown = await _server.Anonymous.SignInAsync("nobody@example.org", "wrong horse");
        Assert.That((wrong.Status, wrong.Text), Is.EqualTo((HttpStatusCode.Unauthorized, unknown.Text)));
        Assert.That(wrong.Json.GetProperty("error").GetString(), Is.EqualTo("Invalid Credentials"));
    }

    [Test]
    public async Task A_blocked_user_is_told_so_only_with_the_right_password()
    {
        var jane = await _server.SomebodyAsync();
        await _server.SqlAsync($"UPDATE users SET is_blocked = true WHERE id = {jane.UserId}");
        Assert.That((await _server.Anonymous.SignInAsync(jane.Email, OpenEventServer.Password)).Text, Does.Contain("spam"));
        Assert.That((await _server.Anonymous.SignInAsync(jane.Email, "wrong horse")).Text, Does.Contain("Invalid Credentials"));
    }

    [Test]
    public async Task Ten_failures_close_the_account_to_strangers_but_not_to_its_usual_places()
    {
        var jane = await _server.SomebodyAsync();
        await SignIn(jane.Email, OpenEventServer.Password, "198.51.100.1");
        for (var i = 0; i < 10; i++)
            Assert.That(await Kind(jane.Email, "wrong horse", $"203.0.113.{i}"), Is.EqualTo(RefusalKind.Unauthenticated));

        Assert.That(
            await Kind(jane.Email, OpenEventServer.Password, "203.0.113.99"),
            Is.EqualTo(RefusalKind.Throttled),
            "a stranger, even with the right password"
        );
        Assert.That(await Kind(jane.Email, OpenEventServer.Password, "198.51.100.1"), Is.Null, "her usual place");
        Assert.That(
            await Kind("somebody@example.org", "wrong horse", "203.0.113.99"),
            Is.EqualTo(RefusalKind.Unauthenticated),
            "another account"
        );
    }

    [Test]
    public async Task Usual_places_are_throttled_by_themselves()
    {
        var jane = await _server.SomebodyAsync();
        await SignIn(jane.Email, OpenEventServer.Password, "198.51.100.2");
        for (var i = 0; i < 10; i++)
            await Kind(jane.Email, "wrong horse", "198.51.100.2");
        Assert.That(await Kind(jane.Email, OpenEventServer.Password, "198.51.100.2"), Is.EqualTo(RefusalKind.Throttled));
        Assert.That(await Kind(jane.Email, OpenEventServer.Password, "198.51.100.3"), Is.Null);
    }

    [Test]
    public async Task Fifty_failures_close_an_address_for_all_accounts()
    {
        for (var i = 0; i < 50; i++)
            await Kind($"guess{i}@example.org", "wrong horse", "192.0.2.1");
        Assert.That(await Kind("fresh@example.org", "wrong horse", "192.0.2.1"), Is.EqualTo(RefusalKind.Throttled));
        Assert.That(await Kind("fresh@example.org", "wrong horse", "192.0.2.2"), Is.EqualTo(RefusalKind.Unauthenticated));
    }

    [Test]
    public async Task A_throttle_ends_with_its_window_and_says_when()
    {
        var jane = await _server.SomebodyAsync();
        for (var i = 0; i < 10; i++)
            await _server.Anonymous.SignInAsync(jane.Email, "wrong horse");
        var refused = await _server.Anonymous.SignInAsync(jane.Email, OpenEventServer.Password);
        Assert.That((int)refused.Status, Is.EqualTo(429));
        Assert.That(refused.Json.GetProperty("title").GetString(), Is.EqualTo("Request Limit Exceeded"));
        Assert.That(
            refused.Headers.RetryAfter!.Delta,
            Is.GreaterThan(TimeSpan.FromMinutes(10)).And.LessThanOrEqualTo(TimeSpan.FromMinutes(15))
        );

        await _server.SqlAsync("UPDATE throttle_counters SET until = now() WHERE until < now() + interval '1 day'");
        Assert.That((await _server.Anonymous.SignInAsync(jane.Email, OpenEventServer.Password)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Successes_do_not_throttle()
    {
        var jane = await _server.SomebodyAsync();
        for (var i = 0; i < 15; i++)
            (await _server.Anonymous.SignInAsync(jane.Email, OpenEventServer.Password)).Must(HttpStatusCode.OK);
    }

    [Test]
    public async Task Counters_hold_no_address_in_clear() =>
        Assert.That(await _server.SqlAsync<long>("SELECT count(*) FROM throttle_counters WHERE key !~ '^[0-9a-f]{64}$'"), Is.Zero);

    [Test]
    public async Task A_password_with_old_parameters_is_hashed_again()
    {
        var jane = await _server.SomebodyAsync();
        var weak = await new Infrastructure.Security.PasswordHasher(new AuthSettings { HashMemoryKiB = 32 }).HashAsync(
            OpenEventServer.Password,
            default
        );
        await _server.SqlAsync($"UPDATE users SET password_hash = '{weak}' WHERE id = {jane.UserId}");
        (await _server.Anonymous.SignInAsync(jane.Email, OpenEventServer.Password)).Must(HttpStatusCode.OK);
        Assert.That(await _server.SqlAsync<string>($"SELECT password_hash FROM users WHERE id = {jane.UserId}"), Does.Contain("m=1024,"));
        (await _server.Anonymous.SignInAsync(jane.Email, OpenEventServer.Password)).Must(HttpStatusCode.OK);
    }

    [Test]
    public async Task The_fresh_sign_in_is_for_the_one_who_is_signed_in()
    {
        var (jane, john) = (await _server.SomebodyAsync(), await _server.SomebodyAsync());
        var mine = await jane.PostAsync("/v1/auth/fresh-login", new { email = jane.Email, password = OpenEventServer.Password });
        Assert.That(
            Desk.ClaimsOf(mine.Must(HttpStatusCode.OK).Json.GetProperty("access_token").GetString()!).GetProperty("fresh").GetBoolean(),
            Is.True
        );
        var his = await jane.PostAsync("/v1/auth/fresh-login", new { email = john.Email, password = OpenEventServer.Password });
        Assert.That(his.Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(
            (
                await _server.Anonymous.PostAsync("/v1/auth/fresh-login", new { email = jane.Email, password = OpenEventServer.Password })
            ).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
    }

    [Test]
    public async Task An_address_is_known_or_not_and_a_missing_one_is_422()
    {
        var jane = await _server.SomebodyAsync();
        Assert.That(
            (await _server.Anonymous.PostAsync("/v1/users/check_email", new { email = jane.Email }))
                .Json.GetProperty("exists")
                .GetBoolean(),
            Is.True
        );
        Assert.That(
            (await _server.Anonymous.PostAsync("/v1/users/checkEmail", new { email = "no@example.org" }))
                .Json.GetProperty("exists")
                .GetBoolean(),
            Is.False
        );
        Assert.That((int)(await _server.Anonymous.PostAsync("/v1/users/check_email", new { })).Status, Is.EqualTo(422));
    }

    private static object Wish(string email, bool include) =>
        new Dictionary<string, object>
        {
            ["email"] = email,
            ["password"] = OpenEventServer.Password,
            ["remember-me"] = true,
            ["include-in-response"] = include,
        };

    private Task<SignedIn> SignIn(string email, string password, string address) =>
        _server.SendAsync(new SignIn(email, password, false, address));

    private async Task<RefusalKind?> Kind(string email, string password, string address)
    {
        try
        {
            await SignIn(email, password, address);
            return null;
        }
        catch (Refused refused)
        {
            return refused.Kind;
        }
    }
}
