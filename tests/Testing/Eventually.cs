using System.Diagnostics;

namespace OpenEvent.Testing;

/// <summary>
/// Waits for what another thread or process does. The limit is generous, because a machine can be busy: it only ends a test that would
/// hang.
/// </summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <param name="what">A sentence that becomes true, for the message of the failure.</param>
    public static Task IsTrueAsync(string what, Func<bool> condition) => IsTrueAsync(what, () => Task.FromResult(condition()));

    /// <inheritdoc cref="IsTrueAsync(string, Func{bool})" />
    public static Task IsTrueAsync(string what, Func<Task<bool>> condition) => ReadAsync(what, condition, isTrue => isTrue);

    /// <summary>Reads a value until it is the awaited one, and returns it.</summary>
    /// <param name="limit">Null: three minutes.</param>
    /// <exception cref="TimeoutException">It is not within the limit.</exception>
    public static async Task<T> ReadAsync<T>(string what, Func<Task<T>> read, Func<T, bool> isAwaited, TimeSpan? limit = null)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            var value = await read();
            if (isAwaited(value))
                return value;
            if (Stopwatch.GetElapsedTime(start) >= (limit ?? Limit))
                throw new TimeoutException($"Not true within {limit ?? Limit}: {what}. The last value was {value}.");
            await Task.Delay(Pause);
        }
    }
}
