using System.Net;
using System.Text.Json;
using NUnit.Framework;
using OpenEvent.Application.Identity;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Identity;

public class AccountTests
{
    private OpenEventServer _server = null!;

    [OneTimeSetUp]
    public async Task Start() => _server = await OpenEventServer.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [Test]
    public async Task A_registration_shows_its_own_data_but_never_the_password()
    {
        var user = await _server.Anonymous.CreateAsync(
            "user",
            new
            {
                email = " New.One@Example.org ",
                password = OpenEventServer.Password,
                first_name = "New",
                is_admin = false,
                is_verified = (bool?)null,
            }
        );
        Assert.That(user.Text, Does.Not.Contain("horse").And.Not.Contain("argon2"));
        Assert.That(await _server.SqlAsync<string>($"SELECT email FROM users WHERE id = {user.Id()}"), Is.EqualTo("new.one@example.org"));
        Assert.That(await _server.MailsAsync("user_confirmation", "new.one@example.org"), Is.EqualTo(1));
    }

    [TestCase("is-admin", 403)]
    [TestCase("is-sales-admin", 403)]
    [TestCase("is-marketer", 403)]
    [TestCase("is-blocked", 403)]
    [TestCase("is-verified", 422)]
    public async Task Nobody_registers_with_rights_and_the_refusal_names_them(string flag, int status)
    {
        var answer = await Register(
            new Dictionary<string, object?>
            {
                ["email"] = $"{flag}@example.org",
                ["password"] = OpenEventServer.Password,
                [flag] = true,
            }
        );
        Assert.That((int)answer.Status, Is.EqualTo(status == 403 ? 401 : status).Or.EqualTo(status));
        Assert.That(answer.Text, Does.Contain(flag).Or.Contain("Only"));
        Assert.That(await _server.SqlAsync<long>($"SELECT count(*) FROM users WHERE email = '{flag}@example.org'"), Is.Zero);
    }

    [Test]
    public async Task A_super_admin_is_not_made_by_registering()
    {
        var user = await Register(
            new Dictionary<string, object?>
            {
                ["email"] = "super@example.org",
                ["password"] = OpenEventServer.Password,
                ["is-super-admin"] = true,
            }
        );
        Assert.That(
            await _server.SqlAsync<bool>($"SELECT is_super_admin FROM users WHERE id = {user.Must(HttpStatusCode.Created).Id()}"),
            Is.False
        );
    }

    [TestCase("no address", OpenEventServer.Password, "/data/attributes/email")]
    [TestCase("x@example.org", "short", "/data/attributes/password")]
    [TestCase("x@example.org", "", "/data/attributes/password")]
    [TestCase("x@example.org", null, "/data/attributes/password")]
    public async Task What_is_wrong_is_422_at_its_place(string email, string? password, string pointer)
    {
        var answer = await Register(new Dictionary<string, object?> { ["email"] = email, ["password"] = password });
        Assert.That(((int)answer.Status, answer.Pointer), Is.EqualTo((422, pointer)));
    }

