using NUnit.Framework;
using OpenEvent.Domain.Common;
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
    public void A_state_follows_the_table(string who, SessionState from, SessionState to, bool allowed) =>
        Assert.That(Policy.Update(Who(who), Of(from), State(to)).Allowed, Is.EqualTo(allowed));

    [TestCase("organizer", true)]
    [TestCase("coorganizer", false)]
    [TestCase("creator", false)]
    public void A_locked_session_is_the_organizers(string who, bool allowed)
    {
        var session = Of(Pending);
        session.IsLocked = true;
        Assert.That(Policy.Update(Who(who), session, Title).Allowed, Is.EqualTo(allowed));
        Assert.That(Policy.Delete(Who(who), session).Allowed, Is.EqualTo(allowed));
    }

    [TestCase("creator", Draft, true)]
    [TestCase("creator", Pending, true)]
    [TestCase("creator", Accepted, false)]
    [TestCase("organizer", Accepted, true)]
    [TestCase("visitor", Draft, false)]
    public void Only_organizers_submit_what_is_decided_already(string who, SessionState state, bool allowed) =>
        Assert.That(Policy.Create(Who(who), Of(state)).Allowed, Is.EqualTo(allowed));

    [TestCase("visitor", Accepted, true)]
    [TestCase("visitor", Pending, false)]
    [TestCase("stranger", Rejected, false)]
    [TestCase("creator", Rejected, true)]
    [TestCase("speaker", Draft, true)]
    [TestCase("coorganizer", Withdrawn, true)]
    public void What_is_not_accepted_is_seen_by_its_people_only(string who, SessionState state, bool sees) =>
        Assert.That(Policy.Visible(Who(who)).Compile()(Of(state)), Is.EqualTo(sees));

    private static Changes<Session> Title =>
        new([new Change<Session, string>(nameof(Session.Title), "title", "New", s => s.Title, (s, v) => s.Title = v!, (a, b) => a == b)]);

    private static Changes<Session> State(SessionState to) =>
        new([new Change<Session, SessionState>(nameof(Session.State), "state", to, s => s.State, (s, v) => s.State = v, (a, b) => a == b)]);

    private static Session Of(SessionState state)
    {
        var session = new Session
        {
            EventId = 3,
            State = state,
            CreatorId = 7,
            Event = new Events.Event { State = Events.EventState.Published },
        };
        session.Speakers.Add(new SessionSpeaker { Speaker = new Speaker { Email = "ada@example.org" } });
        return session;
    }

    private static Actor Who(string who) =>
        who switch
        {
            "visitor" => Actor.Anonymous,
            "staff" => new Actor(1, IsAdmin: true),
            "organizer" => new Actor(2, IsVerified: true) { Roles = [new HeldRole(3, EventRole.Organizer)] },
            "coorganizer" => new Actor(4, IsVerified: true) { Roles = [new HeldRole(3, EventRole.Coorganizer)] },
            "creator" => new Actor(7, IsVerified: true),
            "speaker" => new Actor(8, "ada@example.org", IsVerified: true),
            _ => new Actor(9, "ada2@example.org", IsVerified: true),
        };
}
