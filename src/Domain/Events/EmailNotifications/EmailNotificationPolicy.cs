using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Events;

/// <summary>E-mail preferences are visible to their user and to staff, but not to the event team. Only the server creates them.</summary>
public sealed class EmailNotificationPolicy : OwnRowPolicy<EmailNotification>
{
    protected override string ListReason => "Only staff may list all e-mail preferences.";

    protected override string OwnerReason => "These e-mail preferences belong to another user.";

    protected override Decision UpdateCore(Actor actor, EmailNotification current, Changes<EmailNotification> changes) =>
        OwnerOrStaffOnly(actor, current)
            .And(() =>
                changes.FirstNameNotIn(
                    nameof(EmailNotification.NextEvent),
                    nameof(EmailNotification.NewPaper),
                    nameof(EmailNotification.SessionAcceptReject),
                    nameof(EmailNotification.SessionSchedule),
                    nameof(EmailNotification.AfterTicketPurchase),
                    nameof(EmailNotification.DeletedAt)
                )
                    is { } field
                    ? Decision.Deny("The user and the event of e-mail preferences cannot be changed.", field)
                    : Decision.Allow
            )
            .And(() =>
                Decision.AllowIf(
                    actor.IsStaff || !changes.ContainsAny(nameof(EmailNotification.DeletedAt)),
                    "Only staff may restore deleted e-mail preferences.",
                    "deleted-at"
                )
            );

    protected override Decision DeleteCore(Actor actor, EmailNotification current) => OwnerOrStaffOnly(actor, current);
}
