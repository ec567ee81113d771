using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Application.Program;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Tests.UseCases;

/// <summary>Sessions from the draft to the decision, and who is told.</summary>
public sealed class SessionSubmissionTests
{
    private UseCaseRunner _runner = null!;
    private SampleEvent _event = null!;
    private Actor _submitter = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _runner = await UseCaseRunner.StartAsync();

    [OneTimeTearDown]
    public ValueTask StopAsync() => _runner.DisposeAsync();

    [SetUp]
    public async Task CreateEventAsync()
    {
        _event = await SampleEvent.CreateAsync(_runner);
        _submitter = await SampleEvent.RegisterAsync(_runner, "submitter");
    }

    [Test]
    public async Task A_submitted_session_is_announced_to_the_owner_and_a_draft_only_when_it_is_submitted()
    {
        var draft = await SubmitAsync(_submitter, new { state = "draft" });
        Assert.That((draft.SubmittedAt, await CountEmailsAsync(nameof(NewSession), draft)), Is.EqualTo(((DateTimeOffset?)null, 0L)));
        var submitted = await ChangeAsync(_submitter, draft, new { state = "pending" });
        Assert.That(submitted.SubmittedAt, Is.Not.Null);
        Assert.That(await CountEmailsAsync(nameof(NewSession), draft), Is.EqualTo(1));
        var direct = await SubmitAsync(_submitter, new { state = "pending" });
        Assert.That((direct.CreatorId, await CountEmailsAsync(nameof(NewSession), direct)), Is.EqualTo((_submitter.UserId, 1L)));
    }

    [Test]
    public async Task An_event_without_a_call_for_sessions_takes_none()
    {
        _event = await SampleEvent.CreateAsync(_runner, new { is_sessions_speakers_enabled = false });
        Assert.That(Rejection.Of(() => SubmitAsync(_submitter)), Is.EqualTo("Forbidden"));
        Assert.That(Rejection.Of(() => SubmitAsync(_event.Owner)), Is.EqualTo("Forbidden"));
    }

    [TestCase("2020-01-01T10:00:00Z", "2020-01-01T11:00:00Z", "Invalid /data/attributes/starts-at")]
    [TestCase("2099-05-01T10:00:00Z", "2099-05-01T10:00:00Z", "Invalid /data/attributes/ends-at")]
    [TestCase("2099-05-01T10:00:00Z", null, "Invalid /data/attributes/ends-at")]
    [TestCase(null, "2099-05-01T10:00:00Z", "Invalid /data/attributes/starts-at")]
    public void A_session_takes_place_in_the_future_and_ends_after_it_starts(string? starts, string? ends, string rejection) =>
        Assert.That(Rejection.Of(() => SubmitAsync(_event.Owner, new { starts_at = starts, ends_at = ends })), Is.EqualTo(rejection));

    [Test]
    public async Task Only_the_team_assigns_a_room()
    {
        var hall = await _event.AddRoomAsync("Hall");
        Assert.That((await SubmitAsync(_submitter, null, ("microlocation", "microlocation", hall.Id))).MicrolocationId, Is.Null);
        Assert.That(
            (await SubmitAsync(_event.Owner, null, ("microlocation", "microlocation", hall.Id))).MicrolocationId,
            Is.EqualTo(hall.Id)
        );
    }

    [Test]
    public async Task Organizers_decide_and_the_submitter_gets_an_email_if_it_is_asked_for()
    {
        var session = await SubmitAsync(_submitter);
        Assert.That(
            Rejection.Of(() => ChangeAsync(_submitter, session, new { state = "accepted" })),
            Is.EqualTo("Forbidden /data/attributes/state")
        );
        var accepted = await ChangeAsync(_event.Owner, session, new { state = "accepted" });
        Assert.That((accepted.IsMailSent, await CountEmailsAsync(nameof(SessionStateChange), session)), Is.EqualTo((false, 0L)));
        var rejected = await ChangeAsync(_event.Owner, session, new { state = "rejected", send_email = true });
        Assert.That((rejected.IsMailSent, await CountEmailsAsync(nameof(SessionStateChange), session)), Is.EqualTo((true, 1L)));
        Assert.That(
            await _runner.QueryAsync<long>($"SELECT count(*) FROM notifications WHERE user_id = {_submitter.UserId}"),
            Is.EqualTo(2)
        );
    }

    [Test]
    public async Task A_locked_session_is_changed_and_deleted_by_organizers_only()
    {
        var session = await SubmitAsync(_submitter);
        await ChangeAsync(_event.Owner, session, new { is_locked = true });
        Assert.That(Rejection.Of(() => ChangeAsync(_submitter, session, new { title = "New" })), Is.EqualTo("Forbidden"));
        Assert.That(Rejection.Of(() => _runner.As(_submitter).DeleteAsync<Session>(session.Id)), Is.EqualTo("Forbidden"));
        Assert.That((await ChangeAsync(_event.Owner, session, new { title = "New" })).Title, Is.EqualTo("New"));
    }

