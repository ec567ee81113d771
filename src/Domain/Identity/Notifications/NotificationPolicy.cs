using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>
/// Notifications are visible to their user and to staff, who mark them as read and delete them. Only the server creates them.
/// </summary>
public sealed class NotificationPolicy : Policy<Notification>
{
    public override Expression<Func<Notification, bool>> Visible(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var userId = actor.UserId;
        return n => n.UserId == userId;
    }

    public override Decision List(Actor actor) => Decision.AllowIf(actor.IsStaff, "Only staff may list the notifications of all users.");

    public override bool CanSeePrivate(Actor actor, Notification row) => actor.IsStaff || actor.IsUser(row.UserId);

    public override Expression<Func<Notification, bool>>? PrivateTo(Actor actor) =>
        actor switch
        {
            { IsStaff: true } => _ => true,
            { UserId: { } userId } => x => x.UserId == userId,
            _ => null,
        };

    public override Decision Update(Actor actor, Notification current, Changes<Notification> changes) =>
        RecipientOrStaffOnly(actor, current)
            .And(() =>
                changes.FirstNameNotIn(nameof(Notification.IsRead)) is { } field
                    ? Decision.Deny("Only is-read can be changed.", field)
                    : Decision.Allow
            );

    public override Decision Delete(Actor actor, Notification current) => RecipientOrStaffOnly(actor, current);

    private static Decision RecipientOrStaffOnly(Actor actor, Notification row) =>
        Decision.AllowIf(actor.IsStaff || actor.IsUser(row.UserId), "This notification belongs to another user.");
}
