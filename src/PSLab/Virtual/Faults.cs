namespace OpenEvent.PSLab.Virtual;

/// <summary>The faults that a board has been told to have.</summary>
public sealed class Faults
{
    private readonly Lock _gate = new();
    private readonly List<Fault> _planned = [];
    private readonly Queue<Fault> _next = new();
    private long _commands;

    public void Plan(Fault fault)
    {
        lock (_gate)
            _planned.Add(fault);
    }

    /// <summary>The next command meets this fault.</summary>
    public void Arm(FaultOnDemand kind, TimeSpan? duration = null)
    {
        lock (_gate)
            _next.Enqueue(new(kind, 0, 0, duration ?? Fault.Usual(kind)));
    }

    internal Fault? Strike()
    {
        lock (_gate)
        {
            _commands++;
            return _next.TryDequeue(out var armed) ? armed : _planned.Find(f => f.Strikes(_commands));
        }
    }
}
