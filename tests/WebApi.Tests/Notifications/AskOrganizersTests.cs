using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.Notifications;

/// <summary>Questions to an event's organizers.</summary>
[TestFixture]
public sealed class AskOrganizersTests : ServerFixture
{
    [Test]
    public async Task Organizers_get_the_question_and_who_asks_gets_a_copy()
    {
        var (office, asker) = (await BoxOffice.OpenAsync(Server), await Server.SomebodyAsync());
        Assert.That(
            (await AskAsync(asker, office, "Is there <b>parking</b>?")).Must(HttpStatusCode.OK).Json.GetProperty("success").GetBoolean(),
            Is.True
        );
        await Server.WorkOffAsync();
        Assert.That(await TextAsync(office.Owner), Does.Contain("Is there <b>parking</b>?").And.Contain(asker.Email));
        Assert.That(await TextAsync(asker), Does.StartWith("You wrote").And.Contain("Is there <b>parking</b>?"));
        await AskAsync(asker, office, "Is there <b>parking</b>?");
        await Server.WorkOffAsync();
        Assert.That(await CountAsync(office.Owner), Is.EqualTo(2), "asked again is another letter");
    }

    [Test]
    public async Task An_address_that_is_not_known_to_be_his_gets_no_copy()
    {
        var (office, asker) = (await BoxOffice.OpenAsync(Server), await Server.SomebodyAsync(verified: false));
        (await AskAsync(asker, office, "Buy my pills")).Must(HttpStatusCode.OK);
        await Server.WorkOffAsync();
        Assert.That((await CountAsync(office.Owner), await CountAsync(asker)), Is.EqualTo((1L, 0L)));
    }

    [Test]
    public async Task Strangers_silence_long_letters_hidden_events_and_floods_are_refused()
    {
        var (office, asker) = (await BoxOffice.OpenAsync(Server), await Server.SomebodyAsync());
        Assert.That((await AskAsync(Server.Anonymous, office, "Hello")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        foreach (var wrong in new[] { "", "  ", new string('x', 5001) })
            Assert.That((await AskAsync(asker, office, wrong)).Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        await Server.SqlAsync($"UPDATE events SET state = 'Draft' WHERE id = {office.EventId}");
        Assert.That((await AskAsync(asker, office, "Hello")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        await Server.SqlAsync($"UPDATE events SET state = 'Published' WHERE id = {office.EventId}");
        for (var i = 0; i < 10; i++)
            (await AskAsync(asker, office, "Hello")).Must(HttpStatusCode.OK);
        Assert.That((await AskAsync(asker, office, "Hello")).Status, Is.EqualTo(HttpStatusCode.TooManyRequests));
        await Server.WorkOffAsync();
        Assert.That(await CountAsync(office.Owner), Is.EqualTo(10));
    }

    private static Task<Answer> AskAsync(Client who, BoxOffice office, string message) =>
        who.PostAsync($"/v1/events/{office.EventId}/contact-organizer", new { email = message });

    private Task<long> CountAsync(Client to) =>
        Server.SqlAsync<long>($"SELECT count(*) FROM mails WHERE recipient = '{to.Email}' AND action = 'contact_organizers'");

    private Task<string> TextAsync(Client to) =>
        Server.SqlAsync<string>($"SELECT message FROM mails WHERE recipient = '{to.Email}' AND action = 'contact_organizers'");
}
