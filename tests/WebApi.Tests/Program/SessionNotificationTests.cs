using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Program;

/// <summary>E-mails and notifications about sessions (docs/reference/sessions.md#session-e-mails, docs/decisions/022).</summary>
[TestFixture]
public sealed class SessionNotificationTests
{
    private OpenEventServer _server = null!;
    private SessionTestEvent _testEvent = null!;
    private ApiClient _organizer = null!;
    private ApiClient _coorganizer = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await OpenEventServer.StartAsync();
        _testEvent = await SessionTestEvent.CreateAsync(_server);
        _organizer = await _testEvent.AddMemberAsync(2);
        _coorganizer = await _testEvent.AddMemberAsync(3);
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    [Test]
    public async Task Speakers_get_an_email_when_the_published_schedule_changes_once_for_each_time()
    {
        var testEvent = await SessionTestEvent.CreateAsync(_server);
        var ada = await _server.RegisterUserAsync();
        var (session, _) = await testEvent.SubmitSessionAsync(ada);
        await _server.SqlAsync($"UPDATE sessions SET state = 'Accepted' WHERE id = {session}");
        await MoveAsync(9);
        Assert.That(await CountAsync(), Is.Zero, "the schedule is not published");
        await _server.SqlAsync($"UPDATE events SET state = 'Published', schedule_published_on = now() WHERE id = {testEvent.EventId}");
        foreach (var hour in new[] { 10, 10, 11 })
            await MoveAsync(hour);
        Assert.That(await CountAsync(), Is.EqualTo(2));
        await _server.SqlAsync(
            $"""
            DELETE FROM email_notifications WHERE event_id = {testEvent.EventId} AND user_id = {ada.UserId};
            INSERT INTO email_notifications (event_id, user_id, session_schedule) VALUES ({testEvent.EventId}, {ada.UserId}, false)
            """
        );
        await MoveAsync(12);
        Assert.That(await CountAsync(), Is.EqualTo(2), "declined");

        async Task MoveAsync(int hour) =>
            (
                await SessionTestEvent.UpdateSessionAsync(
                    testEvent.Owner,
                    session,
                    new { starts_at = $"2099-01-01T{hour:00}:00:00Z", ends_at = $"2099-01-01T{hour + 1:00}:00:00Z" }
                )
            ).EnsureStatus(HttpStatusCode.OK);

        async Task<long> CountAsync()
        {
            await _server.ProcessOutboxAsync();
            return await _server.SqlAsync<long>(
                $"SELECT count(*) FROM mails WHERE action = 'session_schedule' AND recipient = '{ada.Email}'"
            );
        }
    }

