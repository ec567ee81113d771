using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

internal static class CheckInAccess
{
    /// <summary>The events where the actor's roles give registrar access. An array, because the SQL translation needs one.</summary>
    public static long[] CheckInEventIds(this Actor actor) =>
        [.. actor.Roles.Select(r => r.EventId).Distinct().Where(actor.HasRegistrarAccess)];
}
