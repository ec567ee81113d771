using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>A notification is its reader's. Only the server writes one; the reader marks it read or throws it away.</summary>
public sealed class NotificationPolicy : Policy<Notification>
{
    public override Expression<Func<Notification, bool>> Visible(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var me = actor.UserId;
        return n => n.UserId == me;
    }

    public override Decision List(Actor actor) => Decision.When(actor.IsStaff, "Only staff may list the notifications of all users.");

    public override bool SeesPrivate(Actor actor, Notification row) => actor.IsStaff || actor.Is(row.UserId);

    public override Decision Update(Actor actor, Notification current, Changes<Notification> changes) =>
        Mine(actor, current)
            .And(() =>
                changes.FirstOutside(nameof(Notification.IsRead)) is { } field
                    ? Decision.Deny("Only whether it has been read can be changed.", field)
                    : Decision.Allow
            );

    public override Decision Delete(Actor actor, Notification current) => Mine(actor, current);

    private static Decision Mine(Actor actor, Notification row) =>
        Decision.When(actor.IsStaff || actor.Is(row.UserId), "This is somebody else's notification.");
}
