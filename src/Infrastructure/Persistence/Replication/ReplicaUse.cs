namespace OpenEvent.Infrastructure.Persistence;

/// <summary>The permission to read from a replica now.</summary>
/// <param name="Age">How old its rows are at most.</param>
internal sealed record ReplicaUse(ReplicaHost Host, TimeSpan Age);
