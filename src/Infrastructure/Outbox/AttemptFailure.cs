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
    /// <summary>Whether the attempt is not counted: a newer version can process the entry.</summary>
    public bool IsUnknown => Exception is UnknownOutboxKindException;

    public bool IsFinal => State == OutboxState.GivenUp;

    /// <summary>The entry waits for a newer version, as it was before the attempt. The short pause is the same each time.</summary>
    /// <param name="attempts">The number of attempts before this one.</param>
    /// <param name="isLeft">Whether this server leaves the entry alone from now on, so that it can stay as it is.</param>
    public static AttemptFailure OfUnknown(
        UnknownOutboxKindException exception,
        int attempts,
        bool isLeft,
        OutboxSettings settings,
        DateTimeOffset now
    ) =>
        new(
            exception,
            isLeft ? OutboxState.Waiting : OutboxState.Quarantined,
            attempts,
            now + settings.FirstPause,
            FailureReason.Of(exception),
            FailureReason.IsExplained(exception)
        );

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
        var state = entry.Attempts < maxAttempts && !isPermanent ? OutboxState.Waiting : OutboxState.GivenUp;
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
