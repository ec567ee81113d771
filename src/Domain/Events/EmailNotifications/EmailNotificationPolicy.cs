using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>What mails a user wants is his business and staff's, and not that of those who run the event. The rows are made by the server.</summary>
public sealed class EmailNotificationPolicy : Policy<EmailNotification>
{
    public override Expression<Func<EmailNotification, bool>> Visible(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var userId = actor.UserId;
        return n => n.UserId == userId;
    }

    public override Decision List(Actor actor) => Decision.AllowIf(actor.IsStaff, "Only staff may list the mail wishes of all users.");

    public override bool CanSeePrivate(Actor actor, EmailNotification row) => actor.IsStaff || actor.IsUser(row.UserId);

    public override Decision Update(Actor actor, EmailNotification current, Changes<EmailNotification> changes) =>
        UserOrStaffOnly(actor, current)
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
                    ? Decision.Deny("The wishes stay with their user and event.", field)
                    : Decision.Allow
            )
            .And(() =>
                Decision.AllowIf(
                    actor.IsStaff || !changes.ContainsAny(nameof(EmailNotification.DeletedAt)),
                    "Only staff may bring back what was deleted.",
                    "deleted-at"
                )
            );

    public override Decision Delete(Actor actor, EmailNotification current) => UserOrStaffOnly(actor, current);

    private static Decision UserOrStaffOnly(Actor actor, EmailNotification row) =>
        Decision.AllowIf(actor.IsStaff || actor.IsUser(row.UserId), "These are somebody else's mail wishes.");
}
