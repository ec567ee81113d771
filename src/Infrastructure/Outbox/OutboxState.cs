namespace OpenEvent.Infrastructure.Outbox;

/// <summary>Where an entry stands.</summary>
internal enum OutboxState
{
    Waiting,
    Done,
    GivenUp,
}
