using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>The notifications of a user. The server creates them. The user marks them as read or deletes them.</summary>
internal sealed class NotificationsResource : EditableResource<Notification>
{
    public NotificationsResource()
    {
        Attribute(n => n.Content).Json().ReadOnly();
        Attribute(n => n.CreatedAt).ReadOnly();
        Attribute(n => n.IsRead);
        // The web frontend sorts by the name of an older version of the API.
        Filter("received-at", n => n.CreatedAt, isPrivate: false);
        // The web frontend filters by the title of an older version of the API. It is the kind in words, e.g. "new session".
        Filter("title", n => TextSearch.JsonMember(n.Content, "type")!.Replace("_", " "), isPrivate: false);
        BelongsTo(n => n.User).ReadOnly().Inverse("notifications", isPrivate: true);
    }

    public override Policy<Notification> Policy { get; } = new NotificationPolicy();

    public override bool CanCreate => false;
}
