namespace OpenEvent.Application.Common;

/// <summary>The permission for one scope to read from the replica. It is disposed of when the scope has ended.</summary>
public interface IReplicaRead : IDisposable
{
    /// <summary>How old the rows are at most.</summary>
    TimeSpan Age { get; }

    /// <summary>
    /// How long the read may take. Its statements are not cancelled then: while the replica does not answer, the driver's cancellation
    /// blocks a thread.
    /// </summary>
    TimeSpan TimeLimit { get; }

    /// <summary>Whether no change was heard of since the permission was given. Otherwise what was read may be outdated.</summary>
    bool IsCurrent { get; }

    /// <summary>Sends all statements of the scope to the replica. It is called before the first one.</summary>
    void Connect(IServiceProvider scope);

    /// <summary>Called before the scope ends, whose context is used by another scope then.</summary>
    void Disconnect();

    /// <summary>Ends the read at its next statement, because nobody waits for it. The running one is left to its end.</summary>
    void Abandon();

    /// <summary>Whether the primary may have an answer although the read failed: the request itself is not at fault.</summary>
    bool IsCauseOf(Exception failure);

    /// <summary>Reports such a failure, or that the time is over, or that the read is not current. The primary answers.</summary>
    /// <param name="failure">Null: the read is not current.</param>
    void Report(Exception? failure);
}
