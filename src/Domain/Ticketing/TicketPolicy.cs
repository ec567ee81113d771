using System.Linq.Expressions;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Ticketing;

/// <summary>Anyone sees what a published event offers; hidden tickets are for the event team, for those who hold one, and for who has named a code that opens them.</summary>
public sealed class TicketPolicy : EventContentPolicy<Ticket>
{
    public override Expression<Func<Ticket, bool>> Visible(Actor actor)
    {
        if (actor.IsStaff) return t => t.Event.DeletedAt == null;
        var opened = actor.OpenedTickets;
        if (!actor.IsSignedIn) return t => t.Event.State == EventState.Published && t.Event.DeletedAt == null && (!t.IsHidden || opened.Contains(t.Id));
        var (me, mail, run) = (actor.UserId, actor.VerifiedEmail, actor.EventsRun);
        return t => t.Event.DeletedAt == null
            && ((t.Event.State == EventState.Published && (!t.IsHidden || opened.Contains(t.Id)))
                || run.Contains(t.EventId)
                || t.Attendees.Any(a => a.DeletedAt == null && a.Order != null && (a.Order.UserId == me || (mail != null && a.Email == mail))));
    }

    /// <summary>The list of attendees is for the door, too.</summary>
    public override bool SeesPrivate(Actor actor, Ticket row) => actor.Registers(row.EventId);
}
