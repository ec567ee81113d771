using System.Linq.Expressions;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// Anyone sees the tickets of a published event that are not hidden. The event team, users who hold a hidden ticket or have one in an
/// order, and requests with an access code that unlocks it also see a hidden ticket.
/// </summary>
public sealed class TicketPolicy : EventContentPolicy<Ticket>
{
    protected override Expression<Func<Ticket, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return t => t.Event.DeletedAt == null;
        var userId = actor.UserId;
        var verifiedEmail = actor.VerifiedEmail;
        var managedEventIds = actor.ManagedEventIds;
        var hasCode = actor.SuppliedCode is not null;
        var (codeId, codeText, now) = actor.SuppliedCode is { } code ? (code.Id, code.Text, code.At) : (null, null, default);
        if (userId is null && !hasCode)
            return t => t.Event.State == EventState.Published && t.Event.DeletedAt == null && !t.IsHidden;
        if (!hasCode)
            return t =>
                t.Event.DeletedAt == null
                && (
                    (t.Event.State == EventState.Published && !t.IsHidden)
                    || managedEventIds.Contains(t.EventId)
                    || t.Attendees.Any(a =>
                        a.DeletedAt == null
                        && a.Order != null
                        && (a.Order.UserId == userId || (verifiedEmail != null && a.Email == verifiedEmail))
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
                            (l.AccessCodeId == codeId || l.AccessCode.Code == codeText)
                            && l.AccessCode.DeletedAt == null
                            && CodeRules.IsValid(l.AccessCode, t.Event.EndsAt, now)
                        )
                    )
                )
                || managedEventIds.Contains(t.EventId)
                || t.Attendees.Any(a =>
                    a.DeletedAt == null
                    && a.Order != null
                    && ((userId != null && a.Order.UserId == userId) || (verifiedEmail != null && a.Email == verifiedEmail))
                )
            );
    }

    /// <summary>The private relationship <c>attendees</c> is visible to registrars too, for check-in.</summary>
    protected override bool CanSeePrivateCore(Actor actor, Ticket row) => actor.HasRegistrarAccess(row.EventId);

    protected override Expression<Func<Ticket, bool>>? PrivateToCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var eventIds = actor.CheckInEventIds();
        return eventIds.Length == 0 ? null : x => eventIds.Contains(x.EventId);
    }
}
