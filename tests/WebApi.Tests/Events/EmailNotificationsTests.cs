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

/// <summary>Which mails somebody wants about an event that he has a role in (docs/decisions/023).</summary>
[TestFixture]
public sealed class EmailNotificationsTests : ServerFixture
{
    private Client _owner = null!;
    private BoxOffice _office = null!;

    [SetUp]
    public async Task OpenAsync() => _owner = (_office = await BoxOffice.OpenAsync(Server)).Owner;

    [Test]
    public async Task Whoever_creates_an_event_has_his_wishes_for_it()
    {
        var row = (await _owner.GetAsync($"/v1/users/{_owner.UserId}/email-notifications"))
            .Must(HttpStatusCode.OK)
            .Data.EnumerateArray()
            .Single()
            .GetProperty("attributes");
        Assert.That(row.GetProperty("event-id").GetRawText(), Is.EqualTo(_office.EventId));
        Assert.That(row.GetProperty("after-ticket-purchase").GetBoolean(), Is.True);
        foreach (var unsaid in new[] { "next-event", "new-paper", "session-accept-reject", "session-schedule" })
            Assert.That(row.GetProperty(unsaid).ValueKind, Is.EqualTo(JsonValueKind.Null), unsaid);
    }

    [Test]
    public async Task Whoever_takes_a_role_has_them_once_though_he_accepts_many_times_and_takes_a_second_role()
    {
        var jane = await Server.SomebodyAsync();
        foreach (var role in new[] { "3", "4" })
        {
            (
                await _owner.CreateAsync(
                    "role-invite",
                    new { email = jane.Email },
                    ("event", "event", _office.EventId),
                    ("role", "role", role)
                )
            ).Must(HttpStatusCode.Created);
            var token = await Server.MailedTokenAsync("event_role", jane.Email);
            var answers = await Task.WhenAll(
                Enumerable.Range(0, 4).Select(_ => jane.PostAsync("/v1/role_invites/accept-invite", new { data = new { token } }))
            );
            Assert.That(answers.Select(a => a.Status), Is.All.EqualTo(HttpStatusCode.OK));
        }

        Assert.That(
            (await jane.GetAsync($"/v1/users/{jane.UserId}/email-notifications")).Must(HttpStatusCode.OK).Ids.Count(),
            Is.EqualTo(1)
        );
    }

    [Test]
    public void The_database_keeps_one_row_for_a_user_and_an_event() =>
        Assert.That(
            async () =>
                await Server.SqlAsync($"INSERT INTO email_notifications (user_id, event_id) VALUES ({_owner.UserId}, {_office.EventId})"),
            Throws.InstanceOf<Npgsql.PostgresException>().With.Property("ConstraintName").EqualTo("ux_email_notifications_user_event")
        );

