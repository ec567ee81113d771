namespace OpenEvent.Infrastructure.Outbox;

/// <summary>The state of an outbox entry.</summary>
internal enum OutboxState
{
    Waiting,
    Done,
    GivenUp,
}
