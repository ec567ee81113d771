using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>Links from a notification to what it is about. The server creates them with the notification.</summary>
internal sealed class NotificationActions : Resource<NotificationAction>
{
    public NotificationActions()
    {
        NotListed();
        Attribute(a => a.ActionType).ReadOnly();
        Attribute(a => a.Subject).ReadOnly();
        Attribute(a => a.SubjectId).ReadOnly();
        BelongsTo(a => a.Notification).Inverse("actions", isPrivate: true);
    }

    public override Policy<NotificationAction> Policy { get; } = new NotificationActionPolicy();
}
