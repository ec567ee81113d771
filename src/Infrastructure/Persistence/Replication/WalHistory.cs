namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// What WAL positions belong to. Positions of two servers can be compared only if it is equal: a standby that did not follow a failover has
/// another timeline, and its rows may never have been those of the new primary.
/// </summary>
/// <param name="System">The system identifier, which a cluster gets when it is created and its standbys copy.</param>
/// <param name="Database">The OID of the database, which standbys copy, too.</param>
/// <param name="Timeline">Each promotion begins a new one.</param>
internal readonly record struct WalHistory(long System, long Database, int Timeline);
