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
    public async Task Both_routes_and_field_names_return_a_fresh_token_for_one_day(string route, string name)
    {
        var jane = await _server.RegisterUserAsync();
        var answer = await _server.Anonymous.PostAsync(
            route,
            new Dictionary<string, object> { [name] = jane.Email.ToUpperInvariant(), ["password"] = OpenEventServer.Password }
        );
        var claims = IdentityTestExtensions.ReadClaims(
            answer.EnsureStatus(HttpStatusCode.OK).Json.GetProperty("access_token").GetString()!
        );
        Assert.That(claims.GetProperty("identity").GetInt64(), Is.EqualTo(jane.UserId));
        Assert.That(claims.GetProperty("fresh").GetBoolean(), Is.True);
        Assert.That(claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64(), Is.EqualTo(24 * 3600));
        Assert.That(answer.Json.TryGetProperty("refresh_token", out _), Is.False);
    }

    [Test]
    public async Task Remember_me_returns_a_refresh_token_and_a_short_lived_access_token()
    {
        var jane = await _server.RegisterUserAsync();
        var mobile = await _server.Anonymous.PostAsync("/auth/session", RememberMeBody(jane.Email, include: true));
        var claims = IdentityTestExtensions.ReadClaims(mobile.Json.GetProperty("access_token").GetString()!);
        Assert.That(claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64(), Is.EqualTo(90 * 60));
        Assert.That(
            IdentityTestExtensions.ReadClaims(mobile.Json.GetProperty("refresh_token").GetString()!).GetProperty("type").GetString(),
            Is.EqualTo("refresh")
        );
        Assert.That(mobile.Headers.Contains("Set-Cookie"), Is.False);

        var web = await _server.Anonymous.PostAsync("/auth/session", RememberMeBody(jane.Email, include: false));
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
    public async Task Missing_credentials_are_400_with_a_plain_error(string body)
    {
        var answer = await _server.Anonymous.PostAsync("/auth/session", body);
        Assert.That((int)answer.Status, Is.EqualTo(400));
        Assert.That(answer.Json.GetProperty("error").GetString(), Is.Not.Empty);
    }

    [Test]
    public async Task A_wrong_password_and_an_unknown_email_get_the_same_answer()
    {
        var jane = await _server.RegisterUserAsync();
        var wrong = await _server.Anonymous.SignInAsync(jane.Email, "wrong horse");
        var unknown = await _server.Anonymous.SignInAsync("nobody@example.org", "wrong horse");
        Assert.That((wrong.Status, wrong.Text), Is.EqualTo((HttpStatusCode.Unauthorized, unknown.Text)));
        Assert.That(wrong.Json.GetProperty("error").GetString(), Is.EqualTo("Invalid Credentials"));
    }

    [Test]
    public async Task Blocking_is_revealed_only_with_the_right_password()
    {
        var jane = await _server.RegisterUserAsync();
        await _server.SqlAsync($"UPDATE users SET is_blocked = true WHERE id = {jane.UserId}");
        Assert.That((await _server.Anonymous.SignInAsync(jane.Email, OpenEventServer.Password)).Text, Does.Contain("spam"));
        Assert.That((await _server.Anonymous.SignInAsync(jane.Email, "wrong horse")).Text, Does.Contain("Invalid Credentials"));
    }

    [Test]
    public async Task Ten_failures_block_unknown_addresses_but_not_known_ones()
    {
        var jane = await _server.RegisterUserAsync();
        await SignInAsync(jane.Email, OpenEventServer.Password, "198.51.100.1");
        for (var i = 0; i < 10; i++)
            Assert.That(await RejectionOfAsync(jane.Email, "wrong horse", $"203.0.113.{i}"), Is.EqualTo(RejectionKind.Unauthenticated));

        Assert.That(
            await RejectionOfAsync(jane.Email, OpenEventServer.Password, "203.0.113.99"),
            Is.EqualTo(RejectionKind.TooManyRequests),
            "an unknown address, even with the right password"
        );
        Assert.That(await RejectionOfAsync(jane.Email, OpenEventServer.Password, "198.51.100.1"), Is.Null, "their known address");
        Assert.That(
            await RejectionOfAsync("other@example.org", "wrong horse", "203.0.113.99"),
            Is.EqualTo(RejectionKind.Unauthenticated),
            "another account"
        );
    }

    [Test]
    public async Task Known_addresses_are_throttled_separately()
    {
        var jane = await _server.RegisterUserAsync();
        await SignInAsync(jane.Email, OpenEventServer.Password, "198.51.100.2");
        for (var i = 0; i < 10; i++)
            await RejectionOfAsync(jane.Email, "wrong horse", "198.51.100.2");
        Assert.That(
            await RejectionOfAsync(jane.Email, OpenEventServer.Password, "198.51.100.2"),
            Is.EqualTo(RejectionKind.TooManyRequests)
        );
        Assert.That(await RejectionOfAsync(jane.Email, OpenEventServer.Password, "198.51.100.3"), Is.Null);
    }

    [Test]
    public async Task Fifty_failures_block_an_address_for_all_accounts()
    {
        for (var i = 0; i < 50; i++)
            await RejectionOfAsync($"guess{i}@example.org", "wrong horse", "192.0.2.1");
        Assert.That(await RejectionOfAsync("fresh@example.org", "wrong horse", "192.0.2.1"), Is.EqualTo(RejectionKind.TooManyRequests));
        Assert.That(await RejectionOfAsync("fresh@example.org", "wrong horse", "192.0.2.2"), Is.EqualTo(RejectionKind.Unauthenticated));
    }

    [Test]
    public async Task Wrong_passwords_at_the_same_time_are_limited_like_others()
    {
        var jane = await _server.RegisterUserAsync();
        await _server.SqlAsync("DELETE FROM throttle_counters");
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 66).Select(i => RejectionOfAsync(jane.Email, $"guess {i}", $"203.0.113.{100 + i}"))
        );
        Assert.That(answers.Count(a => a == RejectionKind.Unauthenticated), Is.EqualTo(10));
        Assert.That(answers.Count(a => a == RejectionKind.TooManyRequests), Is.EqualTo(56));
        Assert.That(
            await RejectionOfAsync(jane.Email, OpenEventServer.Password, "203.0.113.99"),
            Is.EqualTo(RejectionKind.TooManyRequests),
            "the right one"
        );
    }

    [Test]
    public async Task Wrong_passwords_with_an_idempotency_key_count_too()
    {
        var jane = await _server.RegisterUserAsync();
        await _server.SqlAsync("DELETE FROM throttle_counters");
        for (var i = 0; i < 10; i++)
            Assert.That((int)(await SignInWithKeyAsync(i)).Status, Is.EqualTo(401));
        Assert.That((int)(await SignInWithKeyAsync(10)).Status, Is.EqualTo(429));

        Task<ApiResponse> SignInWithKeyAsync(int key) =>
            _server.Anonymous.PostAsync(
                "/auth/session",
                new { email = jane.Email, password = "wrong horse" },
                ("Idempotency-Key", $"{key}")
            );
    }

    [Test]
    public async Task A_throttle_ends_with_its_window_and_sends_Retry_After()
    {
        var jane = await _server.RegisterUserAsync();
        for (var i = 0; i < 10; i++)
            await _server.Anonymous.SignInAsync(jane.Email, "wrong horse");
        var rejected = await _server.Anonymous.SignInAsync(jane.Email, OpenEventServer.Password);
        Assert.That((int)rejected.Status, Is.EqualTo(429));
        Assert.That(rejected.Json.GetProperty("title").GetString(), Is.EqualTo("Request Limit Exceeded"));
        Assert.That(
            rejected.Headers.RetryAfter!.Delta,
            Is.GreaterThan(TimeSpan.FromMinutes(10)).And.LessThanOrEqualTo(TimeSpan.FromMinutes(15))
        );

        await _server.SqlAsync("UPDATE throttle_counters SET until = now() WHERE until < now() + interval '1 day'");
        Assert.That((await _server.Anonymous.SignInAsync(jane.Email, OpenEventServer.Password)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Successful_sign_ins_are_not_throttled()
    {
        var jane = await _server.RegisterUserAsync();
        for (var i = 0; i < 15; i++)
            (await _server.Anonymous.SignInAsync(jane.Email, OpenEventServer.Password)).EnsureStatus(HttpStatusCode.OK);
    }

    [Test]
    public async Task Throttle_counters_contain_no_plain_addresses() =>
        Assert.That(await _server.SqlAsync<long>("SELECT count(*) FROM throttle_counters WHERE key !~ '^[0-9a-f]{64}$'"), Is.Zero);

    [Test]
    public async Task A_password_with_outdated_parameters_is_rehashed()
    {
        var jane = await _server.RegisterUserAsync();
        var weak = await new Infrastructure.Security.PasswordHasher(new AuthSettings { HashMemoryKiB = 32 }).HashAsync(
            OpenEventServer.Password,
            default
        );
        await _server.SqlAsync($"UPDATE users SET password_hash = '{weak}' WHERE id = {jane.UserId}");
        (await _server.Anonymous.SignInAsync(jane.Email, OpenEventServer.Password)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await _server.SqlAsync<string>($"SELECT password_hash FROM users WHERE id = {jane.UserId}"), Does.Contain("m=1024,"));
        (await _server.Anonymous.SignInAsync(jane.Email, OpenEventServer.Password)).EnsureStatus(HttpStatusCode.OK);
    }

    [Test]
    public async Task Fresh_login_accepts_only_the_signed_in_user()
    {
        var jane = await _server.RegisterUserAsync();
        var john = await _server.RegisterUserAsync();
        var mine = await jane.PostAsync("/v1/auth/fresh-login", new { email = jane.Email, password = OpenEventServer.Password });
        Assert.That(
            IdentityTestExtensions
                .ReadClaims(mine.EnsureStatus(HttpStatusCode.OK).Json.GetProperty("access_token").GetString()!)
                .GetProperty("fresh")
                .GetBoolean(),
            Is.True
        );
        var others = await jane.PostAsync("/v1/auth/fresh-login", new { email = john.Email, password = OpenEventServer.Password });
        Assert.That(others.Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(
            (
                await _server.Anonymous.PostAsync("/v1/auth/fresh-login", new { email = jane.Email, password = OpenEventServer.Password })
            ).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
    }

    [Test]
    public async Task Checking_an_email_returns_whether_it_is_registered_and_a_missing_email_is_422()
    {
        var jane = await _server.RegisterUserAsync();
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

    private static object RememberMeBody(string email, bool include) =>
        new Dictionary<string, object>
        {
            ["email"] = email,
            ["password"] = OpenEventServer.Password,
            ["remember-me"] = true,
            ["include-in-response"] = include,
        };

    private Task<SessionTokens> SignInAsync(string email, string password, string address) =>
        _server.SendAsync(new SignIn(email, password, false, address));

    private async Task<RejectionKind?> RejectionOfAsync(string email, string password, string address)
    {
        try
        {
            await SignInAsync(email, password, address);
            return null;
        }
        catch (RejectedException rejection)
        {
            return rejection.Kind;
        }
    }
}
