namespace OpenEvent.Application.Common;

/// <summary>What is recorded about a failed attempt, for staff. Messages of most exceptions may contain personal data.</summary>
internal static class FailureReason
{
    /// <summary>Whether the message of the exception is for staff.</summary>
    public static bool IsExplained(Exception failure) =>
        failure is EmailDelayedException or EmailRejectedException or UnknownOutboxKindException or OutboxFailureException;

    /// <returns>The message, or the type of an exception whose message is not for staff.</returns>
    public static string Of(Exception failure) => IsExplained(failure) ? failure.Message : failure.GetType().Name;
}
