using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Outbox;

/// <summary>What becomes of an entry after an attempt has failed.</summary>
/// <param name="State">Waiting: it is tried again.</param>
/// <param name="Attempts">The number of attempts so far.</param>
/// <param name="AvailableAt">The time of the next attempt, or of giving up.</param>
/// <param name="Reason">For the operator: <see cref="FailureReason.Of"/>.</param>
internal sealed record AttemptFailure(
    Exception Exception,
    OutboxState State,
    int Attempts,
    DateTimeOffset AvailableAt,
    string Reason,
    bool IsExplained
)
{
    public bool IsFinal => State != OutboxState.Waiting;

    /// <param name="isPermanent">Whether another attempt cannot succeed.</param>
    public static AttemptFailure Of(
        Exception exception,
        OutboxEntry entry,
        int maxAttempts,
        bool isPermanent,
        OutboxSettings settings,
        DateTimeOffset now
    )
    {
        var state =
            entry.Attempts < maxAttempts && !isPermanent ? OutboxState.Waiting
            : exception is UnknownOutboxKindException ? OutboxState.Quarantined
            : OutboxState.GivenUp;
        return new AttemptFailure(
            exception,
            state,
            entry.Attempts,
            state == OutboxState.Waiting ? now + settings.DelayAfter(entry.Attempts) : now,
            FailureReason.Of(exception),
            FailureReason.IsExplained(exception)
        );
    }
}