    [Test]
    public async Task Strangers_do_not_see_a_pending_session_and_do_not_change_an_accepted_one()
    {
        var session = await SubmitAsync(_submitter);
        var stranger = await SampleEvent.RegisterAsync(_runner, "stranger");
        Assert.That(Rejection.Of(() => ChangeAsync(stranger, session, new { title = "Mine" })), Is.EqualTo("NotFound"));
        await ChangeAsync(_event.Owner, session, new { state = "accepted" });
        Assert.That(Rejection.Of(() => ChangeAsync(stranger, session, new { title = "Mine" })), Is.EqualTo("Forbidden"));
        Assert.That(Rejection.Of(() => ChangeAsync(Actor.Anonymous, session, new { title = "Mine" })), Is.EqualTo("Unauthenticated"));
    }

    [Test]
    public async Task Sessions_that_wait_after_the_event_are_rejected_by_the_server()
    {
        var (waiting, draft) = (await SubmitAsync(_submitter), await SubmitAsync(_submitter, new { state = "draft" }));
        await _runner.ExecuteAsync($"UPDATE events SET starts_at = '2020-01-01', ends_at = '2020-01-02' WHERE id = {_event.Id}");
        Assert.ThrowsAsync<InvalidOperationException>(() => _runner.As(_event.Owner).SendAsync(new RejectOverdueSessions()));
        Assert.That(await _runner.SendAsServerAsync(new RejectOverdueSessions()), Is.EqualTo(1));
        Assert.That((await StateAsync(waiting), await StateAsync(draft)), Is.EqualTo(("Rejected", "Draft")));
        Assert.That(await _runner.SendAsServerAsync(new RejectOverdueSessions()), Is.Zero);
    }

    [Test]
    public async Task The_creator_gets_the_text_of_another_person_only_at_a_verified_address()
    {
        var session = await SubmitAsync(_submitter);
        await NotifyAsync(_event.Owner, session);
        Assert.That(await CountEmailsAsync(nameof(SessionStateChange), session), Is.EqualTo(1));
        await _runner.ExecuteAsync($"UPDATE users SET is_verified = false WHERE id = {_submitter.UserId}");
        await NotifyAsync(_event.Owner, session);
        await NotifyAsync(_submitter with { IsVerified = false }, session);
        Assert.That(await CountEmailsAsync(nameof(SessionStateChange), session), Is.EqualTo(1));
    }

    [Test]
    public async Task Copies_of_a_session_message_are_limited_for_each_recipient()
    {
        var session = await SubmitAsync(_submitter);
        for (var i = 0; i < 5; i++)
            await NotifyAsync(_event.Owner, session, text: null, "copy@example.org");
        Assert.That(
            Rejection.Catch(() => NotifyAsync(_event.Owner, session, text: null, "copy@example.org")).Kind,
            Is.EqualTo(RejectionKind.TooManyRequests)
        );
        await NotifyAsync(_event.Owner, session, text: null, "another@example.org");
    }

    [Test]
    public async Task Speakers_get_a_limited_number_of_messages_with_the_text_of_the_sender()
    {
        var session = await SubmitAsync(_submitter);
        for (var i = 0; i < 5; i++)
            await NotifyAsync(_event.Owner, session);
        Assert.That(Rejection.Catch(() => NotifyAsync(_event.Owner, session)).Kind, Is.EqualTo(RejectionKind.TooManyRequests));
        await NotifyAsync(_event.Owner, session, text: null);
    }

    private Task<Session> SubmitAsync(Actor actor, object? attributes = null, params (string, string, long)[] links) =>
        _runner
            .As(actor)
            .CreateAsync<Session>(
                ResourceDocument.New(
                    "session",
                    new { title = "Gears", state = "pending" },
                    attributes,
                    [.. links, ("event", "event", _event.Id)]
                )
            );

    private Task<Session> ChangeAsync(Actor actor, Session session, object attributes) =>
        _runner.As(actor).UpdateAsync<Session>(session.Id, ResourceDocument.Change("session", session.Id, attributes));

    private Task NotifyAsync(Actor actor, Session session, string? text = "Read this", params string[] copies) =>
        _runner.As(actor).SendAsync(new NotifySession(session.Id, new SessionMessage(null, text), copies, "192.0.2.1"));

    private Task<string> StateAsync(Session session) => _runner.QueryAsync<string>($"SELECT state FROM sessions WHERE id = {session.Id}");

    private Task<long> CountEmailsAsync(string kind, Session session) =>
        _runner.CountOutboxAsync(OutgoingEmail.Kind, $"{kind} {session.Id} ");
}
