using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;
using static OpenEvent.Domain.Program.SessionState;

namespace OpenEvent.Domain.Tests.Program;

public class SessionPolicyTests
{
    private static readonly SessionPolicy Policy = new();

    [TestCase("organizer", Pending, Accepted, true)]
    [TestCase("organizer", Rejected, Confirmed, true)]
    [TestCase("organizer", Rejected, Canceled, false)]
    [TestCase("organizer", Draft, Pending, false)]
    [TestCase("coorganizer", Pending, Accepted, false)]
    [TestCase("coorganizer", Pending, Withdrawn, true)]
    [TestCase("creator", Draft, Pending, true)]
    [TestCase("creator", Pending, Accepted, false)]
    [TestCase("creator", Withdrawn, Pending, false)]
    [TestCase("speaker", Accepted, Withdrawn, true)]
    [TestCase("speaker", Accepted, Confirmed, false)]
    [TestCase("staff", Withdrawn, Canceled, true)]
    [TestCase("stranger", Draft, Pending, false)]
    public void State_changes_follow_the_transition_table(string actorName, SessionState from, SessionState to, bool allowed) =>
        Assert.That(Policy.Update(ActorNamed(actorName), SessionIn(from), ChangeState(to)).IsAllowed, Is.EqualTo(allowed));

    [TestCase("organizer", true)]
    [TestCase("coorganizer", false)]
    [TestCase("creator", false)]
    public void Only_organizers_change_a_locked_session(string actorName, bool allowed)
    {
        var session = SessionIn(Pending);
        session.IsLocked = true;
        Assert.That(Policy.Update(ActorNamed(actorName), session, ChangeTitle).IsAllowed, Is.EqualTo(allowed));
        Assert.That(Policy.Delete(ActorNamed(actorName), session).IsAllowed, Is.EqualTo(allowed));
    }

    [TestCase("creator", Draft, true)]
    [TestCase("creator", Pending, true)]
    [TestCase("creator", Accepted, false)]
    [TestCase("organizer", Accepted, true)]
    [TestCase("visitor", Draft, false)]
    public void Only_organizers_create_a_session_that_is_already_decided(string actorName, SessionState state, bool allowed) =>
        Assert.That(Policy.Create(ActorNamed(actorName), SessionIn(state)).IsAllowed, Is.EqualTo(allowed));

    [TestCase("visitor", Accepted, true)]
    [TestCase("visitor", Pending, false)]
    [TestCase("stranger", Rejected, false)]
    [TestCase("creator", Rejected, true)]
    [TestCase("speaker", Draft, true)]
    [TestCase("coorganizer", Withdrawn, true)]
    public void A_session_that_is_not_accepted_is_visible_only_to_its_people_and_the_team(
        string actorName,
        SessionState state,
        bool isVisible
    ) => Assert.That(Policy.Visible(ActorNamed(actorName)).Compile()(SessionIn(state)), Is.EqualTo(isVisible));

    private static Changes<Session> ChangeTitle =>
        new([new Change<Session, string>(nameof(Session.Title), "title", "New", s => s.Title, (s, v) => s.Title = v!, (a, b) => a == b)]);

    private static Changes<Session> ChangeState(SessionState to) =>
        new([new Change<Session, SessionState>(nameof(Session.State), "state", to, s => s.State, (s, v) => s.State = v, (a, b) => a == b)]);

    private static Session SessionIn(SessionState state)
    {
        var session = new Session
        {
            EventId = 3,
            State = state,
            CreatorId = 7,
            Event = new Event { State = EventState.Published },
        };
        session.Speakers.Add(new SessionSpeaker { Speaker = new Speaker { Email = "ada@example.org" } });
        return session;
    }

    private static Actor ActorNamed(string actorName) =>
        actorName switch
        {
            "visitor" => Actor.Anonymous,
            "staff" => new Actor(1, IsAdmin: true),
            "organizer" => new Actor(2, IsVerified: true) { Roles = [new HeldRole(3, TeamRole.Organizer)] },
            "coorganizer" => new Actor(4, IsVerified: true) { Roles = [new HeldRole(3, TeamRole.Coorganizer)] },
            "creator" => new Actor(7, IsVerified: true),
            "speaker" => new Actor(8, "ada@example.org", IsVerified: true),
            _ => new Actor(9, "ada2@example.org", IsVerified: true),
        };
}
