using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.Notifications;

/// <summary>Messages to the organizers of an event.</summary>
[TestFixture]
public sealed class SendOrganizerMessageTests : ServerFixture
{
    [Test]
    public async Task Organizers_get_the_message_and_the_sender_gets_a_copy()
    {
        var testEvent = await TicketedEvent.CreateAsync(Server);
        var sender = await Server.RegisterUserAsync();
        Assert.That(
            (await SendMessageAsync(sender, testEvent, "Is there <b>parking</b>?"))
                .EnsureStatus(HttpStatusCode.OK)
                .Json.GetProperty("success")
                .GetBoolean(),
            Is.True
        );
        await Server.ProcessOutboxAsync();
        Assert.That(await ReadEmailAsync(testEvent.Owner), Does.Contain("Is there <b>parking</b>?").And.Contain(sender.Email));
        Assert.That(await ReadEmailAsync(sender), Does.StartWith("You wrote").And.Contain("Is there <b>parking</b>?"));
        await SendMessageAsync(sender, testEvent, "Is there <b>parking</b>?");
        await Server.ProcessOutboxAsync();
        Assert.That(await CountEmailsAsync(testEvent.Owner), Is.EqualTo(2), "the same message again is another e-mail");
    }

    [Test]
    public async Task An_unverified_sender_gets_no_copy()
    {
        var testEvent = await TicketedEvent.CreateAsync(Server);
        var sender = await Server.RegisterUserAsync(verified: false);
        (await SendMessageAsync(sender, testEvent, "Buy my pills")).EnsureStatus(HttpStatusCode.OK);
        await Server.ProcessOutboxAsync();
        Assert.That((await CountEmailsAsync(testEvent.Owner), await CountEmailsAsync(sender)), Is.EqualTo((1L, 0L)));
    }

    [Test]
    public async Task Anonymous_empty_long_hidden_and_too_many_messages_are_rejected()
    {
        var testEvent = await TicketedEvent.CreateAsync(Server);
        var sender = await Server.RegisterUserAsync();
        Assert.That((await SendMessageAsync(Server.Anonymous, testEvent, "Hello")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        foreach (var wrong in new[] { "", "  ", new string('x', 5001) })
            Assert.That((await SendMessageAsync(sender, testEvent, wrong)).Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        await Server.SqlAsync($"UPDATE events SET state = 'Draft' WHERE id = {testEvent.EventId}");
        Assert.That((await SendMessageAsync(sender, testEvent, "Hello")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        await Server.SqlAsync($"UPDATE events SET state = 'Published' WHERE id = {testEvent.EventId}");
        for (var i = 0; i < 10; i++)
            (await SendMessageAsync(sender, testEvent, "Hello")).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await SendMessageAsync(sender, testEvent, "Hello")).Status, Is.EqualTo(HttpStatusCode.TooManyRequests));
        await Server.ProcessOutboxAsync();
        Assert.That(await CountEmailsAsync(testEvent.Owner), Is.EqualTo(10));
    }

    private static Task<ApiResponse> SendMessageAsync(ApiClient client, TicketedEvent testEvent, string message) =>
        client.PostAsync($"/v1/events/{testEvent.EventId}/contact-organizer", new { email = message });

    private Task<long> CountEmailsAsync(ApiClient to) =>
        Server.SqlAsync<long>($"SELECT count(*) FROM mails WHERE recipient = '{to.Email}' AND action = 'contact_organizers'");

    private Task<string> ReadEmailAsync(ApiClient to) =>
        Server.SqlAsync<string>($"SELECT message FROM mails WHERE recipient = '{to.Email}' AND action = 'contact_organizers'");
}
