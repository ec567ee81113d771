namespace OpenEvent.PSLab.Virtual;

/// <summary>The simulated faults of a virtual board.</summary>
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

    /// <summary>Adds a fault to the next command only.</summary>
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
            return _next.TryDequeue(out var next) ? next : _planned.Find(f => f.IsDue(_commands));
        }
    }
}
