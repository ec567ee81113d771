using System.Linq.Expressions;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Domain.Events;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Identity;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.Events;

/// <summary>The e-mail preferences of team members for an event (docs/decisions/023).</summary>
[TestFixture]
public sealed class EmailNotificationsTests : ServerFixture
{
    private ApiClient _owner = null!;
    private TicketedEvent _testEvent = null!;

    [SetUp]
    public async Task OpenAsync() => _owner = (_testEvent = await TicketedEvent.CreateAsync(Server)).Owner;

    [Test]
    public async Task Creating_an_event_creates_the_owners_email_preferences()
    {
        var row = (await _owner.GetAsync($"/v1/users/{_owner.UserId}/email-notifications"))
            .EnsureStatus(HttpStatusCode.OK)
            .Data.EnumerateArray()
            .Single()
            .GetProperty("attributes");
        Assert.That(row.GetProperty("event-id").GetRawText(), Is.EqualTo(_testEvent.EventId));
        Assert.That(row.GetProperty("after-ticket-purchase").GetBoolean(), Is.True);
        foreach (var unset in new[] { "next-event", "new-paper", "session-accept-reject", "session-schedule" })
            Assert.That(row.GetProperty(unset).ValueKind, Is.EqualTo(JsonValueKind.Null), unset);
    }

    [Test]
    public async Task Accepting_roles_repeatedly_creates_email_preferences_once()
    {
        var jane = await Server.RegisterUserAsync();
        foreach (var role in new[] { "3", "4" })
        {
            (
                await _owner.CreateAsync(
                    "role-invite",
                    new { email = jane.Email },
                    ("event", "event", _testEvent.EventId),
                    ("role", "role", role)
                )
            ).EnsureStatus(HttpStatusCode.Created);
            var token = await Server.GetEmailedTokenAsync("event_role", jane.Email);
            var answers = await Task.WhenAll(
                Enumerable.Range(0, 4).Select(_ => jane.PostAsync("/v1/role_invites/accept-invite", new { data = new { token } }))
            );
            Assert.That(answers.Select(a => a.Status), Is.All.EqualTo(HttpStatusCode.OK));
        }

        Assert.That(
            (await jane.GetAsync($"/v1/users/{jane.UserId}/email-notifications")).EnsureStatus(HttpStatusCode.OK).Ids.Count(),
            Is.EqualTo(1)
        );
    }

    [Test]
    public void The_database_keeps_one_row_for_a_user_and_an_event() =>
        Assert.That(
            async () =>
                await Server.SqlAsync(
                    $"INSERT INTO email_notifications (user_id, event_id) VALUES ({_owner.UserId}, {_testEvent.EventId})"
                ),
            Throws.InstanceOf<Npgsql.PostgresException>().With.Property("ConstraintName").EqualTo("ux_email_notifications_user_event")
        );

