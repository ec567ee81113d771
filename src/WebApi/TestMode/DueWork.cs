using OpenEvent.Application.Common;

namespace OpenEvent.WebApi.TestMode;

/// <summary>The entries of the outbox and the jobs that are due.</summary>
internal static class DueWork
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    /// <returns>Whether all is done. False: the limit has passed.</returns>
    public static async Task<bool> WaitUntilDoneAsync(this ITestDatabase database, TimeSpan limit, CancellationToken ct)
    {
        // The clock of the server may stand still.
        var end = TimeProvider.System.GetUtcNow() + limit;
        bool isDone;
        while (!(isDone = await database.IsIdleAsync(ct)) && TimeProvider.System.GetUtcNow() < end)
            await Task.Delay(PollInterval, ct);
        return isDone;
    }
}
