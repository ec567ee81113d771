using System.Diagnostics;
using System.Globalization;

namespace OpenEvent.Testing;

/// <summary>
/// Waits for what another thread or process does. The limit is generous, because a machine can be busy: it only ends a test that would hang.
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
    /// <exception cref="TimeoutException">It is not after three minutes.</exception>
    public static Task<T> ReadAsync<T>(string what, Func<Task<T>> read, Func<T, bool> isAwaited) => ReadAsync(what, read, isAwaited, Limit);

    internal static async Task<T> ReadAsync<T>(string what, Func<Task<T>> read, Func<T, bool> isAwaited, TimeSpan limit)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            var value = await read();
            if (isAwaited(value))
                return value;
            if (Stopwatch.GetElapsedTime(start) >= limit)
                throw new TimeoutException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Not true after {limit.TotalSeconds} s: {what}. The last value was {value}."
                    )
                );
            await Task.Delay(Pause);
        }
    }
}
