using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Tests.Identity;

public class RoleAndNotificationPolicyTests
{
    private static readonly Actor Admin = new(10, IsAdmin: true),
        Jane = new(1),
        Owner = new(3) { Roles = [new HeldRole(1, TeamRole.Owner)] };

    [Test]
    public void Anyone_reads_roles_system_roles_and_user_permissions_and_only_staff_write_them()
    {
        AssertOnlyStaffWrite(new RolePolicy(), new Role(), isVisibleToAll: true);
        AssertOnlyStaffWrite(new CustomSystemRolePolicy(), new CustomSystemRole(), isVisibleToAll: true);
        AssertOnlyStaffWrite(new UserPermissionPolicy(), new UserPermission(), isVisibleToAll: true);
    }

    [Test]
    public void Only_staff_access_panel_permissions() =>
        AssertOnlyStaffWrite(new PanelPermissionPolicy(), new PanelPermission(), isVisibleToAll: false);

    [TestCase(1, true)]
    [TestCase(3, false)]
    [TestCase(10, true)]
    public void Only_the_recipient_and_staff_access_a_notification(long user, bool allowed)
    {
        var policy = new NotificationPolicy();
        var row = new Notification { UserId = 1 };
        var actor = user == 10 ? Admin : new Actor(user);
        Assert.That(policy.CanSee(actor, row), Is.EqualTo(allowed));
        Assert.That(
            policy.Update(actor, row, TestChanges.To<Notification>(nameof(Notification.IsRead), "is-read")).IsAllowed,
            Is.EqualTo(allowed)
        );
        Assert.That(policy.Delete(actor, row).IsAllowed, Is.EqualTo(allowed));
    }

    [Test]
    public void The_text_of_a_notification_cannot_be_changed() =>
        Assert.That(
            new NotificationPolicy()
                .Update(Jane, new Notification { UserId = 1 }, TestChanges.To<Notification>(nameof(Notification.Content), "content"))
                .Field,
            Is.EqualTo("content")
        );

    [Test]
    public void A_visitor_sees_no_notifications() =>
        Assert.That(new NotificationPolicy().CanSee(Actor.Anonymous, new Notification { UserId = 1 }), Is.False);

    [Test]
    public void Exactly_seven_roles_are_built_in()
    {
        Assert.That(Role.BuiltIn.Values.Select(r => new Role { Id = r.Id }.IsBuiltIn), Is.All.True);
        Assert.That((Role.BuiltIn.Count, new Role { Id = 8 }.IsBuiltIn, new Role().IsBuiltIn), Is.EqualTo((7, false, false)));
    }

    [Test]
    public void Only_staff_list_the_notifications_of_all_users() =>
        Assert.That(
            (new NotificationPolicy().List(Admin).IsAllowed, new NotificationPolicy().List(Jane).IsAllowed),
            Is.EqualTo((true, false))
        );

    [Test]
    public void Staff_list_and_update_notification_settings_and_anyone_reads_one()
    {
        var policy = new NotificationSettingPolicy();
        var row = new NotificationSetting();
        foreach (var actor in new[] { Actor.Anonymous, Jane, Owner, Admin })
        {
            Assert.That(policy.CanSee(actor, row), Is.True);
            Assert.That(policy.List(actor).IsAllowed, Is.EqualTo(actor.IsStaff));
            Assert.That(
                policy.Update(actor, row, TestChanges.To<NotificationSetting>(nameof(NotificationSetting.Enabled), "enabled")).IsAllowed,
                Is.EqualTo(actor.IsStaff)
            );
            Assert.That(
                (policy.Create(actor, row).IsAllowed, policy.Delete(actor, row).IsAllowed),
                Is.EqualTo((false, false)),
                "rows cannot be created or deleted"
            );
        }

        Assert.That(
            policy.Update(Admin, row, TestChanges.To<NotificationSetting>(nameof(NotificationSetting.Type), "type")).Field,
            Is.EqualTo("type")
        );
    }

    private static void AssertOnlyStaffWrite<T>(Policy<T> policy, T row, bool isVisibleToAll)
    {
        foreach (var actor in new[] { Actor.Anonymous, Jane, Owner, Admin })
        {
            Assert.That(policy.CanSee(actor, row), Is.EqualTo(isVisibleToAll || actor.IsStaff), $"{typeof(T).Name} seen by {actor}");
            Assert.That(policy.Create(actor, row).IsAllowed, Is.EqualTo(actor.IsStaff));
            Assert.That(policy.Update(actor, row, Changes<T>.None).IsAllowed, Is.EqualTo(actor.IsStaff));
            Assert.That(policy.Delete(actor, row).IsAllowed, Is.EqualTo(actor.IsStaff));
        }
    }
}
