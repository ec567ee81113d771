using System.Net;
using System.Text.Json;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Identity;

public class AccountTests
{
    private OpenEventServer _server = null!;

    [OneTimeSetUp]
    public async Task Start() => _server = await OpenEventServer.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _server.DisposeAsync();

    /// <summary>Clients send whole objects.</summary>
    [Test]
    public async Task A_stored_value_that_breaks_a_later_rule_is_sent_back_unchanged()
    {
        var user = await _server.RegisterUserAsync();
        await _server.SqlAsync($"UPDATE users SET billing_phone = 'n/a' WHERE id = {user.UserId}");
        Assert.That((await PatchAsync(new { billing_phone = "n/a", first_name = "Ada" })).Status, Is.EqualTo(HttpStatusCode.OK));
        var rejected = await PatchAsync(new { billing_phone = "none" });
        Assert.That(
            (rejected.Status, rejected.Pointer),
            Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/data/attributes/billing-phone"))
        );

        Task<ApiResponse> PatchAsync(object attributes) =>
            user.PatchAsync($"/v1/users/{user.UserId}", JsonApiDocument.Of("user", $"{user.UserId}", attributes));
    }

    [Test]
    public async Task Users_update_their_own_data_by_sending_the_whole_object()
    {
        var jane = await _server.RegisterUserAsync();
        var mine = (await jane.GetAsync($"/v1/users/{jane.UserId}")).EnsureStatus(HttpStatusCode.OK);
        var attributes = mine.Data.GetProperty("attributes").EnumerateObject().ToDictionary(a => a.Name, a => (object?)a.Value);
        attributes["details"] = "changed";
        attributes["password"] = null;
        var answer = await jane.PatchUserAsync(jane.UserId, attributes);
        Assert.That(answer.EnsureStatus(HttpStatusCode.OK).Attribute("details").GetString(), Is.EqualTo("changed"));
    }

    [Test]
    public async Task A_password_in_a_patch_is_rejected_unless_it_is_the_current_one()
    {
        var jane = await _server.RegisterUserAsync();
        var rejected = await jane.PatchUserAsync(jane.UserId, new { password = "another battery" });
        Assert.That((rejected.Status, rejected.Pointer), Is.EqualTo((HttpStatusCode.Forbidden, "/data/attributes/password")));
        Assert.That(
            (await jane.PatchUserAsync(jane.UserId, new { password = OpenEventServer.Password })).Status,
            Is.EqualTo(HttpStatusCode.OK)
        );
    }

    [TestCase("is-admin")]
    [TestCase("is-verified")]
    [TestCase("is-blocked")]
    [TestCase("is-sales-admin")]
    [TestCase("is-marketer")]
    public async Task Users_cannot_raise_their_own_privileges(string flag)
    {
        var jane = await _server.RegisterUserAsync(verified: false);
        var answer = await jane.PatchUserAsync(jane.UserId, new Dictionary<string, object> { [flag] = true, ["details"] = "half" });
        Assert.That((answer.Status, answer.Pointer), Is.EqualTo((HttpStatusCode.Forbidden, $"/data/attributes/{flag}")));
        Assert.That(
            (await jane.GetAsync($"/v1/users/{jane.UserId}")).Attribute("details").ValueKind,
            Is.EqualTo(JsonValueKind.Null),
            "nothing was written"
        );
    }

