using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Tests.Identity;

public class StaffPolicyTests
{
    private static readonly Actor Admin = new(10, IsAdmin: true),
        Jane = new(1),
        Owner = new(3) { Roles = [new HeldRole(1, EventRole.Owner)] };

    [Test]
    public void Anyone_reads_roles_system_roles_and_user_permissions_and_only_staff_writes_them()
    {
        Writes(new RolePolicy(), new Role(), seenByAll: true);
        Writes(new CustomSystemRolePolicy(), new CustomSystemRole(), seenByAll: true);
        Writes(new UserPermissionPolicy(), new UserPermission(), seenByAll: true);
    }

    [Test]
    public void Panel_permissions_are_staffs_alone() => Writes(new PanelPermissionPolicy(), new PanelPermission(), seenByAll: false);

    [TestCase(1, true)]
    [TestCase(3, false)]
    [TestCase(10, true)]
    public void A_notification_is_its_readers_and_staffs(long user, bool allowed)
    {
        var policy = new NotificationPolicy();
        var row = new Notification { UserId = 1 };
        var actor = user == 10 ? Admin : new Actor(user);
        Assert.That(policy.Sees(actor, row), Is.EqualTo(allowed));
        Assert.That(
            policy.Update(actor, row, Touching.The<Notification>(nameof(Notification.IsRead), "is-read")).Allowed,
            Is.EqualTo(allowed)
        );
        Assert.That(policy.Delete(actor, row).Allowed, Is.EqualTo(allowed));
    }

    [Test]
    public void The_text_of_a_notification_cannot_be_changed() =>
        Assert.That(
            new NotificationPolicy()
                .Update(Jane, new Notification { UserId = 1 }, Touching.The<Notification>(nameof(Notification.Content), "content"))
                .Field,
            Is.EqualTo("content")
        );

    [Test]
    public void A_visitor_has_no_notifications() =>
        Assert.That(new NotificationPolicy().Sees(Actor.Anonymous, new Notification { UserId = 1 }), Is.False);

    [Test]
    public void Seven_roles_are_fixed_and_the_eighth_is_not()
    {
        Assert.That(Role.Fixed.Values.Select(r => new Role { Id = r.Id }.IsFixed), Is.All.True);
        Assert.That((Role.Fixed.Count, new Role { Id = 8 }.IsFixed, new Role().IsFixed), Is.EqualTo((7, false, false)));
    }

    [Test]
    public void Only_staff_lists_everyones_notifications() =>
        Assert.That((new NotificationPolicy().List(Admin).Allowed, new NotificationPolicy().List(Jane).Allowed), Is.EqualTo((true, false)));

    [Test]
    public void Staff_list_and_turn_the_switches_of_notes_and_anyone_looks_at_one()
    {
        var (policy, row) = (new NotificationSettingPolicy(), new NotificationSetting());
        foreach (var actor in new[] { Actor.Anonymous, Jane, Owner, Admin })
        {
            Assert.That(policy.Sees(actor, row), Is.True);
            Assert.That(policy.List(actor).Allowed, Is.EqualTo(actor.IsStaff));
            Assert.That(
                policy.Update(actor, row, Touching.The<NotificationSetting>(nameof(NotificationSetting.Enabled), "enabled")).Allowed,
                Is.EqualTo(actor.IsStaff)
            );
            Assert.That(
                (policy.Create(actor, row).Allowed, policy.Delete(actor, row).Allowed),
                Is.EqualTo((false, false)),
                "the kinds are the server's"
            );
        }

        Assert.That(
            policy.Update(Admin, row, Touching.The<NotificationSetting>(nameof(NotificationSetting.Type), "type")).Field,
            Is.EqualTo("type")
        );
    }

    private static void Writes<T>(Policy<T> policy, T row, bool seenByAll)
    {
        foreach (var actor in new[] { Actor.Anonymous, Jane, Owner, Admin })
        {
            Assert.That(policy.Sees(actor, row), Is.EqualTo(seenByAll || actor.IsStaff), $"{typeof(T).Name} seen by {actor}");
            Assert.That(policy.Create(actor, row).Allowed, Is.EqualTo(actor.IsStaff));
            Assert.That(policy.Update(actor, row, Changes<T>.None).Allowed, Is.EqualTo(actor.IsStaff));
            Assert.That(policy.Delete(actor, row).Allowed, Is.EqualTo(actor.IsStaff));
        }
    }
}
