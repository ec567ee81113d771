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
        var me = actor.UserId;
        return n => n.UserId == me;
    }

    public override Decision List(Actor actor) => Decision.When(actor.IsStaff, "Only staff may list the mail wishes of all users.");

    public override bool SeesPrivate(Actor actor, EmailNotification row) => actor.IsStaff || actor.Is(row.UserId);

    public override Decision Update(Actor actor, EmailNotification current, Changes<EmailNotification> changes) =>
        Mine(actor, current)
            .And(() =>
                changes.FirstOutside(
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
                Decision.When(
                    actor.IsStaff || !changes.Touches(nameof(EmailNotification.DeletedAt)),
                    "Only staff may bring back what was deleted.",
                    "deleted-at"
                )
            );

    public override Decision Delete(Actor actor, EmailNotification current) => Mine(actor, current);

    private static Decision Mine(Actor actor, EmailNotification row) =>
        Decision.When(actor.IsStaff || actor.Is(row.UserId), "These are somebody else's mail wishes.");
}