    [Test]
    public async Task An_admin_cannot_change_a_super_admin_or_appoint_an_admin()
    {
        var admin = await CreateAdminAsync();
        var superAdmin = await _server.SqlAsync<long>("SELECT id FROM users WHERE is_super_admin");
        Assert.That(
            (await admin.PatchUserAsync(superAdmin, new { email = "mine@example.org" })).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        Assert.That((await admin.PatchUserAsync(superAdmin, new { is_blocked = true })).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await admin.DeleteAsync($"/v1/users/{superAdmin}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        var jane = await _server.RegisterUserAsync();
        Assert.That((await admin.PatchUserAsync(jane.UserId, new { is_admin = true })).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await _server.Admin.PatchUserAsync(jane.UserId, new { is_admin = true })).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Blocking_a_user_revokes_their_tokens_immediately()
    {
        var jane = await _server.RegisterUserAsync();
        (await (await CreateAdminAsync()).PatchUserAsync(jane.UserId, new { is_blocked = true })).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await jane.GetAsync($"/v1/users/{jane.UserId}")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        (await _server.Admin.PatchUserAsync(jane.UserId, new { is_blocked = false })).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            (await jane.GetAsync($"/v1/users/{jane.UserId}")).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized),
            "a revoked token stays revoked"
        );
    }

    [Test]
    public async Task A_new_email_is_announced_to_both_addresses_and_must_be_verified()
    {
        var jane = await _server.RegisterUserAsync();
        var token = await _server.GetEmailedTokenAsync("user_confirmation", jane.Email);
        (await jane.PatchUserAsync(jane.UserId, new { email = "moved@example.org" })).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await _server.IsVerifiedAsync(jane), Is.False);
        Assert.That(await _server.CountEmailsAsync("user_change_email", jane.Email), Is.EqualTo(1));
        Assert.That((int)(await _server.VerifyEmailAsync(token)).Status, Is.EqualTo(400), "the token of the former address");
        (await _server.VerifyEmailAsync(await _server.GetEmailedTokenAsync("user_confirmation", "moved@example.org"))).EnsureStatus(
            HttpStatusCode.OK
        );
        Assert.That(await _server.IsVerifiedAsync(jane), Is.True);
    }

    [Test]
    public async Task A_new_email_needs_a_fresh_token_and_must_be_unused()
    {
        var jane = await _server.RegisterUserAsync();
        var john = await _server.RegisterUserAsync();
        Assert.That((await jane.PatchUserAsync(jane.UserId, new { email = john.Email })).Status, Is.EqualTo(HttpStatusCode.Conflict));
        var body = new Dictionary<string, object>
        {
            ["email"] = jane.Email,
            ["password"] = OpenEventServer.Password,
            ["remember-me"] = true,
            ["include-in-response"] = true,
        };
        var refresh = (await _server.Anonymous.PostAsync("/auth/session", body)).Json.GetProperty("refresh_token").GetString()!;
        var stale = _server.ClientWithToken(
            (await _server.ClientWithToken(refresh).PostAsync("/v1/auth/token/refresh", null)).Json.GetProperty("access_token").GetString()!
        );
        Assert.That(
            (await stale.PatchUserAsync(jane.UserId, new { email = "elsewhere@example.org" })).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
        Assert.That((await stale.PatchUserAsync(jane.UserId, new { details = "fine" })).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_deleted_account_frees_its_email_and_is_restored_only_while_the_email_is_unused()
    {
        var jane = await _server.RegisterUserAsync();
        (await jane.DeleteAsync($"/v1/users/{jane.UserId}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await jane.GetAsync($"/v1/users/{jane.UserId}")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(
            (await _server.Anonymous.SignInAsync(jane.Email, OpenEventServer.Password)).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
        (await RestoreAsync(_server.Admin, jane)).EnsureStatus(HttpStatusCode.OK);
        (await _server.Anonymous.SignInAsync(jane.Email, OpenEventServer.Password)).EnsureStatus(HttpStatusCode.OK);

        (await _server.Admin.DeleteAsync($"/v1/users/{jane.UserId}")).EnsureStatus(HttpStatusCode.OK);
        await _server.RegisterUserAsync(email: jane.Email);
        Assert.That((await RestoreAsync(_server.Admin, jane)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task Users_see_their_own_account_and_public_profiles_and_only_staff_list_users()
    {
        var jane = await _server.RegisterUserAsync();
        var john = await _server.RegisterUserAsync();
        Assert.That((await jane.GetAsync("/v1/users")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await _server.Admin.GetAsync("/v1/users")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await jane.GetAsync($"/v1/users/{john.UserId}")).Status, Is.EqualTo(HttpStatusCode.NotFound));

        (await john.PatchUserAsync(john.UserId, new { is_profile_public = true, public_name = "John" })).EnsureStatus(HttpStatusCode.OK);
        var profile = (await jane.GetAsync($"/v1/users/{john.UserId}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(profile.Attribute("public-name").GetString(), Is.EqualTo("John"));
        Assert.That(
            profile.Text,
            Does.Not.Contain(john.Email).And.Not.Contain("billing").And.Not.Contain("is-admin").And.Not.Contain("last-accessed-at")
        );
        Assert.That((await jane.GetAsync($"/v1/users/{john.UserId}/notifications")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await john.GetAsync($"/v1/users/{john.UserId}/notifications")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Built_in_roles_are_neither_renamed_nor_deleted()
    {
        var owner = await _server.SqlAsync<long>("SELECT id FROM roles WHERE name = 'owner'");
        Assert.That((int)(await _server.Admin.DeleteAsync($"/v1/roles/{owner}")).Status, Is.EqualTo(422));
        Assert.That(
            (int)
                (
                    await _server.Admin.PatchAsync($"/v1/roles/{owner}", JsonApiDocument.Of("role", $"{owner}", new { name = "boss" }))
                ).Status,
            Is.EqualTo(422)
        );
        Assert.That(
            (
                await _server.Admin.PatchAsync(
                    $"/v1/roles/{owner}",
                    JsonApiDocument.Of("role", $"{owner}", new { name = "owner", title_name = "The Owner" })
                )
            ).Status,
            Is.EqualTo(HttpStatusCode.OK)
        );
        var chef = await _server.Admin.CreateAsync("role", new { name = "chef" });
        Assert.That((await _server.Admin.DeleteAsync($"/v1/roles/{chef.Id()}")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    private async Task<ApiClient> CreateAdminAsync()
    {
        var admin = await _server.RegisterUserAsync();
        await _server.SqlAsync($"UPDATE users SET is_admin = true WHERE id = {admin.UserId}");
        return admin;
    }

    private static Task<ApiResponse> RestoreAsync(ApiClient client, ApiClient user) =>
        client.PatchAsync(
            $"/v1/users/{user.UserId}?get_trashed=true",
            JsonApiDocument.Of("user", $"{user.UserId}", new { deleted_at = (string?)null })
        );
}
