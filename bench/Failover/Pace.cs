using System.Diagnostics;

namespace OpenEvent.Failover;

/// <summary>
/// Spreads requests over something whose duration is unknown, so that there are some all the time: a tenth begins at once, then fewer and
/// fewer, half of them within a minute and a half, and what is left when it has ended.
/// </summary>
internal sealed class Pace(int count, Task end)
{
    private const double AtOnce = 0.1,
        MeanSeconds = 150;

    private readonly long _start = Stopwatch.GetTimestamp();

    public async Task WaitTurnAsync(int n)
    {
        var due = TimeSpan.FromSeconds(-MeanSeconds * Math.Log(1 - Math.Clamp(((double)n / count) - AtOnce, 0, 0.99)));
        var delay = due - Stopwatch.GetElapsedTime(_start);
        if (delay > TimeSpan.Zero)
            await Task.WhenAny(end, Task.Delay(delay));
    }
}
