namespace OpenEvent.Infrastructure.Outbox;

/// <summary>The state of an outbox entry.</summary>
internal enum OutboxState
{
    Waiting,
    Done,

    /// <summary>It failed too often, or permanently. Nothing happens to it until a person sets it to Waiting.</summary>
    GivenUp,

    /// <summary>
    /// A server did not know its content, and had too many of these to remember them (<see cref="UnknownEntries"/>). A server that starts
    /// sets it to Waiting again, because it may be a newer version.
    /// </summary>
    Quarantined,
}
