using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>E-mail preferences are visible to their user and to staff, but not to the event team. Only the server creates them.</summary>
public sealed class EmailNotificationPolicy : Policy<EmailNotification>
{
    public override Expression<Func<EmailNotification, bool>> Visible(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var userId = actor.UserId;
        return n => n.UserId == userId;
    }

    public override Decision List(Actor actor) => Decision.AllowIf(actor.IsStaff, "Only staff may list all e-mail preferences.");

    public override bool CanSeePrivate(Actor actor, EmailNotification row) => actor.IsStaff || actor.IsUser(row.UserId);

    public override Expression<Func<EmailNotification, bool>>? PrivateTo(Actor actor) =>
        actor switch
        {
            { IsStaff: true } => _ => true,
            { UserId: { } userId } => x => x.UserId == userId,
            _ => null,
        };

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

    public override Decision Delete(Actor actor, EmailNotification current) => UserOrStaffOnly(actor, current);

    private static Decision UserOrStaffOnly(Actor actor, EmailNotification row) =>
        Decision.AllowIf(actor.IsStaff || actor.IsUser(row.UserId), "These e-mail preferences belong to another user.");
}
