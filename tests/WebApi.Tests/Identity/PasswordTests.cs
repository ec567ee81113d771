using System.Net;
using NUnit.Framework;
using OpenEvent.Application.Identity;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Identity;

public class PasswordTests
{
    private const string CurrentUserUrl = "/v1/users/user-details/get-user-id",
        ResetUrl = "/v1/auth/reset-password",
        NewPassword = "another battery";

    private OpenEventServer _server = null!;

    [OneTimeSetUp]
    public async Task Start() => _server = await OpenEventServer.StartAsync("--Auth:ResetsPerAddressAndMinute=100");

    [OneTimeTearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [Test]
    public async Task A_reset_request_has_the_same_answer_and_effect_for_known_and_unknown_emails()
    {
        var jane = await _server.RegisterUserAsync();
        var before = await CountEmailRequestsAsync();
        var known = await _server.Anonymous.PostAsync(ResetUrl, new { data = new { email = jane.Email } });
        var unknown = await _server.Anonymous.PostAsync(ResetUrl, new { data = new { email = "nobody@example.org" } });
        Assert.That(
            (known.Status, known.Json.GetProperty("message").GetString()),
            Is.EqualTo((HttpStatusCode.OK, unknown.Json.GetProperty("message").GetString()))
        );
        Assert.That(known.Json.GetProperty("email").GetString(), Is.EqualTo(jane.Email));
        Assert.That(await CountEmailRequestsAsync() - before, Is.EqualTo(2));
    }

    [Test]
    public async Task The_link_of_a_reset_that_the_lab_asked_for_leads_to_the_page_of_the_lab()
    {
        foreach (var page in (string?[])["lab", null])
        {
            var jane = await _server.RegisterUserAsync();
            (await _server.Anonymous.PostAsync(ResetUrl, new { data = new { email = jane.Email, page } })).EnsureStatus(HttpStatusCode.OK);
            await _server.ProcessOutboxAsync("account-wish");
            var link = new Uri(await _server.GetEmailedLinkAsync("password_reset", jane.Email));
            Assert.That(link.AbsolutePath, Is.EqualTo(page is null ? "/reset-password" : "/lab/reset-password"));
        }

        var other = await _server.Anonymous.PostAsync(
            ResetUrl,
            new { data = new { email = "a@example.org", page = "https://evil.example" } }
        );
        Assert.That((other.Status, other.Pointer), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/data/page")));
    }

    [Test]
    public async Task An_account_that_an_order_created_gets_the_email_that_also_verifies_the_address()
    {
        var jane = await _server.RegisterUserAsync(verified: false);
        await _server.SqlAsync($"UPDATE users SET was_registered_with_order = true WHERE id = {jane.UserId}");
        await RequestAsync();
        var link = await _server.GetEmailedLinkAsync("password_reset_verify", jane.Email);
        Assert.That(await _server.CountEmailsAsync("password_reset", jane.Email), Is.Zero);
        (await RedeemAsync(link.Split("token=")[1], NewPassword)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await _server.SqlAsync<bool>($"SELECT is_verified FROM users WHERE id = {jane.UserId}"), Is.True);
        await RequestAsync();
        Assert.That(await _server.CountEmailsAsync("password_reset", jane.Email), Is.EqualTo(1), "a verified account has a password");

        async Task RequestAsync()
        {
            (await _server.Anonymous.PostAsync(ResetUrl, new { data = new { email = jane.Email } })).EnsureStatus(HttpStatusCode.OK);
            await _server.ProcessOutboxAsync("account-wish");
        }
    }

    [Test]
    public async Task The_emailed_token_sets_the_password_once_revokes_all_tokens_and_verifies_the_email()
    {
        var jane = await _server.RegisterUserAsync(verified: false);
        var token = await GetResetTokenAsync(jane);
        Assert.That(token, Has.Length.GreaterThanOrEqualTo(22), "128 bits");
        var response = await RedeemAsync(token, NewPassword);
        Assert.That(response.EnsureStatus(HttpStatusCode.OK).Json.GetProperty("id").GetInt64(), Is.EqualTo(jane.UserId));
        Assert.That((await jane.GetAsync(CurrentUserUrl)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await _server.Anonymous.SignInAsync(jane.Email, NewPassword)).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(
            (await _server.Anonymous.SignInAsync(jane.Email, OpenEventServer.Password)).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
        Assert.That(await _server.SqlAsync<bool>($"SELECT is_verified FROM users WHERE id = {jane.UserId}"), Is.True);
        Assert.That(await _server.CountEmailsAsync("password_change", jane.Email), Is.EqualTo(1));
        Assert.That((await RedeemAsync(token, NewPassword + "!")).Status, Is.EqualTo(HttpStatusCode.NotFound), "a token works once");
    }

    [Test]
    public async Task A_token_redeemed_concurrently_works_once()
    {
        var jane = await _server.RegisterUserAsync();
        var token = await GetResetTokenAsync(jane);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => RedeemAsync(token, $"battery number {i}")));
        Assert.That(answers.Count(a => a.Status == HttpStatusCode.OK), Is.EqualTo(1), string.Join(' ', answers.Select(a => (int)a.Status)));
        Assert.That(answers.Count(a => a.Status == HttpStatusCode.NotFound), Is.EqualTo(7));
    }

    [Test]
    public async Task A_newer_token_replaces_an_older_one()
    {
        var jane = await _server.RegisterUserAsync();
        var older = await GetResetTokenAsync(jane);
        var newer = await GetResetTokenAsync(jane);
        Assert.That((await RedeemAsync(older, NewPassword)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await RedeemAsync(newer, NewPassword)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("expires_at = now()")]
    [TestCase("used_at = now()")]
    public async Task An_expired_or_used_token_is_404(string change)
    {
        var jane = await _server.RegisterUserAsync();
        var token = await GetResetTokenAsync(jane);
        await _server.SqlAsync($"UPDATE password_resets SET {change} WHERE user_id = {jane.UserId}");
        Assert.That((await RedeemAsync(token, NewPassword)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_token_is_valid_for_an_hour_and_only_its_hash_is_stored()
    {
        var jane = await _server.RegisterUserAsync();
        var before = DateTimeOffset.UtcNow;
        var token = await GetResetTokenAsync(jane);
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
    public async Task A_short_password_is_422_and_leaves_the_token_usable()
    {
        var jane = await _server.RegisterUserAsync();
        var token = await GetResetTokenAsync(jane);
        var rejected = await RedeemAsync(token, "short");
        Assert.That(((int)rejected.Status, rejected.Pointer), Is.EqualTo((422, "/data/password")));
        Assert.That((await RedeemAsync(token, NewPassword)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("""{"data":{}}""")]
    [TestCase("""{"data":{"email":5}}""")]
    [TestCase("""{"data":null}""")]
    [TestCase("""{"email":"a@example.org"}""")]
    [TestCase("{")]
    public async Task A_malformed_body_is_400(string body) =>
        Assert.That((int)(await _server.Anonymous.PostAsync(ResetUrl, body)).Status, Is.EqualTo(400));

    [Test]
    public async Task Resets_per_email_are_limited_whether_or_not_the_account_exists()
    {
        foreach (var email in new[] { (await _server.RegisterUserAsync()).Email, "no.such@example.org" })
        {
            for (var i = 0; i < 3; i++)
                (await _server.Anonymous.PostAsync(ResetUrl, new { data = new { email } })).EnsureStatus(HttpStatusCode.OK);
            var rejected = await _server.Anonymous.PostAsync(ResetUrl, new { data = new { email } });
            Assert.That(((int)rejected.Status, rejected.Json.GetProperty("status").GetInt32()), Is.EqualTo((429, 429)));
        }
    }

    [Test]
    public async Task Changing_the_password_keeps_the_current_token_and_revokes_the_others()
    {
        var jane = await _server.RegisterUserAsync();
        var elsewhere = await _server.SignInAsync(jane.Email);
        var response = await ChangePasswordAsync(jane, OpenEventServer.Password, NewPassword);
        Assert.That(response.EnsureStatus(HttpStatusCode.OK).Json.GetProperty("password-changed").GetBoolean(), Is.True);
        Assert.That((await jane.GetAsync(CurrentUserUrl)).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await elsewhere.GetAsync(CurrentUserUrl)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await _server.Anonymous.SignInAsync(jane.Email, NewPassword)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("wrong horse", NewPassword)]
    [TestCase(OpenEventServer.Password, OpenEventServer.Password)]
    [TestCase(OpenEventServer.Password, "short")]
    public async Task A_wrong_equal_or_short_password_is_400(string oldPassword, string newPassword) =>
        Assert.That((int)(await ChangePasswordAsync(await _server.RegisterUserAsync(), oldPassword, newPassword)).Status, Is.EqualTo(400));

    [Test]
    public async Task A_token_that_is_not_fresh_cannot_change_the_password()
    {
        var jane = await _server.RegisterUserAsync();
        Assert.That(
            (
                await ChangePasswordAsync(_server.ClientWithToken(await GetStaleTokenAsync(jane)), OpenEventServer.Password, NewPassword)
            ).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
    }

    [Test]
    public async Task A_password_is_verified_for_its_owner_and_guesses_are_counted()
    {
        var jane = await _server.RegisterUserAsync();
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

    /// <summary>A token from a refresh, which is not fresh.</summary>
    internal async Task<string> GetStaleTokenAsync(ApiClient jane)
    {
        var body = new Dictionary<string, object>
        {
            ["email"] = jane.Email,
            ["password"] = OpenEventServer.Password,
            ["remember-me"] = true,
            ["include-in-response"] = true,
        };
        var refresh = (await _server.Anonymous.PostAsync("/auth/session", body)).Json.GetProperty("refresh_token").GetString()!;
        return (await _server.ClientWithToken(refresh).PostAsync("/v1/auth/token/refresh", null))
            .Json.GetProperty("access_token")
            .GetString()!;
    }

    private static Task<ApiResponse> ChangePasswordAsync(ApiClient client, string oldPassword, string newPassword) =>
        client.PostAsync(
            "/v1/auth/change-password",
            new { data = new Dictionary<string, string> { ["old-password"] = oldPassword, ["new-password"] = newPassword } }
        );

    private Task<ApiResponse> RedeemAsync(string token, string password) =>
        _server.Anonymous.PatchAsync(ResetUrl, new { data = new { token, password } });

    private Task<long> CountEmailRequestsAsync() => _server.SqlAsync<long>("SELECT count(*) FROM outbox WHERE kind = 'account-wish'");

    private async Task<string> GetResetTokenAsync(ApiClient user)
    {
        await _server.SendAsync(new SendPasswordResetEmail(user.Email));
        return await _server.GetEmailedTokenAsync("password_reset", user.Email);
    }
}