    [Test]
    public async Task Nobody_else_of_the_team_reads_or_changes_them()
    {
        var jane = await MemberAsync(2);
        foreach (var (who, whose) in new[] { (jane, _owner), (_owner, jane) })
        {
            var url = $"/v1/email-notifications/{await RowAsync(whose)}";
            Assert.That((await who.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That((await SetAsync(who, whose, new { next_event = false })).Status, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That((await who.DeleteAsync(url)).Status, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That((await who.GetAsync($"/v1/users/{whose.UserId}/email-notifications")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
            Assert.That((await Server.Admin.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.OK), "staff do");
        }

        Assert.That((await _owner.GetAsync("/v1/email-notifications")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await Server.Anonymous.GetAsync("/v1/email-notifications")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(
            (await Server.Admin.GetAsync("/v1/email-notifications?page[size]=0")).Must(HttpStatusCode.OK).Ids,
            Does.Contain($"{await RowAsync(jane)}")
        );
    }

    [Test]
    public async Task They_stay_with_their_event_and_user_and_nobody_posts_any()
    {
        var (id, other) = ($"{await RowAsync(_owner)}", await Fair.OpenAsync(_owner));
        Assert.That(
            (
                await _owner.PatchAsync(
                    $"/v1/email-notifications/{id}",
                    Document.Of("email-notification", id, null, ("event", "event", other))
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
            Document.Of(
                "email-notification",
                id,
                new { event_id = other, next_event = true },
                ("event", "event", _office.EventId),
                ("user", "user", "1")
            )
        );
        Assert.That(
            (same.Must(HttpStatusCode.OK).Attribute("event-id").GetRawText(), same.Attribute("next-event").GetBoolean()),
            Is.EqualTo((_office.EventId, true))
        );
        Assert.That(await RowAsync(_owner), Is.EqualTo(long.Parse(id, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.That(
            (await _owner.PostAsync("/v1/email-notifications", Document.Of("email-notification", null, new { }))).Status,
            Is.EqualTo(HttpStatusCode.MethodNotAllowed)
        );
    }

    [Test]
    public async Task A_draft_that_somebody_left_is_not_shown_along_his_wishes()
    {
        var draft = await Fair.OpenAsync(_owner, "draft", "Secret fair");
        var jane = await Fair.MemberAsync(Server, draft, 3);
        var id = await Server.SqlAsync<long>(
            $"INSERT INTO email_notifications (user_id, event_id) VALUES ({jane.UserId}, {draft}) RETURNING id"
        );
        var url = $"/v1/email-notifications/{id}?include=event";
        Assert.That((await jane.GetAsync(url)).Must(HttpStatusCode.OK).Text, Does.Contain("Secret fair"));
        await Server.SqlAsync($"DELETE FROM users_events_roles WHERE user_id = {jane.UserId}");
        Assert.That((await jane.GetAsync(url)).Must(HttpStatusCode.OK).Text, Does.Not.Contain("Secret fair"));
        Assert.That((await jane.GetAsync($"/v1/email-notifications/{id}/event")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_sale_is_not_mailed_to_whom_of_the_team_has_declined_it_and_is_to_the_others()
    {
        var (no, unsaid, rowless) = (await MemberAsync(2), await MemberAsync(3), await Fair.MemberAsync(Server, _office.EventId, 3));
        await SoldAsync();
        (await SetAsync(no, no, new { after_ticket_purchase = false })).Must(HttpStatusCode.OK);
        (await SetAsync(unsaid, unsaid, new { after_ticket_purchase = (bool?)null, new_paper = false })).Must(HttpStatusCode.OK);
        await SoldAsync();
        Assert.That((Sales(no), Sales(unsaid), Sales(rowless), Sales(_owner)), Is.EqualTo((1, 2, 2, 2)));

        (await no.DeleteAsync($"/v1/email-notifications/{await RowAsync(no)}")).Must(HttpStatusCode.OK);
        await SoldAsync();
        Assert.That(Sales(no), Is.EqualTo(2), "who throws his wishes away has declined nothing");
    }

    [Test]
    public async Task Each_wish_decides_about_its_own_mail_and_its_own_event()
    {
        var (jane, john) = (await MemberAsync(2), await Fair.MemberAsync(Server, _office.EventId, 3));
        var elsewhere = await Fair.OpenAsync(jane);
        (await SetAsync(jane, jane, new { new_paper = false, session_schedule = true })).Must(HttpStatusCode.OK);
        foreach (
            var (wish, heard) in new (Expression<Func<EmailNotification, bool?>>, bool)[]
            {
                (n => n.NewPaper, false),
                (n => n.SessionSchedule, true),
                (n => n.NextEvent, true),
                (n => n.SessionAcceptReject, true),
                (n => n.AfterTicketPurchase, true),
            }
        )
            Assert.That(
                await TeamAsync(_office.EventId, wish),
                Is.EqualTo(heard ? new[] { _owner.UserId, jane.UserId, john.UserId } : [_owner.UserId, john.UserId]),
                $"{wish}"
            );
        Assert.That(await TeamAsync(elsewhere, n => n.NewPaper), Is.EqualTo<long[]>([jane.UserId]));
    }

    [Test]
    public async Task A_new_session_is_not_mailed_to_the_organizer_who_has_declined_it_and_is_noted_for_him()
    {
        await Fair.ChangedAsync(_owner, _office.EventId, new { is_sessions_speakers_enabled = true });
        var jane = await MemberAsync(2);
        (await SetAsync(jane, jane, new { new_paper = false })).Must(HttpStatusCode.OK);
        await (await Server.SomebodyAsync()).CreateAsync(
            "session",
            new { title = "Gears", state = "pending" },
            ("event", "event", _office.EventId)
        );
        Assert.That((await MailedAsync("new_session", jane), await MailedAsync("new_session", _owner)), Is.EqualTo((0, 1)));
        Assert.That((await jane.GetAsync($"/v1/users/{jane.UserId}/notifications")).Text, Does.Contain("new_session"), "a note is no mail");
    }

    [TestCase("accepted", 0)]
    [TestCase("rejected", 0)]
    [TestCase("confirmed", 1)]
    public async Task Decisions_are_not_mailed_to_the_speaker_who_has_declined_them_and_other_changes_are(string state, int mails)
    {
        await Fair.ChangedAsync(_owner, _office.EventId, new { is_sessions_speakers_enabled = true });
        var (jane, john) = (await MemberAsync(5), await MemberAsync(5));
        (await SetAsync(jane, jane, new { session_accept_reject = false })).Must(HttpStatusCode.OK);
        var speaker = await _owner.CreateAsync("speaker", new { name = "John", email = john.Email }, ("event", "event", _office.EventId));
        var id = (
            await jane.CreateAsync(
                "session",
                new { title = "Gears", state = "pending" },
                ("event", "event", _office.EventId),
                ("speakers", "speaker", speaker.Id())
            )
        ).Id();
        (await _owner.PatchAsync($"/v1/sessions/{id}", Document.Of("session", id, new { state, send_email = true }))).Must(
            HttpStatusCode.OK
        );
        Assert.That(
            (await MailedAsync("session_state_change", jane), await MailedAsync("session_state_change", john)),
            Is.EqualTo((mails, 1))
        );
    }

    private async Task<long> MailedAsync(string action, Client to)
    {
        await Server.WorkOffAsync();
        return await Server.SqlAsync<long>($"SELECT count(*) FROM mails WHERE action = '{action}' AND recipient = '{to.Email}'");
    }

    private async Task<long[]> TeamAsync(string eventId, Expression<Func<EmailNotification, bool?>> wish)
    {
        await using var scope = Server.App.Services.CreateAsyncScope();
        var team = await scope
            .ServiceProvider.GetRequiredService<IData>()
            .TeamOfAsync(long.Parse(eventId, System.Globalization.CultureInfo.InvariantCulture), wish, default);
        return [.. team.Select(m => m.UserId)];
    }

    /// <summary>With a role, and wishes as accepting an invite makes them.</summary>
    private async Task<Client> MemberAsync(int role)
    {
        var member = await Fair.MemberAsync(Server, _office.EventId, role);
        await Server.SqlAsync(
            $"INSERT INTO email_notifications (user_id, event_id, after_ticket_purchase) VALUES ({member.UserId}, {_office.EventId}, true)"
        );
        return member;
    }

    private Task<long> RowAsync(Client whose) =>
        Server.SqlAsync<long>(
            $"SELECT id FROM email_notifications WHERE user_id = {whose.UserId} AND event_id = {_office.EventId} AND deleted_at IS NULL"
        );

    private async Task<Answer> SetAsync(Client who, Client whose, object wishes)
    {
        var id = $"{await RowAsync(whose)}";
        return await who.PatchAsync($"/v1/email-notifications/{id}", Document.Of("email-notification", id, wishes));
    }

    private async Task SoldAsync()
    {
        var buyer = await Server.SomebodyAsync();
        var order = await BoxOffice.CheckoutAsync(buyer, await _office.TicketAsync(10), buyer.Email);
        (await BoxOffice.SetAsync(buyer, order.Id(), new { status = "pending" })).Must(HttpStatusCode.OK);
        await Server.WorkOffAsync();
    }

    /// <summary>How many mails about sales somebody has got.</summary>
    private int Sales(Client who) =>
        Directory
            .GetFiles(Path.Combine(Server.DataDirectory, "mail"), "*.eml")
            .Select(file => MimeMessage.Load(file))
            .Count(l => l.To.Mailboxes.Single().Address == who.Email && l.Subject == "New order for Summit");
}
