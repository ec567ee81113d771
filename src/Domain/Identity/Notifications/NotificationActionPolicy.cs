using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>Visible with their notification: to its user and to staff. Only the server writes them.</summary>
public sealed class NotificationActionPolicy : Policy<NotificationAction>
{
    protected override Expression<Func<NotificationAction, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var userId = actor.UserId;
        return a => a.Notification.UserId == userId;
    }
}
