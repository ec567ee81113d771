using System.Net;
using System.Text.RegularExpressions;
using NUnit.Framework;
using OpenEvent.Application.Identity;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Identity.Tokens;

/// <summary>The life of an access token: what makes, shows and ends it (docs/tokens.md).</summary>
[TestFixture]
public sealed class AccessTokenTests : AccessTokenFixture
{
    private const string CurrentUserUrl = "/v1/users/user-details/get-user-id";

    [TestCase("Bearer")]
    [TestCase("JWT")]
    public async Task A_token_acts_as_its_owner(string scheme)
    {
        var (_, token) = await CreateTokenAsync(Owner, "read");
        var answer = await Server.Anonymous.GetAsync(CurrentUserUrl, ("Authorization", $"{scheme} {token}"));
        Assert.That(answer.EnsureStatus(HttpStatusCode.OK).Json.GetProperty("user_id").GetInt64(), Is.EqualTo(Owner.UserId));
    }

    [Test]
    public async Task The_token_is_shown_once_and_only_its_hash_is_stored()
    {
        var (id, token) = await CreateTokenAsync(Owner, "read");
        Assert.That(token, Does.Match("^oe_pat_[0-9A-Za-z]{49}$"));
        var seen = (await Owner.GetAsync($"/v1/access-tokens/{id}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(seen.Attribute("token").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
        Assert.That(seen.Attribute("hint").GetString(), Is.EqualTo(token[^4..]));
        Assert.That(
            await Server.SqlAsync<string>($"SELECT token_hash FROM access_tokens WHERE id = {id}"),
            Is.EqualTo(AccessTokenText.HashOf(token))
        );
        Assert.That(
            await Server.SqlAsync<long>($"SELECT count(*) FROM access_tokens t WHERE t::text LIKE '%{token[7..]}%'"),
            Is.EqualTo(0)
        );
    }

    [Test]
    public async Task Creation_and_use_are_in_the_log_of_changes_without_the_secret()
    {
        var (id, token) = await CreateTokenAsync(Owner, "events:write");
        (await CreateFaqAsync(ClientOf(token), EventId)).EnsureStatus(HttpStatusCode.Created);
        var log = await Server.SqlAsync<string>(
            $"SELECT string_agg(actor || ': ' || action, E'\\n') FROM activities WHERE actor LIKE 'user {Owner.UserId}%'"
        );
        Assert.That(log, Does.Contain($"access-token {id} created").And.Contain($"user {Owner.UserId} by token {id}: faq"));
        Assert.That(log, Does.Not.Contain(token).And.Not.Contain(AccessTokenText.HashOf(token)));
    }

    [TestCase("oe_pat_")]
    [TestCase("oe_pat_short")]
    [TestCase("oe_pat_0123456789012345678901234567890123456789012AAAAAA")]
    [TestCase("oe_svc_0123456789012345678901234567890123456789012AAAAAA")]
    public async Task A_text_with_a_wrong_checksum_is_401(string text) =>
        Assert.That(await StatusOfAsync(ClientOf(text).GetAsync("/v1/events")), Is.EqualTo(401));

    [Test]
    public async Task A_token_in_a_cookie_is_not_accepted()
    {
        var (_, token) = await CreateTokenAsync(Owner, "read");
        Assert.That(
            await StatusOfAsync(Server.Anonymous.GetAsync(CurrentUserUrl, ("Cookie", $"access_token_cookie={token}"))),
            Is.EqualTo(422)
        );
    }

    [Test]
    public async Task A_deleted_token_ends_at_once()
    {
        var (id, token) = await CreateTokenAsync(Owner, "read");
        (await Owner.DeleteAsync($"/v1/access-tokens/{id}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await StatusOfAsync(ClientOf(token).GetAsync(CurrentUserUrl)), Is.EqualTo(401));
    }

    [Test]
    public async Task Administrators_see_and_delete_the_tokens_of_others_and_strangers_do_not()
    {
        var (id, token) = await CreateTokenAsync(Owner, "read");
        var stranger = await Server.RegisterUserAsync();
        Assert.That(await StatusOfAsync(stranger.GetAsync($"/v1/access-tokens/{id}")), Is.EqualTo(404));
        Assert.That(await StatusOfAsync(stranger.DeleteAsync($"/v1/access-tokens/{id}")), Is.EqualTo(404));
        (await Server.Admin.DeleteAsync($"/v1/access-tokens/{id}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await StatusOfAsync(ClientOf(token).GetAsync(CurrentUserUrl)), Is.EqualTo(401));
    }

    [Test]
    public async Task Nobody_creates_a_token_for_another_person_not_even_an_administrator() =>
        Assert.That(await StatusOfAsync(TryCreateTokenAsync(Server.Admin, "read", ("user", "user", $"{Owner.UserId}"))), Is.EqualTo(403));

    [TestCase("UPDATE access_tokens SET expires_at = now() WHERE user_id = {0}")]
    [TestCase("UPDATE users SET token_epoch = token_epoch + 1 WHERE id = {0}")]
    [TestCase("UPDATE users SET is_blocked = true WHERE id = {0}")]
    [TestCase("UPDATE users SET deleted_at = now() WHERE id = {0}")]
    public async Task What_ends_the_sessions_of_an_account_ends_its_tokens(string sql)
    {
        var jane = await Server.RegisterUserAsync();
        var (_, token) = await CreateTokenAsync(jane, "read");
        (await ClientOf(token).GetAsync(CurrentUserUrl)).EnsureStatus(HttpStatusCode.OK);
        await Server.SqlAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, jane.UserId));
        Assert.That(await StatusOfAsync(ClientOf(token).GetAsync(CurrentUserUrl)), Is.EqualTo(401));
    }

    [Test]
    public async Task An_unverified_account_gets_no_token()
    {
        var jane = await Server.RegisterUserAsync();
        await Server.SqlAsync($"UPDATE users SET is_verified = false WHERE id = {jane.UserId}");
        Assert.That(await StatusOfAsync(TryCreateTokenAsync(jane, "read")), Is.EqualTo(403));
    }

    [TestCase("")]
    [TestCase("everything")]
    [TestCase("admin read")]
    public async Task A_wrong_scope_is_422_at_its_place(string scope)
    {
        var answer = await TryCreateTokenAsync(Owner, scope);
        Assert.That((int)answer.Status, Is.EqualTo(422));
        Assert.That(answer.Text, Does.Contain("/data/attributes/scope"));
    }

    [TestCase("2020-01-01T00:00:00Z")]
    [TestCase("2999-01-01T00:00:00Z")]
    public async Task The_time_is_in_the_future_and_bounded(string time)
    {
        var answer = await Owner.PostAsync(
            "/v1/access-tokens",
            JsonApiDocument.Of(
                "access-token",
                null,
                new
                {
                    name = "Script",
                    scope = "read",
                    expires_at = time,
                }
            )
        );
        Assert.That(
            ((int)answer.Status, answer.Text.Contains("/data/attributes/expires-at", StringComparison.Ordinal)),
            Is.EqualTo((422, true))
        );
    }

    [Test]
    public async Task An_account_has_a_bounded_number_of_tokens_and_ended_ones_do_not_count()
    {
        var jane = await Server.RegisterUserAsync();
        var (id, _) = await CreateTokenAsync(jane, "read");
        await Server.SqlAsync(
            $"""
            INSERT INTO access_tokens (user_id, name, scope, token_hash, hint, epoch, created_at, expires_at)
            SELECT user_id, name, scope, token_hash || n, hint, epoch, created_at, expires_at FROM access_tokens, generate_series(2, 50) n
            WHERE id = {id}
            """
        );
        Assert.That(await StatusOfAsync(TryCreateTokenAsync(jane, "read")), Is.EqualTo(409));
        await Server.SqlAsync($"UPDATE access_tokens SET expires_at = now() WHERE id = {id}");
        Assert.That(await StatusOfAsync(TryCreateTokenAsync(jane, "read")), Is.EqualTo(201));
    }

    [Test]
    public async Task Only_the_name_of_a_token_changes()
    {
        var (id, _) = await CreateTokenAsync(Owner, "read");
        var url = $"/v1/access-tokens/{id}";
        (await Owner.PatchAsync(url, JsonApiDocument.Of("access-token", id, new { name = "Other", scope = "read" }))).EnsureStatus(
            HttpStatusCode.OK
        );
        var answer = await Owner.PatchAsync(url, JsonApiDocument.Of("access-token", id, new { scope = "write" }));
        Assert.That((int)answer.Status, Is.EqualTo(403));
        Assert.That(Regex.IsMatch(answer.Text, "/data/attributes/scope"));
    }

    [Test]
    public async Task Unknown_tokens_are_limited_by_address_and_valid_ones_are_not()
    {
        await using var server = await OpenEventServer.StartAsync("--Auth:UnknownTokensPerAddress=2");
        var jane = await server.RegisterUserAsync();
        var (_, token) = await CreateTokenAsync(jane, "read");
        var unknown = AccessTokenText.Create(isServiceAccount: false);
        List<int> statuses = [];
        for (var i = 0; i < 3; i++)
            statuses.Add(await StatusOfAsync(server.ClientWithToken(unknown).GetAsync("/v1/events")));
        Assert.That(statuses, Is.EqualTo<int[]>([401, 401, 429]));
        Assert.That(await StatusOfAsync(server.ClientWithToken(token).GetAsync("/v1/events")), Is.EqualTo(200));
    }
}
