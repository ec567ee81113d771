using System.Net;
using NUnit.Framework;
using OpenEvent.Application.Identity;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Identity;

public class PasswordTests
{
    private const string WhoAmI = "/v1/users/user-details/get-user-id",
        Reset = "/v1/auth/reset-password",
        New = "another battery";

    private OpenEventServer _server = null!;

    [OneTimeSetUp]
    public async Task Start() => _server = await OpenEventServer.StartAsync("--Auth:ResetsPerAddressAndMinute=100");

    [OneTimeTearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [Test]
    public async Task Asking_for_a_reset_is_answered_alike_for_known_and_unknown_addresses_and_leaves_alike_traces()
    {
        var jane = await _server.SomebodyAsync();
        var before = await Wishes();
        var known = await _server.Anonymous.PostAsync(Reset, new { data = new { email = jane.Email } });
        var unknown = await _server.Anonymous.PostAsync(Reset, new { data = new { email = "nobody@example.org" } });
        Assert.That(
            (known.Status, known.Json.GetProperty("message").GetString()),
            Is.EqualTo((HttpStatusCode.OK, unknown.Json.GetProperty("message").GetString()))
        );
        Assert.That(known.Json.GetProperty("email").GetString(), Is.EqualTo(jane.Email));
        Assert.That(await Wishes() - before, Is.EqualTo(2));
    }

    [Test]
    public async Task The_mailed_token_sets_the_password_once_ends_all_tokens_and_verifies()
    {
        var jane = await _server.SomebodyAsync(verified: false);
        var token = await ResetToken(jane);
        Assert.That(token, Has.Length.GreaterThanOrEqualTo(22), "128 bits");
        var done = await Redeem(token, New);
        Assert.That(done.Must(HttpStatusCode.OK).Json.GetProperty("id").GetInt64(), Is.EqualTo(jane.UserId));
        Assert.That((await jane.GetAsync(WhoAmI)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await _server.Anonymous.SignInAsync(jane.Email, New)).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(
            (await _server.Anonymous.SignInAsync(jane.Email, OpenEventServer.Password)).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
        Assert.That(await _server.SqlAsync<bool>($"SELECT is_verified FROM users WHERE id = {jane.UserId}"), Is.True);
        Assert.That(await _server.MailsAsync("password_change", jane.Email), Is.EqualTo(1));
        Assert.That((await Redeem(token, New + "!")).Status, Is.EqualTo(HttpStatusCode.NotFound), "it works once");
    }

    [Test]
    public async Task A_token_that_is_redeemed_twice_at_once_works_once()
    {
        var jane = await _server.SomebodyAsync();
        var token = await ResetToken(jane);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Redeem(token, $"battery number {i}")));
        Assert.That(answers.Count(a => a.Status == HttpStatusCode.OK), Is.EqualTo(1), string.Join(' ', answers.Select(a => (int)a.Status)));
        Assert.That(answers.Count(a => a.Status == HttpStatusCode.NotFound), Is.EqualTo(7));
    }

    [Test]
    public async Task A_newer_token_replaces_an_older_one()
    {
        var jane = await _server.SomebodyAsync();
        var (older, newer) = (await ResetToken(jane), await ResetToken(jane));
        Assert.That((await Redeem(older, New)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await Redeem(newer, New)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("expires_at = now()")]
    [TestCase("used_at = now()")]
    public async Task A_token_that_is_old_or_used_is_404(string change)
    {
        var jane = await _server.SomebodyAsync();
        var token = await ResetToken(jane);
        await _server.SqlAsync($"UPDATE password_resets SET {change} WHERE user_id = {jane.UserId}");
        Assert.That((await Redeem(token, New)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_token_lives_an_hour_and_only_its_hash_is_stored()
    {
        var jane = await _server.SomebodyAsync();
        var before = DateTimeOffset.UtcNow;
        var token = await ResetToken(jane);
        var life = await _server.SqlAsync<DateTime>(
            $"SELECT expires_at - interval '1 hour' FROM password_resets WHERE user_id = {jane.UserId}"
        );
        Assert.That(life, Is.InRange(before.UtcDateTime.AddMilliseconds(-1), DateTime.UtcNow));
        Assert.That(
            await _server.SqlAsync<bool>(
                $"SELECT token_hash = encode(sha256('{token}'::bytea), 'hex') FROM password_resets WHERE user_id = {jane.UserId}"
            ),
            Is.True
        );
        Assert.That(await _server.SqlAsync<long>($"SELECT count(*) FROM outbox WHERE payload::text LIKE '%{token}%'"), Is.Zero);
    }

    [Test]
    public async Task A_short_password_is_422_and_does_not_use_the_token_up()
    {
        var jane = await _server.SomebodyAsync();
        var token = await ResetToken(jane);
        var refused = await Redeem(token, "short");
        Assert.That(((int)refused.Status, refused.Pointer), Is.EqualTo((422, "/data/password")));
        Assert.That((await Redeem(token, New)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("""{"data":{}}""")]
    [TestCase("""{"data":{"email":5}}""")]
    [TestCase("""{"data":null}""")]
    [TestCase("""{"email":"a@example.org"}""")]
    [TestCase("{")]
    public async Task What_cannot_be_read_is_400(string body) =>
        Assert.That((int)(await _server.Anonymous.PostAsync(Reset, body)).Status, Is.EqualTo(400));

    [Test]
    public async Task Resets_of_one_account_are_limited_whether_or_not_it_exists()
    {
        foreach (var email in new[] { (await _server.SomebodyAsync()).Email, "no.such@example.org" })
        {
            for (var i = 0; i < 3; i++)
                (await _server.Anonymous.PostAsync(Reset, new { data = new { email } })).Must(HttpStatusCode.OK);
            var refused = await _server.Anonymous.PostAsync(Reset, new { data = new { email } });
            Assert.That(((int)refused.Status, refused.Json.GetProperty("status").GetInt32()), Is.EqualTo((429, 429)));
        }
    }

    [Test]
    public async Task Changing_the_password_keeps_this_token_and_ends_the_others()
    {
        var jane = await _server.SomebodyAsync();
        var elsewhere = await _server.SignInAsync(jane.Email);
        var done = await Change(jane, OpenEventServer.Password, New);
        Assert.That(done.Must(HttpStatusCode.OK).Json.GetProperty("password-changed").GetBoolean(), Is.True);
        Assert.That((await jane.GetAsync(WhoAmI)).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await elsewhere.GetAsync(WhoAmI)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await _server.Anonymous.SignInAsync(jane.Email, New)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("wrong horse", New)]
    [TestCase(OpenEventServer.Password, OpenEventServer.Password)]
    [TestCase(OpenEventServer.Password, "short")]
    public async Task A_wrong_equal_or_short_password_is_400(string old, string wanted) =>
        Assert.That((int)(await Change(await _server.SomebodyAsync(), old, wanted)).Status, Is.EqualTo(400));

    [Test]
    public async Task A_token_that_is_not_fresh_changes_no_password()
    {
        var jane = await _server.SomebodyAsync();
        Assert.That(
            (await Change(_server.With(await Stale(jane)), OpenEventServer.Password, New)).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
    }

    [Test]
    public async Task A_password_is_verified_for_its_owner_and_guesses_are_counted()
    {
        var jane = await _server.SomebodyAsync();
        Assert.That(
            (await jane.PostAsync("/v1/auth/verify-password", new { password = OpenEventServer.Password }))
                .Json.GetProperty("result")
                .GetBoolean(),
            Is.True
        );
        for (var i = 0; i < 10; i++)
            Assert.That(
                (await jane.PostAsync("/v1/auth/verify-password", new { password = "wrong horse" }))
                    .Json.GetProperty("result")
                    .GetBoolean(),
                Is.False
            );
        Assert.That(
            (int)(await jane.PostAsync("/v1/auth/verify-password", new { password = OpenEventServer.Password })).Status,
            Is.EqualTo(429)
        );
    }

    /// <summary>A token as a refresh gives it.</summary>
    internal async Task<string> Stale(Client jane)
    {
        var body = new Dictionary<string, object>
        {
            ["email"] = jane.Email,
            ["password"] = OpenEventServer.Password,
            ["remember-me"] = true,
            ["include-in-response"] = true,
        };
        var refresh = (await _server.Anonymous.PostAsync("/auth/session", body)).Json.GetProperty("refresh_token").GetString()!;
        return (await _server.With(refresh).PostAsync("/v1/auth/token/refresh", null)).Json.GetProperty("access_token").GetString()!;
    }

    private static Task<Answer> Change(Client who, string old, string wanted) =>
        who.PostAsync(
            "/v1/auth/change-password",
            new { data = new Dictionary<string, string> { ["old-password"] = old, ["new-password"] = wanted } }
        );

    private Task<Answer> Redeem(string token, string password) =>
        _server.Anonymous.PatchAsync(Reset, new { data = new { token, password } });

    private Task<long> Wishes() => _server.SqlAsync<long>("SELECT count(*) FROM outbox WHERE kind = 'account-wish'");

    private async Task<string> ResetToken(Client of)
    {
        await _server.SendAsync(new MailPasswordReset(of.Email));
        return await _server.MailedTokenAsync("password_reset", of.Email);
    }
}
