using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>
/// Notifications are visible to their user and to staff, who mark them as read and delete them. Only the server creates them.
/// </summary>
public sealed class NotificationPolicy : OwnRowPolicy<Notification>
{
    protected override string ListReason => "Only staff may list the notifications of all users.";

    protected override string OwnerReason => "This notification belongs to another user.";

    protected override Decision UpdateCore(Actor actor, Notification current, Changes<Notification> changes) =>
        OwnerOrStaffOnly(actor, current)
            .And(() =>
                changes.FirstNameNotIn(nameof(Notification.IsRead)) is { } field
                    ? Decision.Deny("Only is-read can be changed.", field)
                    : Decision.Allow
            );

    protected override Decision DeleteCore(Actor actor, Notification current) => OwnerOrStaffOnly(actor, current);
}
