namespace OpenEvent.Application.Common;

/// <summary>Lets scopes that only read use a replica of the database (docs/decisions/058).</summary>
public interface IReplicaReads
{
    /// <returns>Null: the replica may not be used now, and the primary answers.</returns>
    IReplicaRead? TryBegin();
}