    [Test]
    public async Task Submitting_a_draft_notifies_the_organizers_once()
    {
        var ada = await _server.RegisterUserAsync();
        var (session, title) = await _testEvent.SubmitSessionAsync(ada, "draft");
        Assert.That(await CountNewSessionEmailsAsync(session, title), Is.EqualTo((0, 0, 0)));

        foreach (var changes in new object[] { new { state = "pending" }, new { state = "pending", short_abstract = "More of it" } })
            (await SessionTestEvent.UpdateSessionAsync(ada, session, changes)).EnsureStatus(HttpStatusCode.OK);
        foreach (var state in new[] { "accepted", "pending" })
            (await SessionTestEvent.UpdateSessionAsync(_organizer, session, new { state })).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await CountNewSessionEmailsAsync(session, title), Is.EqualTo((1, 1, 0)));
    }

    [Test]
    public async Task A_session_created_as_submitted_notifies_the_organizers()
    {
        var (session, title) = await _testEvent.SubmitSessionAsync(await _server.RegisterUserAsync());
        Assert.That(await CountNewSessionEmailsAsync(session, title), Is.EqualTo((1, 1, 0)));
    }

    [TestCase("Pending", "accepted")]
    [TestCase("Pending", "rejected")]
    [TestCase("Pending", "confirmed")]
    [TestCase("Accepted", "canceled")]
    [TestCase("Confirmed", "withdrawn")]
    public async Task A_decision_is_emailed_to_speakers_and_creator_on_request(string from, string to)
    {
        var creator = await _server.RegisterUserAsync();
        var speaker = await _server.RegisterUserAsync();
        var deleted = await _testEvent.CreateSpeakerAsync("Deleted", $"deleted-{from}-{to}@example.org");
        var (session, title) = await _testEvent.SubmitSessionAsync(
            creator,
            "pending",
            await _testEvent.CreateSpeakerAsync("Bo", speaker.Email),
            await _testEvent.CreateSpeakerAsync("Cy", $"cy-{from}-{to}@example.org"),
            await _testEvent.CreateSpeakerAsync("Di", null),
            deleted
        );
        (await _testEvent.Owner.DeleteAsync($"/v1/speakers/{deleted}")).EnsureStatus(HttpStatusCode.OK);
        await _testEvent.SetStateAsync(session, from);

        var changed = (
            await SessionTestEvent.UpdateSessionAsync(
                _organizer,
                session,
                new
                {
                    state = to,
                    send_email = true,
                    is_mail_sent = false,
                }
            )
        ).EnsureStatus(HttpStatusCode.OK);
        Assert.That(changed.Attribute("is-mail-sent").GetBoolean(), Is.True);
        Assert.That(
            await _testEvent.GetEmailRecipientsAsync(title),
            Is.EquivalentTo([speaker.Email, $"cy-{from}-{to}@example.org".ToLowerInvariant(), creator.Email])
        );
        foreach (var person in new[] { creator, speaker })
            Assert.That(await SessionTestEvent.GetNotifiedStatesAsync(person, session), Is.EqualTo([to]));
        Assert.That(await SessionTestEvent.GetNotifiedStatesAsync(_organizer, session), Is.Empty, "not about their own decision");
    }

    [Test]
    public async Task A_decision_without_an_email_still_creates_notifications()
    {
        var ada = await _server.RegisterUserAsync();
        var (session, title) = await _testEvent.SubmitSessionAsync(ada);
        (await SessionTestEvent.UpdateSessionAsync(_organizer, session, new { state = "accepted", send_email = true })).EnsureStatus(
            HttpStatusCode.OK
        );
        foreach (
            var changes in new object[]
            {
                new { state = "confirmed" },
                new { state = "canceled", send_email = false },
                new { state = "accepted", send_email = (bool?)null },
            }
        )
        {
            var changed = (await SessionTestEvent.UpdateSessionAsync(_organizer, session, changes)).EnsureStatus(HttpStatusCode.OK);
            Assert.That(changed.Attribute("is-mail-sent").GetBoolean(), Is.False, "no e-mail was sent about this state");
        }

        Assert.That(await _testEvent.GetEmailRecipientsAsync(title), Has.Length.EqualTo(1));
        Assert.That(
            await SessionTestEvent.GetNotifiedStatesAsync(ada, session),
            Is.EqualTo<string[]>(["accepted", "confirmed", "canceled", "accepted"])
        );
    }

    [Test]
    public async Task Repeated_decisions_notify_again_and_a_return_to_pending_does_not()
    {
        var ada = await _server.RegisterUserAsync();
        var (session, title) = await _testEvent.SubmitSessionAsync(ada);
        foreach (var state in new[] { "rejected", "pending", "rejected" })
            (await SessionTestEvent.UpdateSessionAsync(_organizer, session, new { state, send_email = true })).EnsureStatus(
                HttpStatusCode.OK
            );
        Assert.That(await _testEvent.GetEmailRecipientsAsync(title), Is.EqualTo<string[]>([ada.Email, ada.Email]));
        Assert.That(await SessionTestEvent.GetNotifiedStatesAsync(ada, session), Is.EqualTo<string[]>(["rejected", "rejected"]));
    }

    [Test]
    public async Task Send_email_alone_changes_nothing()
    {
        var ada = await _server.RegisterUserAsync();
        var (session, title) = await _testEvent.SubmitSessionAsync(ada);
        var before = (
            await SessionTestEvent.UpdateSessionAsync(_organizer, session, new { state = "accepted", is_locked = true })
        ).EnsureStatus(HttpStatusCode.OK);
        foreach (var client in new[] { ada, _organizer })
        {
            var after = (
                await SessionTestEvent.UpdateSessionAsync(client, session, new { state = "accepted", send_email = true })
            ).EnsureStatus(HttpStatusCode.OK);
            Assert.That(
                (after.Attribute("last-modified-at").GetString(), after.Attribute("is-mail-sent").GetBoolean()),
                Is.EqualTo((before.Attribute("last-modified-at").GetString(), false))
            );
        }

        Assert.That(await _testEvent.GetEmailRecipientsAsync(title), Is.Empty);
    }

    [Test]
    public async Task A_rejected_state_change_sends_no_email()
    {
        var ada = await _server.RegisterUserAsync();
        var stranger = await _server.RegisterUserAsync();
        var (session, title) = await _testEvent.SubmitSessionAsync(
            ada,
            "pending",
            await _testEvent.CreateSpeakerAsync("Cy", "cy-refused@example.org")
        );
        await AssertRejectedAsync(stranger, "withdrawn", HttpStatusCode.NotFound);
        await AssertRejectedAsync(ada, "accepted");
        await AssertRejectedAsync(_coorganizer, "accepted");
        (await SessionTestEvent.UpdateSessionAsync(_organizer, session, new { is_locked = true })).EnsureStatus(HttpStatusCode.OK);
        await AssertRejectedAsync(ada, "withdrawn");
        Assert.That(await _testEvent.GetEmailRecipientsAsync(title), Is.Empty);
        Assert.That(await SessionTestEvent.GetNotifiedStatesAsync(ada, session), Is.Empty);

        (await SessionTestEvent.UpdateSessionAsync(_organizer, session, new { state = "accepted", send_email = true })).EnsureStatus(
            HttpStatusCode.OK
        );
        Assert.That(await _testEvent.GetEmailRecipientsAsync(title), Has.Length.EqualTo(2), "the same change is allowed for an organizer");

        async Task AssertRejectedAsync(ApiClient client, string state, HttpStatusCode status = HttpStatusCode.Forbidden) =>
            Assert.That(
                (await SessionTestEvent.UpdateSessionAsync(client, session, new { state, send_email = true })).Status,
                Is.EqualTo(status)
            );
    }

    [TestCase("Accepted", true)]
    [TestCase("Confirmed", true)]
    [TestCase("Pending", false)]
    [TestCase("Rejected", false)]
    [TestCase("Canceled", false)]
    public async Task A_withdrawal_is_emailed_to_other_speakers_only_if_the_session_was_accepted(string from, bool isToOthers)
    {
        var ada = await _server.RegisterUserAsync();
        var bo = await _server.RegisterUserAsync();
        var (session, title) = await _testEvent.SubmitSessionAsync(
            ada,
            "pending",
            await _testEvent.CreateSpeakerAsync("Ada", ada.Email),
            await _testEvent.CreateSpeakerAsync("Bo", bo.Email)
        );
        await _testEvent.SetStateAsync(session, from);
        (await SessionTestEvent.UpdateSessionAsync(ada, session, new { state = "withdrawn", send_email = true })).EnsureStatus(
            HttpStatusCode.OK
        );
        Assert.That(
            await _testEvent.GetEmailRecipientsAsync(title),
            Is.EquivalentTo(isToOthers ? [ada.Email, bo.Email] : new[] { ada.Email })
        );
        Assert.That(await SessionTestEvent.GetNotifiedStatesAsync(bo, session), Has.Length.EqualTo(isToOthers ? 1 : 0));
        Assert.That(await SessionTestEvent.GetNotifiedStatesAsync(ada, session), Is.Empty, "not about their own withdrawal");
        foreach (var organizer in new[] { _testEvent.Owner, _organizer })
            Assert.That(await SessionTestEvent.GetNotifiedStatesAsync(organizer, session), Is.EqualTo<string[]>(["withdrawn"]));
    }

    [Test]
    public async Task An_unverified_account_with_a_speakers_email_is_not_notified()
    {
        var ada = await _server.RegisterUserAsync();
        var claimant = await _server.RegisterUserAsync(verified: false, email: "claimed@example.org");
        var speaker = await _testEvent.CreateSpeakerAsync("Cy", "claimed@example.org");
        var (session, _) = await _testEvent.SubmitSessionAsync(ada, "pending", speaker);
        (await SessionTestEvent.UpdateSessionAsync(_organizer, session, new { state = "accepted" })).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await SessionTestEvent.GetNotifiedStatesAsync(claimant, session), Is.Empty);
        await _server.SqlAsync($"UPDATE users SET is_verified = true WHERE id = {claimant.UserId}");
        (await SessionTestEvent.UpdateSessionAsync(_organizer, session, new { state = "confirmed" })).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await SessionTestEvent.GetNotifiedStatesAsync(claimant, session), Is.EqualTo<string[]>(["confirmed"]));
    }

    [Test]
    public async Task A_submitter_cannot_set_is_mail_sent()
    {
        var made = await (await _server.RegisterUserAsync()).CreateAsync(
            "session",
            new { title = "Gears", is_mail_sent = true },
            ("event", "event", _testEvent.EventId)
        );
        Assert.That(made.Attribute("is-mail-sent").GetBoolean(), Is.False);
    }

    /// <summary>Counts the new-session e-mails to the owner, an organizer and a co-organizer, and compares their notifications.</summary>
    private async Task<(long, long, long)> CountNewSessionEmailsAsync(string session, string title)
    {
        List<long> emails = [];
        foreach (var member in new[] { _testEvent.Owner, _organizer, _coorganizer })
        {
            emails.Add(await _testEvent.CountEmailsAsync("new_session", title, member.Email));
            Assert.That(await SessionTestEvent.GetNotificationsAsync(member, "new_session", session), Has.Count.EqualTo(emails[^1]));
        }

        return (emails[0], emails[1], emails[2]);
    }
}
