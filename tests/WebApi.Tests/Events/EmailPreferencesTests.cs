using System.Linq.Expressions;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Domain.Events;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.Events;

/// <summary>Which e-mails the preferences of team members stop (docs/decisions/023).</summary>
[TestFixture]
public sealed class EmailPreferencesTests : EmailPreferencesFixture
{
    [Test]
    public async Task A_sale_is_emailed_only_to_team_members_who_have_not_declined()
    {
        var declining = await AddMemberAsync(2);
        var unset = await AddMemberAsync(3);
        var withoutRow = await TestEvents.AddMemberAsync(Server, TestEvent.EventId, 3);
        await SellTicketAsync();
        (await UpdatePreferencesAsync(declining, declining, new { after_ticket_purchase = false })).EnsureStatus(HttpStatusCode.OK);
        (await UpdatePreferencesAsync(unset, unset, new { after_ticket_purchase = (bool?)null, new_paper = false })).EnsureStatus(
            HttpStatusCode.OK
        );
        await SellTicketAsync();
        Assert.That(
            (CountSaleEmails(declining), CountSaleEmails(unset), CountSaleEmails(withoutRow), CountSaleEmails(Owner)),
            Is.EqualTo((1, 2, 2, 2))
        );

        (await declining.DeleteAsync($"/v1/email-notifications/{await GetRowIdAsync(declining)}")).EnsureStatus(HttpStatusCode.OK);
        await SellTicketAsync();
        Assert.That(CountSaleEmails(declining), Is.EqualTo(2), "without preferences, nothing is declined");
    }

    [Test]
    public async Task Each_preference_applies_to_its_own_email_and_event()
    {
        var jane = await AddMemberAsync(2);
        var john = await TestEvents.AddMemberAsync(Server, TestEvent.EventId, 3);
        var elsewhere = await TestEvents.CreateAsync(jane);
        (await UpdatePreferencesAsync(jane, jane, new { new_paper = false, session_schedule = true })).EnsureStatus(HttpStatusCode.OK);
        foreach (
            var (preference, isIncluded) in new (Expression<Func<EmailNotification, bool?>>, bool)[]
            {
                (n => n.NewPaper, false),
                (n => n.SessionSchedule, true),
                (n => n.NextEvent, true),
                (n => n.SessionAcceptReject, true),
                (n => n.AfterTicketPurchase, true),
            }
        )
            Assert.That(
                await GetTeamUserIdsAsync(TestEvent.EventId, preference),
                Is.EqualTo(isIncluded ? new[] { Owner.UserId, jane.UserId, john.UserId } : [Owner.UserId, john.UserId]),
                $"{preference}"
            );
        Assert.That(await GetTeamUserIdsAsync(elsewhere, n => n.NewPaper), Is.EqualTo<long[]>([jane.UserId]));
    }

    [Test]
    public async Task A_new_session_is_not_emailed_to_an_organizer_who_declined_but_still_notified()
    {
        await TestEvents.UpdateAsync(Owner, TestEvent.EventId, new { is_sessions_speakers_enabled = true });
        var jane = await AddMemberAsync(2);
        (await UpdatePreferencesAsync(jane, jane, new { new_paper = false })).EnsureStatus(HttpStatusCode.OK);
        await (await Server.RegisterUserAsync()).CreateAsync(
            "session",
            new { title = "Gears", state = "pending" },
            ("event", "event", TestEvent.EventId)
        );
        Assert.That((await CountEmailsAsync("new_session", jane), await CountEmailsAsync("new_session", Owner)), Is.EqualTo((0, 1)));
        Assert.That(
            (await jane.GetAsync($"/v1/users/{jane.UserId}/notifications")).Text,
            Does.Contain("new_session"),
            "notifications do not depend on e-mail preferences"
        );
    }

    [TestCase("accepted", 0)]
    [TestCase("rejected", 0)]
    [TestCase("confirmed", 1)]
    public async Task Decisions_are_not_emailed_to_a_speaker_who_declined_and_other_changes_are(string state, int emails)
    {
        await TestEvents.UpdateAsync(Owner, TestEvent.EventId, new { is_sessions_speakers_enabled = true });
        var jane = await AddMemberAsync(5);
        var john = await AddMemberAsync(5);
        (await UpdatePreferencesAsync(jane, jane, new { session_accept_reject = false })).EnsureStatus(HttpStatusCode.OK);
        var speaker = await Owner.CreateAsync("speaker", new { name = "John", email = john.Email }, ("event", "event", TestEvent.EventId));
        var id = (
            await jane.CreateAsync("session", new { title = "Gears", state = "pending" }, ("event", "event", TestEvent.EventId))
        ).Id();
        (
            await Owner.PostAsync(
                $"/v1/sessions/{id}/relationships/speakers",
                new { data = new[] { new { type = "speaker", id = speaker.Id() } } }
            )
        ).EnsureStatus(HttpStatusCode.OK);
        (await Owner.PatchAsync($"/v1/sessions/{id}", JsonApiDocument.Of("session", id, new { state, send_email = true }))).EnsureStatus(
            HttpStatusCode.OK
        );
        Assert.That(
            (await CountEmailsAsync("session_state_change", jane), await CountEmailsAsync("session_state_change", john)),
            Is.EqualTo((emails, 1))
        );
    }

    private async Task<long> CountEmailsAsync(string action, ApiClient to)
    {
        await Server.ProcessOutboxAsync();
        return await Server.SqlAsync<long>($"SELECT count(*) FROM mails WHERE action = '{action}' AND recipient = '{to.Email}'");
    }

    private async Task<long[]> GetTeamUserIdsAsync(string eventId, Expression<Func<EmailNotification, bool?>> preference)
    {
        await using var scope = Server.App.Services.CreateAsyncScope();
        var team = await scope
            .ServiceProvider.GetRequiredService<IData>()
            .GetTeamAsync(long.Parse(eventId, System.Globalization.CultureInfo.InvariantCulture), preference, default);
        return [.. team.Select(m => m.UserId)];
    }

    private async Task SellTicketAsync()
    {
        var buyer = await Server.RegisterUserAsync();
        var order = await TicketedEvent.CheckoutAsync(buyer, await TestEvent.CreateTicketAsync(10), buyer.Email);
        (await TicketedEvent.UpdateOrderAsync(buyer, order.Id(), new { status = "pending" })).EnsureStatus(HttpStatusCode.OK);
        await Server.ProcessOutboxAsync();
    }

    /// <summary>The number of e-mails about sales that a user got.</summary>
    private int CountSaleEmails(ApiClient client) =>
        Directory
            .GetFiles(Path.Combine(Server.DataDirectory, "mail"), "*.eml")
            .Select(file => MimeMessage.Load(file))
            .Count(email => email.To.Mailboxes.Single().Address == client.Email && email.Subject == "New order for Summit");
}
