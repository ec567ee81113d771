using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Tests.Identity;

public class UserPolicyTests
{
    private static readonly UserPolicy Policy = new();
    private static readonly Actor Admin = new(10, IsAdmin: true),
        SuperAdmin = new(20, IsSuperAdmin: true),
        Jane = new(1, "jane@example.com", IsVerified: true);

    private static Actor ActorNamed(string name) =>
        name switch
        {
            "admin" => Admin,
            "super admin" => SuperAdmin,
            "jane" => Jane,
            _ => Actor.Anonymous,
        };

    private static User Account(string name) =>
        name switch
        {
            "jane" => new User { Id = 1 },
            "john" => new User { Id = 2 },
            "admin" => new User { Id = 10, IsAdmin = true },
            "another admin" => new User { Id = 11, IsAdmin = true },
            "super admin" => new User { Id = 20, IsSuperAdmin = true },
            _ => new User { Id = 21, IsSuperAdmin = true },
        };

    private static readonly Dictionary<string, Action<User>> SetFlag = new()
    {
        [nameof(User.IsSuperAdmin)] = u => u.IsSuperAdmin = true,
        [nameof(User.IsAdmin)] = u => u.IsAdmin = true,
        [nameof(User.IsSalesAdmin)] = u => u.IsSalesAdmin = true,
        [nameof(User.IsMarketer)] = u => u.IsMarketer = true,
        [nameof(User.IsBlocked)] = u => u.IsBlocked = true,
    };

    [TestCase(nameof(User.IsSuperAdmin), "is-super-admin")]
    [TestCase(nameof(User.IsAdmin), "is-admin")]
    [TestCase(nameof(User.IsSalesAdmin), "is-sales-admin")]
    [TestCase(nameof(User.IsMarketer), "is-marketer")]
    [TestCase(nameof(User.IsBlocked), "is-blocked")]
    public void Registering_with_a_privileged_flag_is_rejected_and_the_error_names_the_flag(string flag, string wireName)
    {
        var draft = new User();
        SetFlag[flag](draft);
        foreach (var actor in new[] { Actor.Anonymous, Jane })
        {
            var decision = Policy.Create(actor, draft);
            Assert.That((decision.IsAllowed, decision.Field), Is.EqualTo((false, wireName)));
        }
    }

    [Test]
    public void Anyone_can_register_without_privileged_flags() =>
        Assert.That(Policy.Create(Actor.Anonymous, new User()).IsAllowed, Is.True);

    [TestCase("admin", nameof(User.IsAdmin), false)]
    [TestCase("super admin", nameof(User.IsAdmin), true)]
    [TestCase("admin", nameof(User.IsSalesAdmin), true)]
    [TestCase("super admin", nameof(User.IsSuperAdmin), false)]
    public void Staff_register_users_only_with_flags_below_their_own_rank(string actorName, string flag, bool allowed)
    {
        var draft = new User();
        SetFlag[flag](draft);
        Assert.That(Policy.Create(ActorNamed(actorName), draft).IsAllowed, Is.EqualTo(allowed));
    }

    [TestCase("jane", nameof(User.IsSuperAdmin), false)]
    [TestCase("jane", nameof(User.IsAdmin), false)]
    [TestCase("jane", nameof(User.IsVerified), false)]
    [TestCase("jane", nameof(User.IsBlocked), false)]
    [TestCase("jane", nameof(User.IsSalesAdmin), false)]
    [TestCase("jane", nameof(User.IsMarketer), false)]
    [TestCase("jane", nameof(User.FirstName), true)]
    [TestCase("jane", nameof(User.Email), true)]
    [TestCase("admin", nameof(User.IsSuperAdmin), false)]
    [TestCase("admin", nameof(User.IsAdmin), false)]
    [TestCase("admin", nameof(User.IsVerified), true)]
    [TestCase("admin", nameof(User.IsBlocked), true)]
    [TestCase("admin", nameof(User.IsSalesAdmin), true)]
    [TestCase("admin", nameof(User.IsMarketer), true)]
    [TestCase("super admin", nameof(User.IsAdmin), true)]
    [TestCase("super admin", nameof(User.IsSuperAdmin), false)]
    public void A_flag_is_set_only_by_a_user_of_higher_rank(string actorName, string member, bool allowed) =>
        Assert.That(
            Policy.Update(ActorNamed(actorName), Account("jane"), TestChanges.To<User>(member, member)).IsAllowed,
            Is.EqualTo(allowed)
        );

