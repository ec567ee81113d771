using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>
/// Which mails somebody wants about an event. The server makes them, with a role; their user changes them, or throws them away and is told everything again.
/// They stand here as module Identity knows no events.
/// </summary>
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