    [Test]
    public async Task An_address_is_registered_once_whatever_its_case_even_at_once()
    {
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i =>
                    Register(
                        new Dictionary<string, object?>
                        {
                            ["email"] = i % 2 == 0 ? "twin@example.org" : "TWIN@example.org",
                            ["password"] = OpenEventServer.Password,
                        }
                    )
                )
        );
        Assert.That(
            (answers.Count(a => a.Status == HttpStatusCode.Created), answers.Count(a => a.Status == HttpStatusCode.Conflict)),
            Is.EqualTo((1, 5))
        );
        Assert.That(answers.First(a => a.Status == HttpStatusCode.Conflict).Pointer, Is.EqualTo("/data/attributes/email"));
    }

    [Test]
    public async Task The_mailed_token_verifies_and_says_so_again()
    {
        var jane = await _server.SomebodyAsync(verified: false);
        var token = await _server.MailedTokenAsync("user_confirmation", jane.Email);
        for (var i = 0; i < 2; i++)
            Assert.That(
                (await Verify(token)).Must(HttpStatusCode.OK).Json.GetProperty("message").GetString(),
                Is.EqualTo("Email Verified")
            );
        Assert.That(await IsVerified(jane), Is.True);
        await _server.SqlAsync($"UPDATE users SET is_verified = false WHERE id = {jane.UserId}");
        Assert.That((int)(await Verify(token)).Status, Is.EqualTo(400), "a used token does not verify again");
        Assert.That((int)(await Verify("rubbish")).Status, Is.EqualTo(400));
    }

    [Test]
    public async Task A_repeated_mail_makes_the_first_one_worthless_and_unknown_addresses_are_answered_alike()
    {
        var jane = await _server.SomebodyAsync(verified: false);
        var first = await _server.MailedTokenAsync("user_confirmation", jane.Email);
        await _server.SendAsync(new MailVerification(jane.Email));
        Assert.That((int)(await Verify(first)).Status, Is.EqualTo(400));
        (await Verify(await _server.MailedTokenAsync("user_confirmation", jane.Email))).Must(HttpStatusCode.OK);

        var known = await _server.Anonymous.PostAsync("/v1/auth/resend-verification-email", new { data = new { email = jane.Email } });
        var unknown = await _server.Anonymous.PostAsync(
            "/v1/auth/resend-verification-email",
            new { data = new { email = "unknown@example.org" } }
        );
        Assert.That((known.Status, known.Text), Is.EqualTo((HttpStatusCode.OK, unknown.Text)));
    }

    [Test]
    public async Task A_user_changes_his_own_data_and_sends_the_whole_object_back()
    {
        var jane = await _server.SomebodyAsync();
        var mine = (await jane.GetAsync($"/v1/users/{jane.UserId}")).Must(HttpStatusCode.OK);
        var whole = mine.Data.GetProperty("attributes").EnumerateObject().ToDictionary(a => a.Name, a => (object?)a.Value);
        whole["details"] = "changed";
        whole["password"] = null;
        var answer = await jane.PatchUserAsync(jane.UserId, whole);
        Assert.That(answer.Must(HttpStatusCode.OK).Attribute("details").GetString(), Is.EqualTo("changed"));
    }

    [Test]
    public async Task A_password_in_a_patch_is_refused_unless_it_is_the_one_in_force()
    {
        var jane = await _server.SomebodyAsync();
        var refused = await jane.PatchUserAsync(jane.UserId, new { password = "another battery" });
        Assert.That((refused.Status, refused.Pointer), Is.EqualTo((HttpStatusCode.Forbidden, "/data/attributes/password")));
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
    public async Task Nobody_raises_his_own_rights(string flag)
    {
        var jane = await _server.SomebodyAsync(verified: false);
        var answer = await jane.PatchUserAsync(jane.UserId, new Dictionary<string, object> { [flag] = true, ["details"] = "half" });
        Assert.That((answer.Status, answer.Pointer), Is.EqualTo((HttpStatusCode.Forbidden, $"/data/attributes/{flag}")));
        Assert.That(
            (await jane.GetAsync($"/v1/users/{jane.UserId}")).Attribute("details").ValueKind,
            Is.EqualTo(JsonValueKind.Null),
            "nothing was written"
        );
    }

    [Test]
    public async Task An_admin_does_not_touch_a_super_admin_nor_appoint_an_admin()
    {
        var admin = await Staff();
        var boss = await _server.SqlAsync<long>("SELECT id FROM users WHERE is_super_admin");
        Assert.That((await admin.PatchUserAsync(boss, new { email = "mine@example.org" })).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await admin.PatchUserAsync(boss, new { is_blocked = true })).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await admin.DeleteAsync($"/v1/users/{boss}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        var jane = await _server.SomebodyAsync();
        Assert.That((await admin.PatchUserAsync(jane.UserId, new { is_admin = true })).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await _server.Admin.PatchUserAsync(jane.UserId, new { is_admin = true })).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Blocking_ends_the_tokens_at_once()
    {
        var jane = await _server.SomebodyAsync();
        (await (await Staff()).PatchUserAsync(jane.UserId, new { is_blocked = true })).Must(HttpStatusCode.OK);
        Assert.That((await jane.GetAsync($"/v1/users/{jane.UserId}")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        (await _server.Admin.PatchUserAsync(jane.UserId, new { is_blocked = false })).Must(HttpStatusCode.OK);
        Assert.That(
            (await jane.GetAsync($"/v1/users/{jane.UserId}")).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized),
            "an old token stays ended"
        );
    }

    [Test]
    public async Task Another_address_is_told_to_both_and_has_to_be_verified()
    {
        var jane = await _server.SomebodyAsync();
        var token = await _server.MailedTokenAsync("user_confirmation", jane.Email);
        (await jane.PatchUserAsync(jane.UserId, new { email = "moved@example.org" })).Must(HttpStatusCode.OK);
        Assert.That(await IsVerified(jane), Is.False);
        Assert.That(await _server.MailsAsync("user_change_email", jane.Email), Is.EqualTo(1));
        Assert.That((int)(await Verify(token)).Status, Is.EqualTo(400), "the former address' token");
        (await Verify(await _server.MailedTokenAsync("user_confirmation", "moved@example.org"))).Must(HttpStatusCode.OK);
        Assert.That(await IsVerified(jane), Is.True);
    }

    [Test]
    public async Task Another_address_needs_a_fresh_token_and_must_be_free()
    {
        var (jane, john) = (await _server.SomebodyAsync(), await _server.SomebodyAsync());
        Assert.That((await jane.PatchUserAsync(jane.UserId, new { email = john.Email })).Status, Is.EqualTo(HttpStatusCode.Conflict));
        var body = new Dictionary<string, object>
        {
            ["email"] = jane.Email,
            ["password"] = OpenEventServer.Password,
            ["remember-me"] = true,
            ["include-in-response"] = true,
        };
        var refresh = (await _server.Anonymous.PostAsync("/auth/session", body)).Json.GetProperty("refresh_token").GetString()!;
        var stale = _server.With(
            (await _server.With(refresh).PostAsync("/v1/auth/token/refresh", null)).Json.GetProperty("access_token").GetString()!
        );
        Assert.That(
            (await stale.PatchUserAsync(jane.UserId, new { email = "elsewhere@example.org" })).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
        Assert.That((await stale.PatchUserAsync(jane.UserId, new { details = "fine" })).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_deleted_account_frees_its_address_and_comes_back_only_while_that_is_free()
    {
        var jane = await _server.SomebodyAsync();
        (await jane.DeleteAsync($"/v1/users/{jane.UserId}")).Must(HttpStatusCode.OK);
        Assert.That((await jane.GetAsync($"/v1/users/{jane.UserId}")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(
            (await _server.Anonymous.SignInAsync(jane.Email, OpenEventServer.Password)).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
        (await Restore(_server.Admin, jane)).Must(HttpStatusCode.OK);
        (await _server.Anonymous.SignInAsync(jane.Email, OpenEventServer.Password)).Must(HttpStatusCode.OK);

        (await _server.Admin.DeleteAsync($"/v1/users/{jane.UserId}")).Must(HttpStatusCode.OK);
        await _server.SomebodyAsync(email: jane.Email);
        Assert.That((await Restore(_server.Admin, jane)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task Users_see_themselves_and_public_faces_and_only_staff_lists()
    {
        var (jane, john) = (await _server.SomebodyAsync(), await _server.SomebodyAsync());
        Assert.That((await jane.GetAsync("/v1/users")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await _server.Admin.GetAsync("/v1/users")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await jane.GetAsync($"/v1/users/{john.UserId}")).Status, Is.EqualTo(HttpStatusCode.NotFound));

        (await john.PatchUserAsync(john.UserId, new { is_profile_public = true, public_name = "John" })).Must(HttpStatusCode.OK);
        var face = (await jane.GetAsync($"/v1/users/{john.UserId}")).Must(HttpStatusCode.OK);
        Assert.That(face.Attribute("public-name").GetString(), Is.EqualTo("John"));
        Assert.That(
            face.Text,
            Does.Not.Contain(john.Email).And.Not.Contain("billing").And.Not.Contain("is-admin").And.Not.Contain("last-accessed-at")
        );
        Assert.That((await jane.GetAsync($"/v1/users/{john.UserId}/notifications")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await john.GetAsync($"/v1/users/{john.UserId}/notifications")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Fixed_roles_are_neither_renamed_nor_deleted()
    {
        var owner = await _server.SqlAsync<long>("SELECT id FROM roles WHERE name = 'owner'");
        Assert.That((int)(await _server.Admin.DeleteAsync($"/v1/roles/{owner}")).Status, Is.EqualTo(422));
        Assert.That(
            (int)(await _server.Admin.PatchAsync($"/v1/roles/{owner}", Document.Of("role", $"{owner}", new { name = "boss" }))).Status,
            Is.EqualTo(422)
        );
        Assert.That(
            (
                await _server.Admin.PatchAsync(
                    $"/v1/roles/{owner}",
                    Document.Of("role", $"{owner}", new { name = "owner", title_name = "The Owner" })
                )
            ).Status,
            Is.EqualTo(HttpStatusCode.OK)
        );
        var chef = await _server.Admin.CreateAsync("role", new { name = "chef" });
        Assert.That((await _server.Admin.DeleteAsync($"/v1/roles/{chef.Id()}")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    private async Task<Client> Staff()
    {
        var admin = await _server.SomebodyAsync();
        await _server.SqlAsync($"UPDATE users SET is_admin = true WHERE id = {admin.UserId}");
        return admin;
    }

    private static Task<Answer> Restore(Client who, Client whom) =>
        who.PatchAsync(
            $"/v1/users/{whom.UserId}?get_trashed=true",
            Document.Of("user", $"{whom.UserId}", new { deleted_at = (string?)null })
        );

    private Task<Answer> Register(Dictionary<string, object?> attributes) =>
        _server.Anonymous.PostAsync("/v1/users", Document.Of("user", null, attributes));

    private Task<Answer> Verify(string token) => _server.Anonymous.PostAsync("/v1/auth/verify-email", new { data = new { token } });

    private Task<bool> IsVerified(Client user) => _server.SqlAsync<bool>($"SELECT is_verified FROM users WHERE id = {user.UserId}");
}