    [Test]
    public async Task Other_team_members_neither_read_nor_change_email_preferences()
    {
        var jane = await AddMemberAsync(2);
        foreach (var (client, user) in new[] { (jane, _owner), (_owner, jane) })
        {
            var url = $"/v1/email-notifications/{await GetRowIdAsync(user)}";
            Assert.That((await client.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(
                (await UpdatePreferencesAsync(client, user, new { next_event = false })).Status,
                Is.EqualTo(HttpStatusCode.NotFound)
            );
            Assert.That((await client.DeleteAsync(url)).Status, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(
                (await client.GetAsync($"/v1/users/{user.UserId}/email-notifications")).Status,
                Is.EqualTo(HttpStatusCode.Forbidden)
            );
            Assert.That((await Server.Admin.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.OK), "staff do");
        }

        Assert.That((await _owner.GetAsync("/v1/email-notifications")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await Server.Anonymous.GetAsync("/v1/email-notifications")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(
            (await Server.Admin.GetAsync("/v1/email-notifications?page[size]=0")).EnsureStatus(HttpStatusCode.OK).Ids,
            Does.Contain($"{await GetRowIdAsync(jane)}")
        );
    }

    [Test]
    public async Task Email_preferences_cannot_be_created_or_moved_to_another_event_or_user()
    {
        var id = $"{await GetRowIdAsync(_owner)}";
        var other = await TestEvents.CreateAsync(_owner);
        Assert.That(
            (
                await _owner.PatchAsync(
                    $"/v1/email-notifications/{id}",
                    JsonApiDocument.Of("email-notification", id, null, ("event", "event", other))
                )
            ).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        var link = new { data = new { type = "event", id = other } };
        Assert.That(
            (await _owner.PatchAsync($"/v1/email-notifications/{id}/relationships/event", link)).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        var same = await _owner.PatchAsync(
            $"/v1/email-notifications/{id}",
            JsonApiDocument.Of(
                "email-notification",
                id,
                new { event_id = other, next_event = true },
                ("event", "event", _testEvent.EventId),
                ("user", "user", "1")
            )
        );
        Assert.That(
            (same.EnsureStatus(HttpStatusCode.OK).Attribute("event-id").GetRawText(), same.Attribute("next-event").GetBoolean()),
            Is.EqualTo((_testEvent.EventId, true))
        );
        Assert.That(await GetRowIdAsync(_owner), Is.EqualTo(long.Parse(id, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.That(
            (await _owner.PostAsync("/v1/email-notifications", JsonApiDocument.Of("email-notification", null, new { }))).Status,
            Is.EqualTo(HttpStatusCode.MethodNotAllowed)
        );
    }

    [Test]
    public async Task A_draft_is_not_included_for_a_former_team_member()
    {
        var draft = await TestEvents.CreateAsync(_owner, "draft", "Secret fair");
        var jane = await TestEvents.AddMemberAsync(Server, draft, 3);
        var id = await Server.SqlAsync<long>(
            $"INSERT INTO email_notifications (user_id, event_id) VALUES ({jane.UserId}, {draft}) RETURNING id"
        );
        var url = $"/v1/email-notifications/{id}?include=event";
        Assert.That((await jane.GetAsync(url)).EnsureStatus(HttpStatusCode.OK).Text, Does.Contain("Secret fair"));
        await Server.SqlAsync($"DELETE FROM users_events_roles WHERE user_id = {jane.UserId}");
        Assert.That((await jane.GetAsync(url)).EnsureStatus(HttpStatusCode.OK).Text, Does.Not.Contain("Secret fair"));
        Assert.That((await jane.GetAsync($"/v1/email-notifications/{id}/event")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_sale_is_emailed_only_to_team_members_who_have_not_declined()
    {
        var declining = await AddMemberAsync(2);
        var unset = await AddMemberAsync(3);
        var withoutRow = await TestEvents.AddMemberAsync(Server, _testEvent.EventId, 3);
        await SellTicketAsync();
        (await UpdatePreferencesAsync(declining, declining, new { after_ticket_purchase = false })).EnsureStatus(HttpStatusCode.OK);
        (await UpdatePreferencesAsync(unset, unset, new { after_ticket_purchase = (bool?)null, new_paper = false })).EnsureStatus(
            HttpStatusCode.OK
        );
        await SellTicketAsync();
        Assert.That(
            (CountSaleEmails(declining), CountSaleEmails(unset), CountSaleEmails(withoutRow), CountSaleEmails(_owner)),
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
        var john = await TestEvents.AddMemberAsync(Server, _testEvent.EventId, 3);
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
                await GetTeamUserIdsAsync(_testEvent.EventId, preference),
                Is.EqualTo(isIncluded ? new[] { _owner.UserId, jane.UserId, john.UserId } : [_owner.UserId, john.UserId]),
                $"{preference}"
            );
        Assert.That(await GetTeamUserIdsAsync(elsewhere, n => n.NewPaper), Is.EqualTo<long[]>([jane.UserId]));
    }

    [Test]
    public async Task A_new_session_is_not_emailed_to_an_organizer_who_declined_but_still_notified()
    {
        await TestEvents.UpdateAsync(_owner, _testEvent.EventId, new { is_sessions_speakers_enabled = true });
        var jane = await AddMemberAsync(2);
        (await UpdatePreferencesAsync(jane, jane, new { new_paper = false })).EnsureStatus(HttpStatusCode.OK);
        await (await Server.RegisterUserAsync()).CreateAsync(
            "session",
            new { title = "Gears", state = "pending" },
            ("event", "event", _testEvent.EventId)
        );
        Assert.That((await CountEmailsAsync("new_session", jane), await CountEmailsAsync("new_session", _owner)), Is.EqualTo((0, 1)));
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
        await TestEvents.UpdateAsync(_owner, _testEvent.EventId, new { is_sessions_speakers_enabled = true });
        var jane = await AddMemberAsync(5);
        var john = await AddMemberAsync(5);
        (await UpdatePreferencesAsync(jane, jane, new { session_accept_reject = false })).EnsureStatus(HttpStatusCode.OK);
        var speaker = await _owner.CreateAsync(
            "speaker",
            new { name = "John", email = john.Email },
            ("event", "event", _testEvent.EventId)
        );
        var id = (
            await jane.CreateAsync(
                "session",
                new { title = "Gears", state = "pending" },
                ("event", "event", _testEvent.EventId),
                ("speakers", "speaker", speaker.Id())
            )
        ).Id();
        (await _owner.PatchAsync($"/v1/sessions/{id}", JsonApiDocument.Of("session", id, new { state, send_email = true }))).EnsureStatus(
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

    /// <summary>Adds a team member with the preferences that accepting an invite creates.</summary>
    private async Task<ApiClient> AddMemberAsync(int role)
    {
        var member = await TestEvents.AddMemberAsync(Server, _testEvent.EventId, role);
        await Server.SqlAsync(
            $"""
            INSERT INTO email_notifications (user_id, event_id, after_ticket_purchase)
            VALUES ({member.UserId}, {_testEvent.EventId}, true)
            """
        );
        return member;
    }

    private Task<long> GetRowIdAsync(ApiClient user) =>
        Server.SqlAsync<long>(
            $"SELECT id FROM email_notifications WHERE user_id = {user.UserId} AND event_id = {_testEvent.EventId} AND deleted_at IS NULL"
        );

    private async Task<ApiResponse> UpdatePreferencesAsync(ApiClient client, ApiClient user, object preferences)
    {
        var id = $"{await GetRowIdAsync(user)}";
        return await client.PatchAsync($"/v1/email-notifications/{id}", JsonApiDocument.Of("email-notification", id, preferences));
    }

    private async Task SellTicketAsync()
    {
        var buyer = await Server.RegisterUserAsync();
        var order = await TicketedEvent.CheckoutAsync(buyer, await _testEvent.CreateTicketAsync(10), buyer.Email);
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
