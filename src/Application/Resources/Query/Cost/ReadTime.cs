using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Query;

/// <summary>Ends a statement that runs too long, so that its cost is bounded whatever the estimate was.</summary>
internal static class ReadTime
{
    /// <remarks>
    /// A caller whose token cannot be cancelled limits the time itself: on a replica, a statement that takes too long is left to its end,
    /// because cancelling it would block a thread while the replica does not answer (docs/decisions/058). There an expensive read is not
    /// begun: the primary ends it after its own limit.
    /// </remarks>
    /// <param name="parameter">The query parameter that the request should change; null if nothing in it is at fault.</param>
    /// <exception cref="RejectedException">
    /// Malformed: the read took longer than <paramref name="limit"/>. Unavailable: it did, and <paramref name="parameter"/> is null.
    /// </exception>
    public static async Task<TResult> LimitAsync<TResult>(
        TimeSpan limit,
        string? parameter,
        Func<CancellationToken, Task<TResult>> read,
        CancellationToken ct
    )
    {
        if (!ct.CanBeCanceled)
            return parameter is null ? await read(ct) : throw RejectedException.Unavailable("This request is too expensive for a replica.");
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        end.CancelAfter(limit);
        try
        {
            return await read(end.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested && end.IsCancellationRequested)
        {
            throw Rejection(parameter);
        }
    }

    /// <summary>Ends a read whose estimate is within the budget. That it takes long is the fault of the server.</summary>
    /// <exception cref="RejectedException">Unavailable: it took longer than <see cref="ReadLimits.MaxDuration"/>.</exception>
    public static Task LimitAsync(Func<CancellationToken, Task> read, CancellationToken ct) =>
        LimitAsync(
            async end =>
            {
                await read(end);
                return true;
            },
            ct
        );

    /// <inheritdoc cref="LimitAsync(Func{CancellationToken, Task}, CancellationToken)" />
    public static Task<TResult> LimitAsync<TResult>(Func<CancellationToken, Task<TResult>> read, CancellationToken ct) =>
        LimitAsync(ReadLimits.MaxDuration, null, read, ct);

    private static RejectedException Rejection(string? parameter) =>
        parameter is null
            ? RejectedException.Unavailable("The server is too busy for this list. Send the request again later.")
            : RejectedException.Malformed($"This {parameter} takes too much time on so many rows. Ask for less in one request.", parameter);
}
