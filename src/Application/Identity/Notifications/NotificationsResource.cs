using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>The server writes them; their reader marks them read or throws them away.</summary>
internal sealed class NotificationsResource : EditableResource<Notification>
{
    public NotificationsResource()
    {
        Attribute(n => n.Content).Json().ReadOnly();
        Attribute(n => n.CreatedAt).ReadOnly();
        Attribute(n => n.IsRead);
        BelongsTo(n => n.User).ReadOnly().Inverse("notifications", isPrivate: true);
    }

    public override Policy<Notification> Policy { get; } = new NotificationPolicy();

    public override bool CanCreate => false;
}
