using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Identity;

/// <summary>Alternate addresses are contact data: they give no rights.</summary>
[TestFixture]
public sealed class UserEmailTests : ServerFixture
{
    [Test]
    public async Task Users_keep_addresses_and_others_do_not_see_them()
    {
        var user = await Server.RegisterUserAsync();
        var stranger = await Server.RegisterUserAsync();
        var made = await AddAsync(user, user, "Second@Example.org");
        Assert.That(made.EnsureStatus(HttpStatusCode.Created).Attribute("email-address").GetString(), Is.EqualTo("second@example.org"));
        Assert.That((await user.GetAsync($"/v1/users/{user.UserId}/alternate-emails")).Ids, Is.EqualTo([made.Id()]));
        Assert.That((await user.GetAsync($"/v1/alternate-emails/{made.Id()}/user")).Id(), Is.EqualTo($"{user.UserId}"));
        foreach (var client in new[] { stranger, Server.Anonymous })
        {
            Assert.That((await client.GetAsync($"/v1/user-emails/{made.Id()}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That((await client.GetAsync($"/v1/alternate-emails/{made.Id()}/user")).Status, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(
                (await client.GetAsync("/v1/admin/user-emails")).Status,
                Is.AnyOf(HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden)
            );
        }

        Assert.That((await Server.Admin.GetAsync("/v1/admin/user-emails?page[size]=0")).Ids, Does.Contain(made.Id()));
    }

    [Test]
    public async Task Addresses_that_are_added_at_the_same_time_do_not_exceed_the_limit()
    {
        var user = await Server.RegisterUserAsync();
        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => AddAsync(user, user, $"a{i}@example.org")));
        Assert.That(await Server.SqlAsync<long>($"SELECT count(*) FROM user_emails WHERE user_id = {user.UserId}"), Is.EqualTo(20));
    }

    [Test]
    public async Task Nobody_adds_an_address_to_another_account()
    {
        var user = await Server.RegisterUserAsync();
        var stranger = await Server.RegisterUserAsync();
        Assert.That(
            (await AddAsync(stranger, user, "mine@example.org")).Status,
            Is.AnyOf(HttpStatusCode.NotFound, HttpStatusCode.Forbidden)
        );
        Assert.That((await AddAsync(Server.Anonymous, user, "mine@example.org")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task The_address_of_another_account_gives_no_rights()
    {
        var victim = await Server.RegisterUserAsync(email: "victim@example.org");
        var attacker = await Server.RegisterUserAsync();
        (await AddAsync(attacker, attacker, "victim@example.org")).EnsureStatus(HttpStatusCode.Created);
        Assert.That(
            (await Server.Anonymous.PostAsync("/auth/session", new { email = "victim@example.org", password = "wrong horse" })).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
        Assert.That((await attacker.GetAsync($"/v1/users/{victim.UserId}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await attacker.GetAsync($"/v1/users/{attacker.UserId}")).Attribute("email").GetString(), Is.EqualTo(attacker.Email));
        (await AddAsync(victim, victim, "victim@example.org")).EnsureStatus(HttpStatusCode.Created);
    }

    [Test]
    public async Task The_same_address_twice_and_too_many_are_conflicts()
    {
        var user = await Server.RegisterUserAsync();
        (await AddAsync(user, user, "twice@example.org")).EnsureStatus(HttpStatusCode.Created);
        var again = await AddAsync(user, user, "TWICE@example.org");
        Assert.That((again.Status, again.Pointer), Is.EqualTo((HttpStatusCode.Conflict, "/data/attributes/email-address")));
        for (var i = 1; i < 20; i++)
            (await AddAsync(user, user, $"number{i}@example.org")).EnsureStatus(HttpStatusCode.Created);
        Assert.That((await AddAsync(user, user, "number20@example.org")).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task Nobody_moves_an_address_to_another_account()
    {
        var user = await Server.RegisterUserAsync();
        var other = await Server.RegisterUserAsync();
        await Server.SqlAsync($"UPDATE users SET is_profile_public = true WHERE id = {other.UserId}");
        var made = (await AddAsync(user, user, "moved@example.org")).EnsureStatus(HttpStatusCode.Created);
        var document = JsonApiDocument.Of("user-email", made.Id(), new { }, ("user", "user", $"{other.UserId}"));
        foreach (var client in new[] { user, Server.Admin })
            Assert.That((await client.PatchAsync($"/v1/user-emails/{made.Id()}", document)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    private static Task<ApiResponse> AddAsync(ApiClient client, ApiClient owner, string email) =>
        client.PostAsync(
            "/v1/user-emails",
            JsonApiDocument.Of("user-email", null, new { email_address = email, type = "home" }, ("user", "user", $"{owner.UserId}"))
        );
}
