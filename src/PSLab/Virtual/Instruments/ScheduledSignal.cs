namespace OpenEvent.PSLab.Virtual;

/// <summary>
/// A line of a serial bus, which is high while nothing is sent. Commands schedule its edges, in the order of time and also ahead of the
/// clock.
/// </summary>
internal sealed class ScheduledSignal : DigitalSignal
{
    private const int MaxEdges = 1 << 16;

    private readonly List<long> _edges = [];

    public override double Duty => _isHigh ? 1 : 0;

    /// <summary>The level after the last scheduled edge.</summary>
    private bool _isHigh = true;

    public void Set(long tick, bool level)
    {
        if (level == _isHigh)
            return;
        if (_edges.Count == MaxEdges)
            _edges.RemoveRange(0, MaxEdges / 2); // an even number, so the level before the first edge stays the same
        _isHigh = level;
        _edges.Add(_edges.Count > 0 ? Math.Max(tick, _edges[^1] + 1) : tick);
    }

    public override bool Level(long tick) => CountEdges(tick) % 2 == 0;

    public override long NextEdge(long tick) => CountEdges(tick) is var count && count < _edges.Count ? _edges[count] : Never;

    /// <summary>The number of edges up to the tick.</summary>
    private int CountEdges(long tick) => _edges.BinarySearch(tick) is var found && found >= 0 ? found + 1 : ~found;
}
