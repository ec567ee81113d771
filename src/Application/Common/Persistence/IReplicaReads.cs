namespace OpenEvent.Application.Common;

/// <summary>Lets the statements of one scope, which only read, go to a replica of the database (docs/decisions/058).</summary>
public interface IReplicaReads
{
    /// <summary>Sends all statements of the scope to the replica, if that may be used now. It is called before the first one.</summary>
    /// <returns>How old the rows are at most; null: the primary is used.</returns>
    TimeSpan? TryUse();

    /// <summary>
    /// Whether the scope used the replica and a statement failed or took too long, so that the primary may have the answer.
    /// </summary>
    bool IsCauseOf(Exception failure);

    /// <summary>Reports such a failure. If the replica is not available, no scope uses it until it is checked again.</summary>
    void Report(Exception failure);
}
