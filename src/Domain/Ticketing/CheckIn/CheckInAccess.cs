using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

internal static class CheckInAccess
{
    /// <summary>The events at whose door the actor stands: for SQL.</summary>
    public static long[] CheckInEventIds(this Actor actor) =>
        [.. actor.Roles.Select(r => r.EventId).Distinct().Where(actor.HasRegistrarAccess)];
}
