using System.Linq.Expressions;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Ticketing;

/// <summary>Anyone sees what a published event offers; hidden tickets are for the event team, for those who hold one, and for who has named a code that opens them.</summary>
public sealed class TicketPolicy : EventContentPolicy<Ticket>
{
    public override Expression<Func<Ticket, bool>> Visible(Actor actor)
    {
        if (actor.IsStaff)
            return t => t.Event.DeletedAt == null;
        var (me, mail, run, named) = (actor.UserId, actor.VerifiedEmail, actor.EventsRun, actor.NamedCode is not null);
        var (id, text, now) = actor.NamedCode is { } code ? (code.Id, code.Text, code.At) : (null, null, default);
        if (me is null && !named)
            return t => t.Event.State == EventState.Published && t.Event.DeletedAt == null && !t.IsHidden;
        if (!named)
            return t =>
                t.Event.DeletedAt == null
                && (
                    (t.Event.State == EventState.Published && !t.IsHidden)
                    || run.Contains(t.EventId)
                    || t.Attendees.Any(a =>
                        a.DeletedAt == null && a.Order != null && (a.Order.UserId == me || (mail != null && a.Email == mail))
                    )
                );
        return t =>
            t.Event.DeletedAt == null
            && (
                (
                    t.Event.State == EventState.Published
                    && (
                        !t.IsHidden
                        || t.AccessCodes.Any(l =>
                            (l.AccessCodeId == id || l.AccessCode.Code == text)
                            && l.AccessCode.DeletedAt == null
                            && CodeRules.IsGood(l.AccessCode, t.Event.EndsAt, now)
                        )
                    )
                )
                || run.Contains(t.EventId)
                || t.Attendees.Any(a =>
                    a.DeletedAt == null && a.Order != null && ((me != null && a.Order.UserId == me) || (mail != null && a.Email == mail))
                )
            );
    }

    /// <summary>The list of attendees is for the door, too.</summary>
    public override bool SeesPrivate(Actor actor, Ticket row) => actor.Registers(row.EventId);
}
