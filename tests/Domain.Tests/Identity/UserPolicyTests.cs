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

    private static Actor Who(string name) =>
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

    private static readonly Dictionary<string, Action<User>> Raise = new()
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
    public void A_visitor_cannot_register_with_a_flag_and_the_refusal_names_it(string flag, string wireName)
    {
        var draft = new User();
        Raise[flag](draft);
        foreach (var actor in new[] { Actor.Anonymous, Jane })
        {
            var decision = Policy.Create(actor, draft);
            Assert.That((decision.Allowed, decision.Field), Is.EqualTo((false, wireName)));
        }
    }

    [Test]
    public void Anyone_registers_when_every_flag_is_false() => Assert.That(Policy.Create(Actor.Anonymous, new User()).Allowed, Is.True);

    [TestCase("admin", nameof(User.IsAdmin), false)]
    [TestCase("super admin", nameof(User.IsAdmin), true)]
    [TestCase("admin", nameof(User.IsSalesAdmin), true)]
    [TestCase("super admin", nameof(User.IsSuperAdmin), false)]
    public void Staff_registers_others_with_the_flags_that_it_outranks(string who, string flag, bool allowed)
    {
        var draft = new User();
        Raise[flag](draft);
        Assert.That(Policy.Create(Who(who), draft).Allowed, Is.EqualTo(allowed));
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
    public void A_flag_is_set_only_by_who_outranks_it(string who, string member, bool allowed) =>
        Assert.That(Policy.Update(Who(who), Account("jane"), Touching.The<User>(member, member)).Allowed, Is.EqualTo(allowed));

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
    public void An_account_is_changed_by_its_owner_and_by_who_outranks_him(string who, string whose, bool allowed) =>
        Assert.That(Policy.Update(Who(who), Account(whose), Touching.The<User>(nameof(User.Email), "email")).Allowed, Is.EqualTo(allowed));

    [TestCase("jane", "jane", true)]
    [TestCase("jane", "john", false)]
    [TestCase("admin", "john", true)]
    [TestCase("admin", "another admin", false)]
    [TestCase("admin", "super admin", false)]
    [TestCase("super admin", "admin", true)]
    [TestCase("super admin", "super admin", false)]
    [TestCase("visitor", "jane", false)]
    public void An_account_is_deleted_by_its_owner_and_by_who_outranks_him(string who, string whose, bool allowed) =>
        Assert.That(Policy.Delete(Who(who), Account(whose)).Allowed, Is.EqualTo(allowed));

    [TestCase("jane", "jane", false)]
    [TestCase("admin", "john", true)]
    [TestCase("admin", "another admin", false)]
    [TestCase("super admin", "another admin", true)]
    public void Only_staff_restores(string who, string whose, bool allowed) =>
        Assert.That(UserPolicy.Restore(Who(who), Account(whose)).Allowed, Is.EqualTo(allowed));

    [TestCase("admin", "admin")]
    [TestCase("super admin", "super admin")]
    public void Nobody_blocks_himself(string who, string whose) =>
        Assert.That(Policy.Update(Who(who), Account(whose), Touching.The<User>(nameof(User.IsBlocked), "is-blocked")).Allowed, Is.False);

    [TestCase("jane", "jane", true)]
    [TestCase("jane", "john", false)]
    [TestCase("visitor", "jane", false)]
    [TestCase("admin", "jane", true)]
    public void An_account_is_seen_by_its_owner_and_staff(string who, string whose, bool seen)
    {
        Assert.That(Policy.Sees(Who(who), Account(whose)), Is.EqualTo(seen));
        Assert.That(Policy.SeesPrivate(Who(who), Account(whose)), Is.EqualTo(seen));
    }

    [Test]
    public void A_public_profile_is_seen_by_all_without_its_private_side()
    {
        var john = new User { Id = 2, IsProfilePublic = true };
        Assert.That((Policy.Sees(Actor.Anonymous, john), Policy.SeesPrivate(Actor.Anonymous, john)), Is.EqualTo((true, false)));
        Assert.That((Policy.Sees(Jane, john), Policy.SeesPrivate(Jane, john)), Is.EqualTo((true, false)));
    }

    [Test]
    public void Who_runs_an_event_sees_its_team_without_their_private_side()
    {
        var organizer = Jane with { Teammates = [2] };
        Assert.That((Policy.Sees(organizer, Account("john")), Policy.SeesPrivate(organizer, Account("john"))), Is.EqualTo((true, false)));
        Assert.That(Policy.Sees(organizer, Account("admin")), Is.False);
    }

    [TestCase(true, false)]
    [TestCase(false, true)]
    public void A_blocked_or_deleted_profile_is_not_public(bool blocked, bool deleted) =>
        Assert.That(
            Policy.Sees(
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
    public void Only_staff_lists_the_users(string who, bool allowed) => Assert.That(Policy.List(Who(who)).Allowed, Is.EqualTo(allowed));
}
