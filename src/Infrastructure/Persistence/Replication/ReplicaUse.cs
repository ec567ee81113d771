namespace OpenEvent.Infrastructure.Persistence;

/// <summary>The permission to read from a replica now.</summary>
/// <param name="Age">How old its rows are at most.</param>
/// <param name="Time">The time stamp of the permission.</param>
/// <param name="Holds">The number of holds of <see cref="ReplicaGuard"/>. After another one, the rows may be outdated.</param>
internal sealed record ReplicaUse(ReplicaHost Host, TimeSpan Age, long Time, long Holds);
