using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Tests.Events;

public class UsersGroupsRolePolicyTests
{
    private static readonly UsersGroupsRolePolicy Policy = new();
    private static readonly Group Group = new() { Id = 5, UserId = 1 };

    [TestCase(1, true, Description = "the owner of the group")]
    [TestCase(2, true, Description = "the organizer")]
    [TestCase(3, false, Description = "another organizer")]
    public void Organizers_give_their_role_back_and_only_the_owner_takes_it_away(long userId, bool allowed)
    {
        var role = new UsersGroupsRole
        {
            Group = Group,
            UserId = 2,
            Accepted = true,
            Email = "ann@example.org",
        };
        Assert.That(Policy.Delete(Verified(userId) with { ManagedGroupIds = [5] }, role).IsAllowed, Is.EqualTo(allowed));
    }

    [Test]
    public void Invitees_decline_with_a_verified_address_only()
    {
        var invite = new UsersGroupsRole { Group = Group, Email = "user2@example.org" };
        Assert.That(Policy.Delete(Verified(2), invite).IsAllowed);
        Assert.That(Policy.Delete(Verified(2) with { IsVerified = false }, invite).IsAllowed, Is.False);
        Assert.That(Policy.Delete(Verified(3), invite).IsAllowed, Is.False);
        Assert.That(Policy.Delete(Actor.Anonymous, invite).IsAllowed, Is.False);
    }

    private static Actor Verified(long id) => new(id, $"user{id}@example.org", IsVerified: true);
}
