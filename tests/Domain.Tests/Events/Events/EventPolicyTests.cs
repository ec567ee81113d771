using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Tests.Common;
using OpenEvent.Domain.Tests.Identity;

namespace OpenEvent.Domain.Tests.Events;

public sealed class EventPolicyTests
{
    private static readonly EventPolicy Policy = new();

    [TestCase(EventState.Published, TestActors.Everyone)]
    [TestCase(EventState.Draft, TestActors.Coorganizers)]
    public void A_draft_is_visible_to_its_team_only(EventState state, string expected) =>
        Assert.That(TestActors.Where(a => Policy.CanSee(a, EventIn(state))), Is.EqualTo(expected));

    [Test]
    public void Users_with_a_verified_address_create_events()
    {
        Assert.That(
            TestActors.AllowedBy(a => Policy.Create(a, new Event())),
            Is.EqualTo(TestActors.SignedIn.Replace(" unverified-addressee", "", StringComparison.Ordinal))
        );
        Assert.That(Policy.Create(TestActors.Named("visitor"), new Event()).Reason, Does.Contain("Sign in"));
    }

    [TestCase("is-featured", true, false, false)]
    [TestCase("is-promoted", false, true, false)]
    [TestCase("is-demoted", false, false, true)]
    public void Only_staff_create_events_that_are_featured_promoted_or_demoted(
        string field,
        bool isFeatured,
        bool isPromoted,
        bool isDemoted
    )
    {
        var draft = new Event
        {
            IsFeatured = isFeatured,
            IsPromoted = isPromoted,
            IsDemoted = isDemoted,
        };
        Assert.That(TestActors.AllowedBy(a => Policy.Create(a, draft)), Is.EqualTo(TestActors.Staff));
        Assert.That(Policy.Create(TestActors.Named("owner"), draft).Field, Is.EqualTo(field));
    }

    [Test]
    public void The_event_team_changes_and_deletes_an_event()
    {
        var e = EventIn(EventState.Published);
        var name = TestChanges.To<Event>(nameof(Event.Name), "name");
        var link = new RowLink("event-topic", new EventTopic());
        Assert.That(TestActors.AllowedBy(a => Policy.Update(a, e, name)), Is.EqualTo(TestActors.Coorganizers));
        Assert.That(TestActors.AllowedBy(a => Policy.Delete(a, e)), Is.EqualTo(TestActors.Coorganizers));
        Assert.That(TestActors.AllowedBy(a => Policy.Link(a, e, link)), Is.EqualTo(TestActors.Coorganizers));
        Assert.That(TestActors.Where(a => Policy.CanSeePrivate(a, e)), Is.EqualTo(TestActors.Coorganizers));
    }

    [TestCase(nameof(Event.IsFeatured))]
    [TestCase(nameof(Event.IsPromoted))]
    [TestCase(nameof(Event.IsDemoted))]
    public void Only_staff_feature_promote_and_demote_events(string member)
    {
        var change = TestChanges.To<Event>(member, "the-field");
        Assert.That(TestActors.AllowedBy(a => Policy.Update(a, EventIn(EventState.Draft), change)), Is.EqualTo(TestActors.Staff));
        Assert.That(Policy.Update(TestActors.Named("owner"), EventIn(EventState.Draft), change).Field, Is.EqualTo("the-field"));
    }

    [Test]
    public void An_organizer_verifies_their_address_before_they_change_an_event()
    {
        var organizer = TestActors.Named("organizer") with { IsVerified = false };
        var e = EventIn(EventState.Draft);
        Assert.That(Policy.Update(organizer, e, TestChanges.To<Event>(nameof(Event.Name), "name")).Reason, Does.Contain("Verify"));
        Assert.That(Policy.Update(organizer, e, Changes<Event>.None).IsAllowed, "nothing changes");
        Assert.That(Policy.Update(organizer with { IsAdmin = true }, e, TestChanges.To<Event>(nameof(Event.Name), "name")).IsAllowed);
    }

    private static Event EventIn(EventState state) => new() { Id = TestActors.EventId, State = state };
}
