namespace OpenEvent.Infrastructure.Outbox;

/// <summary>An entry that could be processed now, as it was when it was read.</summary>
/// <param name="OwnerId">The user who caused it, or null.</param>
/// <param name="Attempts">The number of attempts so far.</param>
/// <param name="StartedAt">When its last attempt began, if that attempt has not ended.</param>
/// <param name="Interruptions">The number of interrupted attempts in a row before the last attempt.</param>
internal sealed record DueEntry(long Id, string Kind, long? OwnerId, int Attempts, DateTimeOffset? StartedAt, int Interruptions)
{
    /// <summary>Its last attempt did not end: the server was stopped, or has lost the lock of the entry.</summary>
    public bool IsInterrupted => StartedAt is not null;
}
