using System.Diagnostics;

namespace OpenEvent.Failover;

/// <summary>
/// Spreads requests over something whose duration is unknown: a tenth begins at once, then a hundredth each second, and all others when it
/// has ended.
/// </summary>
internal sealed class Pace(int count, Task end)
{
    private readonly long _start = Stopwatch.GetTimestamp();

    public async Task WaitTurnAsync(int n)
    {
        var due = TimeSpan.FromSeconds(Math.Max(0, n - (count / 10)) / Math.Max(1, count / 100.0));
        var delay = due - Stopwatch.GetElapsedTime(_start);
        if (delay > TimeSpan.Zero)
            await Task.WhenAny(end, Task.Delay(delay));
    }
}
