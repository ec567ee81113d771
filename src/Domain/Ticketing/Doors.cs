using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

internal static class Doors
{
    /// <summary>The events at whose door the actor stands: for SQL.</summary>
    public static long[] Door(this Actor actor) => [.. actor.Roles.Select(r => r.EventId).Distinct().Where(actor.Registers)];
}
