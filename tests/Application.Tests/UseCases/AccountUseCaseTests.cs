using System.Text.Json;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Tests.UseCases;

/// <summary>Registration and password reset through the pipeline: rules, transaction, outbox.</summary>
public sealed class AccountUseCaseTests
{
    private UseCaseRunner _runner = null!;

    [SetUp]
    public async Task StartAsync() => _runner = await UseCaseRunner.StartAsync();

    [TearDown]
    public ValueTask StopAsync() => _runner.DisposeAsync();

    [Test]
    public async Task A_registration_stores_the_account_and_its_email_in_one_transaction()
    {
        var user = await _runner.SendAsync(new RegisterUser(Draft(" Ann@Example.org ")));
        Assert.That(user.Email, Is.EqualTo("ann@example.org"));
        Assert.That(
            await _runner.QueryAsync<string>($"SELECT password_hash FROM users WHERE id = {user.Id}"),
            Does.StartWith("$argon2id$v=19$m=64,t=1,p=1$")
        );
        Assert.That(await CountEmailsAsync(), Is.EqualTo(1));
        Assert.That(await ReadLinkAsync(), Does.StartWith("https://frontend.example/verify?token="));
    }

    [Test]
    public async Task A_registration_that_breaks_a_rule_writes_nothing()
    {
        var rejected = Assert.ThrowsAsync<RejectedException>(() => _runner.SendAsync(new RegisterUser(Draft("ann@"))))!;
        Assert.That(rejected.Problems, Is.EqualTo([new Problem("Not a valid email address.", "/data/attributes/email")]));
        Assert.That(await _runner.QueryAsync<long>("SELECT count(*) FROM users"), Is.Zero);
        Assert.That(await CountEmailsAsync(), Is.Zero);
    }

    [Test]
    public async Task A_second_account_with_the_address_is_a_conflict_and_sends_no_email()
    {
        await _runner.SendAsync(new RegisterUser(Draft("ann@example.org")));
        var rejected = Assert.ThrowsAsync<RejectedException>(() => _runner.SendAsync(new RegisterUser(Draft("ANN@example.org"))))!;
        Assert.That(rejected.Kind, Is.EqualTo(RejectionKind.Conflict));
        Assert.That(await CountEmailsAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_reset_token_from_the_email_works_once()
    {
        await _runner.SendAsync(new RegisterUser(Draft("ann@example.org")));
        await _runner.QueryAsync<object?>("DELETE FROM outbox");
        await _runner.SendAsServerAsync(new SendPasswordResetEmail("ann@example.org"));
        var token = (await ReadLinkAsync()).Split("token=")[1];

        var user = await _runner.SendAsync(new ResetPassword(token, "another horse"));
        Assert.That(user.IsVerified, "the token was in an e-mail to the address");
        var rejected = Assert.ThrowsAsync<RejectedException>(() => _runner.SendAsync(new ResetPassword(token, "another horse")))!;
        Assert.That(rejected.Kind, Is.EqualTo(RejectionKind.NotFound));
        var session = await _runner.SendAsync(new SignIn("ann@example.org", "another horse", RememberMe: false, "192.0.2.1"));
        Assert.That(session.AccessToken, Is.Not.Empty);
    }

    private static User Draft(string email) => new() { Email = email, NewPassword = "correct horse" };

    private Task<long> CountEmailsAsync() =>
        _runner.QueryAsync<long>($"SELECT count(*) FROM outbox WHERE kind = '{OutgoingTokenEmail.Kind}'");

    /// <summary>The link of the only e-mail in the outbox, where it is encrypted.</summary>
    private async Task<string> ReadLinkAsync()
    {
        var payload = await _runner.QueryAsync<string>($"SELECT payload FROM outbox WHERE kind = '{OutgoingTokenEmail.Kind}'");
        var link = JsonDocument.Parse(payload).RootElement.GetProperty("SealedLink").GetString()!;
        Assert.That(link, Does.Not.Contain("frontend.example"));
        return (await _runner.Secrets.DecryptAsync(OutgoingTokenEmail.EncryptionPurpose, link, default))!;
    }
}
