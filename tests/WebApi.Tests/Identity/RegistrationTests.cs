using System.Net;
using NUnit.Framework;
using OpenEvent.Application.Identity;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Identity;

public class RegistrationTests
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
        Assert.That(await _server.CountEmailsAsync("user_confirmation", "new.one@example.org"), Is.EqualTo(1));
    }

    [TestCase("is-admin", 401, null)]
    [TestCase("is-sales-admin", 401, null)]
    [TestCase("is-marketer", 401, null)]
    [TestCase("is-blocked", 401, null)]
    [TestCase("is-verified", 422, "/data/attributes/is-verified")]
    public async Task A_registration_cannot_set_privileges(string flag, int status, string? pointer)
    {
        var answer = await RegisterAsync(
            new Dictionary<string, object?>
            {
                ["email"] = $"{flag}@example.org",
                ["password"] = OpenEventServer.Password,
                [flag] = true,
            }
        );
        Assert.That(((int)answer.Status, answer.Pointer), Is.EqualTo((status, pointer)));
        Assert.That(await _server.SqlAsync<long>($"SELECT count(*) FROM users WHERE email = '{flag}@example.org'"), Is.Zero);
    }

    [Test]
    public async Task A_registration_cannot_create_a_super_admin()
    {
        var user = await RegisterAsync(
            new Dictionary<string, object?>
            {
                ["email"] = "super@example.org",
                ["password"] = OpenEventServer.Password,
                ["is-super-admin"] = true,
            }
        );
        Assert.That(
            await _server.SqlAsync<bool>($"SELECT is_super_admin FROM users WHERE id = {user.EnsureStatus(HttpStatusCode.Created).Id()}"),
            Is.False
        );
    }

    [TestCase("no address", OpenEventServer.Password, "/data/attributes/email")]
    [TestCase("x@example.org", "short", "/data/attributes/password")]
    [TestCase("x@example.org", "", "/data/attributes/password")]
    [TestCase("x@example.org", null, "/data/attributes/password")]
    public async Task Invalid_registrations_are_422_with_a_pointer(string email, string? password, string pointer)
    {
        var answer = await RegisterAsync(new Dictionary<string, object?> { ["email"] = email, ["password"] = password });
        Assert.That(((int)answer.Status, answer.Pointer), Is.EqualTo((422, pointer)));
    }

    [Test]
    public async Task An_email_is_registered_once_regardless_of_case_even_concurrently()
    {
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i =>
                    RegisterAsync(
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
    public async Task The_emailed_token_verifies_the_email_and_may_be_sent_twice()
    {
        var jane = await _server.RegisterUserAsync(verified: false);
        var token = await _server.GetEmailedTokenAsync("user_confirmation", jane.Email);
        for (var i = 0; i < 2; i++)
            Assert.That(
                (await _server.VerifyEmailAsync(token)).EnsureStatus(HttpStatusCode.OK).Json.GetProperty("message").GetString(),
                Is.EqualTo("Email Verified")
            );
        Assert.That(await _server.IsVerifiedAsync(jane), Is.True);
        await _server.SqlAsync($"UPDATE users SET is_verified = false WHERE id = {jane.UserId}");
        Assert.That((int)(await _server.VerifyEmailAsync(token)).Status, Is.EqualTo(400), "a used token does not verify again");
        Assert.That((int)(await _server.VerifyEmailAsync("rubbish")).Status, Is.EqualTo(400));
    }

    [Test]
    public async Task A_new_verification_email_invalidates_the_previous_one_and_unknown_emails_get_the_same_answer()
    {
        var jane = await _server.RegisterUserAsync(verified: false);
        var first = await _server.GetEmailedTokenAsync("user_confirmation", jane.Email);
        await _server.SendAsync(new SendVerificationEmail(jane.Email));
        Assert.That((int)(await _server.VerifyEmailAsync(first)).Status, Is.EqualTo(400));
        (await _server.VerifyEmailAsync(await _server.GetEmailedTokenAsync("user_confirmation", jane.Email))).EnsureStatus(
            HttpStatusCode.OK
        );

        var known = await _server.Anonymous.PostAsync("/v1/auth/resend-verification-email", new { data = new { email = jane.Email } });
        var unknown = await _server.Anonymous.PostAsync(
            "/v1/auth/resend-verification-email",
            new { data = new { email = "unknown@example.org" } }
        );
        Assert.That((known.Status, known.Text), Is.EqualTo((HttpStatusCode.OK, unknown.Text)));
    }

    private Task<ApiResponse> RegisterAsync(Dictionary<string, object?> attributes) =>
        _server.Anonymous.PostAsync("/v1/users", JsonApiDocument.Of("user", null, attributes));
}
