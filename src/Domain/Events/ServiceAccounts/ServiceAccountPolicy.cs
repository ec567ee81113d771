using System.Linq.Expressions;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Events;

/// <summary>
/// The owner and the organizers of an event manage its service accounts, and its team sees them. Staff manage all, also those without an
/// event. A service account never owns an event.
/// </summary>
public sealed class ServiceAccountPolicy : Policy<ServiceAccount>
{
    protected override Expression<Func<ServiceAccount, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        var eventIds = actor.ManagedEventIds;
        return s => s.EventId != null && eventIds.Contains(s.EventId.Value);
    }

    protected override Decision CreateCore(Actor actor, ServiceAccount draft) =>
        ManagerOnly(actor, draft)
            .And(() =>
                Decision.AllowIf(
                    draft.EventId is not { } id || !actor.IsOrganizerOnlyByGroup(id),
                    "You organize this event through its group. Ask its owner for a service account.",
                    "event"
                )
            )
            .And(() =>
                Decision.AllowIf(draft.RoleId != Role.OwnerId || draft.EventId is null, "A service account cannot own an event.", "role")
            );

    protected override Decision UpdateCore(Actor actor, ServiceAccount current, Changes<ServiceAccount> changes) =>
        ManagerOnly(actor, current)
            .And(() =>
                changes.FirstNameNotIn(nameof(ServiceAccount.Name)) is { } field
                    ? Decision.Deny("Only the name of a service account can be changed.", field)
                    : Decision.Allow
            );

    protected override Decision DeleteCore(Actor actor, ServiceAccount current) => ManagerOnly(actor, current);

    /// <summary>A service account manages no service accounts.</summary>
    private static Decision ManagerOnly(Actor actor, ServiceAccount account) =>
        account.EventId is { } eventId ? actor.OrganizerOnly(eventId) : actor.StaffOnly();
}
