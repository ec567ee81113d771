using System.Diagnostics;

namespace OpenEvent.Rush;

/// <summary>Records when a process was down. Clients may get a 5xx only during an outage.</summary>
internal sealed class Outages
{
    private readonly List<(long From, long To)> _ended = [];
    private long _downSince = long.MaxValue;

    public int Count { get; private set; }

    /// <param name="outage">Stops a process and completes when its service must be back. One at a time.</param>
    public async Task RecordAsync(Func<Task> outage)
    {
        lock (_ended)
        {
            Count++;
            _downSince = Stopwatch.GetTimestamp();
        }

        await outage();
        lock (_ended)
        {
            _ended.Add((_downSince, Stopwatch.GetTimestamp()));
            _downSince = long.MaxValue;
        }
    }

    /// <param name="from">The time stamp at which a request was sent.</param>
    /// <param name="to">The time stamp at which its answer was complete.</param>
    public bool WasDown(long from, long to)
    {
        lock (_ended)
            return to > _downSince || _ended.Any(o => from < o.To && to > o.From);
    }
}
