using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>
/// A user's e-mail preferences for an event. The server creates them with the user's first role at the event. The user can change or delete
/// them; without a preference the user gets every e-mail.
/// </summary>
/// <remarks>The resource belongs to module Events because module Identity does not know events.</remarks>
internal sealed class EmailNotificationsResource : EditableResource<EmailNotification>
{
    public EmailNotificationsResource()
    {
        NumericIds();
        Attribute(n => n.AfterTicketPurchase);
        Attribute(n => n.DeletedAt);
        Attribute(n => n.EventId).ReadOnly();
        Attribute(n => n.NewPaper);
        Attribute(n => n.NextEvent);
        Attribute(n => n.SessionAcceptReject);
        Attribute(n => n.SessionSchedule);
        BelongsTo(n => n.Event).Fixed();
        BelongsTo(n => n.User).ReadOnly().Inverse("email-notifications", isPrivate: true);
    }

    public override Policy<EmailNotification> Policy { get; } = new EmailNotificationPolicy();

    public override bool CanCreate => false;
}
