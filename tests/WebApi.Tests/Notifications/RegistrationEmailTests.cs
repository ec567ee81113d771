using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Identity;

namespace OpenEvent.WebApi.Tests.Notifications;

/// <summary>The e-mails of a new account (docs/reference/emails.md#e-mail-kinds).</summary>
public sealed class RegistrationEmailTests : ServerFixture
{
    [Test]
    public async Task A_user_is_welcomed_once_when_their_address_is_verified()
    {
        var jane = await Server.RegisterUserAsync(verified: false);
        await Server.ProcessOutboxAsync("account-wish");
        var link = await Server.GetEmailedLinkAsync("user_confirmation", jane.Email);
        await Server.ProcessOutboxAsync();
        Assert.That(await CountAsync(jane), Is.Zero, "the address is not verified yet");
        for (var i = 0; i < 2; i++)
        {
            await Server.Anonymous.PostAsync("/v1/auth/verify-email", new { data = new { token = link.Split("token=")[1] } });
            await Server.ProcessOutboxAsync();
        }

        Assert.That((await Server.Anonymous.SignInAsync(jane.Email, OpenEventServer.Password)).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await CountAsync(jane), Is.EqualTo(1));
    }

    private Task<long> CountAsync(ApiClient user) =>
        Server.SqlAsync<long>($"SELECT count(*) FROM mails WHERE recipient = '{user.Email}' AND action = 'user_registration'");
}
