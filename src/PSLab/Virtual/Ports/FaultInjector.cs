namespace OpenEvent.PSLab.Virtual;

/// <summary>The faults that a board has been told to have.</summary>
public sealed class FaultInjector
{
    private readonly Lock _lock = new();
    private readonly List<SimulatedFault> _planned = [];
    private readonly Queue<SimulatedFault> _next = new();
    private long _commands;

    public void Add(SimulatedFault fault)
    {
        lock (_lock)
            _planned.Add(fault);
    }

    /// <summary>The next command meets this fault.</summary>
    public void InjectNext(SimulatedFaultKind kind, TimeSpan? duration = null)
    {
        lock (_lock)
            _next.Enqueue(new(kind, 0, 0, duration ?? SimulatedFault.GetDefaultDuration(kind)));
    }

    internal SimulatedFault? TakeNext()
    {
        lock (_lock)
        {
            _commands++;
            return _next.TryDequeue(out var armed) ? armed : _planned.Find(f => f.IsDue(_commands));
        }
    }
}
