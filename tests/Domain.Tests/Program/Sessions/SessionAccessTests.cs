using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;
using OpenEvent.Domain.Tests.Common;
using OpenEvent.Domain.Tests.Identity;

namespace OpenEvent.Domain.Tests.Program;

/// <summary>Who writes what of a session: user 1 submitted it, and ann@example.org speaks.</summary>
public sealed class SessionAccessTests
{
    private const string Team = TestActors.Coorganizers;
    private const string TeamAndOwn = Team + " user addressee";

    private static readonly SessionPolicy Policy = new();
    private static readonly RowLink SpeakerLink = new("speakers", new Speaker());

    [Test]
    public void The_submitter_the_speakers_and_the_team_change_a_session()
    {
        Assert.That(TestActors.AllowedBy(a => Policy.Update(a, SessionOf(), To(nameof(Session.Title)))), Is.EqualTo(TeamAndOwn));
        Assert.That(TestActors.AllowedBy(a => Policy.Update(a, SessionOf(), Changes<Session>.None)), Is.EqualTo(TeamAndOwn));
        Assert.That(TestActors.AllowedBy(a => Policy.Delete(a, SessionOf())), Is.EqualTo(TeamAndOwn));
        Assert.That(TestActors.AllowedBy(a => Policy.Link(a, SessionOf(), SpeakerLink)), Is.EqualTo(TeamAndOwn));
        Assert.That(TestActors.Where(a => Policy.CanSeePrivate(a, SessionOf())), Is.EqualTo(TeamAndOwn));
        Assert.That(TestActors.Where(a => Policy.PrivateTo(a)?.Compile()(SessionOf()) == true), Is.EqualTo(TeamAndOwn));
    }

    [Test]
    public void Only_organizers_write_a_locked_session()
    {
        var locked = SessionOf();
        locked.IsLocked = true;
        Assert.That(TestActors.AllowedBy(a => Policy.Update(a, locked, To(nameof(Session.Title)))), Is.EqualTo(TestActors.Organizers));
        Assert.That(TestActors.AllowedBy(a => Policy.Delete(a, locked)), Is.EqualTo(TestActors.Organizers));
        Assert.That(TestActors.AllowedBy(a => Policy.Link(a, locked, SpeakerLink)), Is.EqualTo(TestActors.Organizers));
    }

    [TestCase(nameof(Session.IsLocked), TestActors.Organizers)]
    [TestCase(nameof(Session.IsMailSent), Team)]
    [TestCase(nameof(Session.StartsAt), Team)]
    [TestCase(nameof(Session.EndsAt), Team)]
    public void The_team_schedules_and_organizers_lock(string member, string allowed)
    {
        Assert.That(TestActors.AllowedBy(a => Policy.Update(a, SessionOf(), To(member))), Is.EqualTo(allowed));
        Assert.That(
            Policy.Update(TestActors.Named("user"), SessionOf(), To(member)).Field,
            Is.EqualTo(member == "IsLocked" ? "is-locked" : member)
        );
    }

    [Test]
    public void Any_signed_in_user_submits_a_session_and_only_organizers_a_locked_one()
    {
        Assert.That(TestActors.AllowedBy(a => Policy.Create(a, SessionOf())), Is.EqualTo(TestActors.SignedIn));
        var locked = new Session { EventId = TestActors.EventId, IsLocked = true };
        var accepted = new Session { EventId = TestActors.EventId, State = SessionState.Accepted };
        Assert.That(TestActors.AllowedBy(a => Policy.Create(a, locked)), Is.EqualTo(TestActors.Organizers));
        Assert.That(TestActors.AllowedBy(a => Policy.Create(a, accepted)), Is.EqualTo(TestActors.Organizers));
        var user = TestActors.Named("user");
        Assert.That((Policy.Create(user, locked).Field, Policy.Create(user, accepted).Field), Is.EqualTo(("is-locked", "state")));
    }

    [Test]
    public void A_denied_state_names_both_states()
    {
        var denied = Policy.Update(
            TestActors.Named("user"),
            SessionOf(SessionState.Pending),
            new Changes<Session>([
                new Change<Session, SessionState>(
                    nameof(Session.State),
                    "state",
                    SessionState.Accepted,
                    s => s.State,
                    (_, _) => { },
                    (a, b) => a == b
                ),
            ])
        );
        Assert.That((denied.Field, denied.Reason), Is.EqualTo(("state", "You cannot change a session from pending to accepted.")));
    }

    [Test]
    public void A_removed_speaker_has_no_access()
    {
        var session = SessionOf();
        session.Speakers[0].Speaker.DeletedAt = DateTimeOffset.UnixEpoch;
        var ann = TestActors.Named("addressee");
        Assert.That(
            (Policy.CanSee(ann, session), Policy.CanSeePrivate(ann, session), Policy.PrivateTo(ann)!.Compile()(session)),
            Is.EqualTo((false, false, false))
        );
    }

    [TestCase(EventState.Published, SessionState.Accepted, TestActors.Everyone)]
    [TestCase(EventState.Published, SessionState.Confirmed, TestActors.Everyone)]
    [TestCase(EventState.Draft, SessionState.Accepted, TeamAndOwn)]
    [TestCase(EventState.Published, SessionState.Rejected, TeamAndOwn)]
    public void The_programme_of_a_published_event_is_public(EventState eventState, SessionState state, string expected)
    {
        var session = SessionOf(state);
        session.Event.State = eventState;
        Assert.That(TestActors.Where(a => Policy.CanSee(a, session)), Is.EqualTo(expected));
        session.Event.DeletedAt = DateTimeOffset.UnixEpoch;
        Assert.That(TestActors.Where(a => Policy.CanSee(a, session)), Is.Empty);
    }

    [TestCase(SessionState.Draft, false, false)]
    [TestCase(SessionState.Pending, false, false)]
    [TestCase(SessionState.Accepted, true, true)]
    [TestCase(SessionState.Confirmed, true, true)]
    [TestCase(SessionState.Rejected, true, false)]
    [TestCase(SessionState.Canceled, true, false)]
    [TestCase(SessionState.Withdrawn, true, false)]
    public void Decisions_are_notified_and_accepted_sessions_are_public(SessionState state, bool isNotified, bool isPublic) =>
        Assert.That((SessionTransitions.IsNotified(state), SessionTransitions.IsPublic(state)), Is.EqualTo((isNotified, isPublic)));

    private static Changes<Session> To(string member) => TestChanges.To<Session>(member, member);

    private static Session SessionOf(SessionState state = SessionState.Pending)
    {
        var session = new Session
        {
            EventId = TestActors.EventId,
            State = state,
            CreatorId = TestActors.UserId,
            Event = new Event { State = EventState.Published },
        };
        session.Speakers.Add(new SessionSpeaker { Speaker = new Speaker { Email = "bob@example.org" } });
        session.Speakers.Insert(0, new SessionSpeaker { Speaker = new Speaker { Email = TestActors.Email } });
        return session;
    }
}
