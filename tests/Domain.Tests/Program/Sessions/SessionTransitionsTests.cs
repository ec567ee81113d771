using NUnit.Framework;
using OpenEvent.Domain.Program;

namespace OpenEvent.Domain.Tests.Program;

/// <summary>The tables in docs/reference/sessions.md.</summary>
public sealed class SessionTransitionsTests
{
    [TestCase(SessionState.Draft, "")]
    [TestCase(SessionState.Pending, "accepted confirmed rejected withdrawn")]
    [TestCase(SessionState.Accepted, "pending confirmed rejected canceled withdrawn")]
    [TestCase(SessionState.Confirmed, "pending accepted rejected canceled withdrawn")]
    [TestCase(SessionState.Rejected, "pending accepted confirmed withdrawn")]
    [TestCase(SessionState.Canceled, "pending accepted confirmed rejected withdrawn")]
    [TestCase(SessionState.Withdrawn, "pending accepted rejected canceled")]
    public void Organizers_decide_on_sessions(SessionState from, string to) =>
        Assert.That(AllowedFrom(from, isOrganizer: true), Is.EqualTo(to));

    [TestCase(SessionState.Draft, "pending")]
    [TestCase(SessionState.Pending, "withdrawn")]
    [TestCase(SessionState.Accepted, "withdrawn")]
    [TestCase(SessionState.Confirmed, "withdrawn")]
    [TestCase(SessionState.Rejected, "withdrawn")]
    [TestCase(SessionState.Canceled, "withdrawn")]
    [TestCase(SessionState.Withdrawn, "")]
    public void Speakers_submit_and_withdraw(SessionState from, string to) =>
        Assert.That(AllowedFrom(from, isOrganizer: false), Is.EqualTo(to));

    [Test]
    public void Every_state_may_stay_the_same() =>
        Assert.That(
            Enum.GetValues<SessionState>().All(s => SessionTransitions.IsAllowed(true, s, s) && SessionTransitions.IsAllowed(false, s, s))
        );

    private static string AllowedFrom(SessionState from, bool isOrganizer) =>
        string.Join(
            ' ',
            Enum.GetValues<SessionState>()
                .Where(to => to != from && SessionTransitions.IsAllowed(isOrganizer, from, to))
                .Select(SessionTransitions.ToWireName)
        );
}
