using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Tests.Events;

public class GroupPolicyTests
{
    private const long GroupId = 5;
    private const long EventId = 8;

    private static readonly Actor Owner = Verified(1);
    private static readonly Actor Organizer = Verified(2) with { ManagedGroupIds = [GroupId] };
    private static readonly Actor EventOwner = Verified(3) with { Roles = [new HeldRole(EventId, TeamRole.Owner)] };
    private static readonly Actor Stranger = Verified(4) with { ManagedGroupIds = [GroupId + 1] };

    private static readonly Group TestedGroup = new() { Id = GroupId, UserId = 1 };
    private static readonly GroupPolicy Policy = new();

    [Test]
    public void Owner_and_organizers_change_a_group_and_only_its_owner_deletes_it()
    {
        foreach (var (actor, updates, deletes) in new[] { (Owner, true, true), (Organizer, true, false), (Stranger, false, false) })
        {
            Assert.That(Policy.Update(actor, TestedGroup, Changes<Group>.None).IsAllowed, Is.EqualTo(updates));
            Assert.That(Policy.Delete(actor, TestedGroup).IsAllowed, Is.EqualTo(deletes));
            Assert.That(GroupPolicy.Announce(actor, TestedGroup).IsAllowed, Is.EqualTo(deletes));
        }
    }

    [Test]
    public void An_event_is_added_by_managers_of_the_group_and_removed_by_its_own_owner_too()
    {
        var link = new RowLink("events", new Event { Id = EventId });
        foreach (var (actor, adds, removes) in new[] { (Organizer, true, true), (EventOwner, false, true), (Stranger, false, false) })
        {
            Assert.That(Policy.Link(actor, TestedGroup, link).IsAllowed, Is.EqualTo(adds));
            Assert.That(Policy.Unlink(actor, TestedGroup, link).IsAllowed, Is.EqualTo(removes));
        }
    }

    [Test]
    public void The_group_of_an_event_is_changed_by_its_owner_and_cleared_by_the_group()
    {
        var policy = new EventPolicy();
        var grouped = new Event { Id = EventId, GroupId = GroupId };
        var organizer = Verified(6) with { Roles = [new HeldRole(EventId, TeamRole.Organizer)] };
        Assert.That(policy.Update(EventOwner, grouped, To(9)).IsAllowed);
        Assert.That(policy.Update(organizer, grouped, To(9)).Field, Is.EqualTo("group"));
        Assert.That(policy.Update(organizer, grouped, To(null)).IsAllowed, Is.False);
        Assert.That(policy.Update(Organizer, grouped, To(null)).IsAllowed);
        Assert.That(policy.Update(Organizer, grouped, To(9)).IsAllowed, Is.False);
        Assert.That(policy.Update(Stranger, grouped, To(null)).IsAllowed, Is.False);
    }

    [Test]
    public void A_copy_stays_in_the_group_only_if_its_owner_manages_the_group()
    {
        var coorganizer = Verified(7) with { Roles = [new HeldRole(EventId, TeamRole.Coorganizer)], ManagedGroupIds = [GroupId] };
        Assert.That(EventPolicy.KeepsGroup(EventOwner with { ManagedGroupIds = [GroupId] }, EventId, GroupId));
        Assert.That(EventPolicy.KeepsGroup(EventOwner, EventId, GroupId), Is.False);
        Assert.That(EventPolicy.KeepsGroup(coorganizer, EventId, GroupId), Is.False);
    }

    private static Changes<Event> To(long? group) =>
        new([new Change<Event, long?>(nameof(Event.Group), "group", group, e => e.GroupId, (e, id) => e.GroupId = id, (a, b) => a == b)]);

    private static Actor Verified(long id) => new(id, $"user{id}@example.org", IsVerified: true);
}