    [TestCase("visitor", "jane", false)]
    [TestCase("jane", "jane", true)]
    [TestCase("jane", "john", false)]
    [TestCase("jane", "admin", false)]
    [TestCase("admin", "jane", true)]
    [TestCase("admin", "admin", true)]
    [TestCase("admin", "another admin", false)]
    [TestCase("admin", "super admin", false)]
    [TestCase("super admin", "admin", true)]
    [TestCase("super admin", "another super admin", true)]
    public void An_account_is_updated_only_by_its_owner_or_a_user_of_higher_rank(string actorName, string accountName, bool allowed) =>
        Assert.That(
            Policy.Update(ActorNamed(actorName), Account(accountName), TestChanges.To<User>(nameof(User.Email), "email")).IsAllowed,
            Is.EqualTo(allowed)
        );

    [TestCase("jane", "jane", true)]
    [TestCase("jane", "john", false)]
    [TestCase("admin", "john", true)]
    [TestCase("admin", "another admin", false)]
    [TestCase("admin", "super admin", false)]
    [TestCase("super admin", "admin", true)]
    [TestCase("super admin", "super admin", false)]
    [TestCase("visitor", "jane", false)]
    public void An_account_is_deleted_only_by_its_owner_or_a_user_of_higher_rank(string actorName, string accountName, bool allowed) =>
        Assert.That(Policy.Delete(ActorNamed(actorName), Account(accountName)).IsAllowed, Is.EqualTo(allowed));

    [TestCase("jane", "jane", false)]
    [TestCase("admin", "john", true)]
    [TestCase("admin", "another admin", false)]
    [TestCase("super admin", "another admin", true)]
    public void Only_staff_restore_accounts(string actorName, string accountName, bool allowed) =>
        Assert.That(UserPolicy.Restore(ActorNamed(actorName), Account(accountName)).IsAllowed, Is.EqualTo(allowed));

    [TestCase("admin", "admin")]
    [TestCase("super admin", "super admin")]
    public void Users_cannot_block_themselves(string actorName, string accountName) =>
        Assert.That(
            Policy
                .Update(ActorNamed(actorName), Account(accountName), TestChanges.To<User>(nameof(User.IsBlocked), "is-blocked"))
                .IsAllowed,
            Is.False
        );

    [TestCase("jane", "jane", true)]
    [TestCase("jane", "john", false)]
    [TestCase("visitor", "jane", false)]
    [TestCase("admin", "jane", true)]
    public void Only_the_owner_and_staff_see_an_account(string actorName, string accountName, bool isVisible)
    {
        Assert.That(Policy.CanSee(ActorNamed(actorName), Account(accountName)), Is.EqualTo(isVisible));
        Assert.That(Policy.CanSeePrivate(ActorNamed(actorName), Account(accountName)), Is.EqualTo(isVisible));
    }

    [Test]
    public void A_public_profile_is_visible_to_all_without_its_private_fields()
    {
        var john = new User { Id = 2, IsProfilePublic = true };
        Assert.That((Policy.CanSee(Actor.Anonymous, john), Policy.CanSeePrivate(Actor.Anonymous, john)), Is.EqualTo((true, false)));
        Assert.That((Policy.CanSee(Jane, john), Policy.CanSeePrivate(Jane, john)), Is.EqualTo((true, false)));
    }

    [Test]
    public void An_organizer_sees_team_members_without_their_private_fields()
    {
        var organizer = Jane with { TeammateIds = [2] };
        Assert.That(
            (Policy.CanSee(organizer, Account("john")), Policy.CanSeePrivate(organizer, Account("john"))),
            Is.EqualTo((true, false))
        );
        Assert.That(Policy.CanSee(organizer, Account("admin")), Is.False);
    }

    [TestCase(true, false)]
    [TestCase(false, true)]
    public void A_blocked_or_deleted_profile_is_not_public(bool blocked, bool deleted) =>
        Assert.That(
            Policy.CanSee(
                Jane,
                new User
                {
                    Id = 2,
                    IsProfilePublic = true,
                    IsBlocked = blocked,
                    DeletedAt = deleted ? DateTimeOffset.UnixEpoch : null,
                }
            ),
            Is.False
        );

    [TestCase("visitor", false)]
    [TestCase("jane", false)]
    [TestCase("admin", true)]
    public void Only_staff_list_users(string actorName, bool allowed) =>
        Assert.That(Policy.List(ActorNamed(actorName)).IsAllowed, Is.EqualTo(allowed));
}
