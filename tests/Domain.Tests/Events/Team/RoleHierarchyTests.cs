using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Tests.Events;

public sealed class RoleHierarchyTests
{
    [TestCase(TeamRole.Coorganizer, TeamRole.Registrar)]
    [TestCase(TeamRole.Registrar, TeamRole.Coorganizer)]
    public void A_role_at_another_event_does_not_count_and_the_highest_one_here_does(TeamRole first, TeamRole second)
    {
        var actor = new Actor(1) { Roles = [new(2, TeamRole.Owner), new(1, first), new(1, second), new(3, TeamRole.Organizer)] };
        var policy = new UsersEventsRolePolicy();
        Assert.That(policy.Delete(actor, new UsersEventsRole { EventId = 1, RoleId = Role.CoorganizerId }).IsAllowed);
        Assert.That(policy.Delete(actor, new UsersEventsRole { EventId = 1, RoleId = Role.OrganizerId }).IsAllowed, Is.False);
    }
}
