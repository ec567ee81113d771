namespace OpenEvent.Application.Common;

/// <summary>The daily e-mails of one event failed. The daily job leaves the event out and goes on with the others.</summary>
public sealed class DailyEmailException(long eventId, Exception inner)
    : Exception($"The daily e-mails of event {eventId} failed: {inner.Message}", inner)
{
    public long EventId { get; } = eventId;

    /// <summary>Runs the work of one event.</summary>
    /// <exception cref="DailyEmailException">The work failed.</exception>
    public static async Task ForEventAsync(long eventId, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw new DailyEmailException(eventId, failure);
        }
    }
}
