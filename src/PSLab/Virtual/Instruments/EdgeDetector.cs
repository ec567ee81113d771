namespace OpenEvent.PSLab.Virtual;

/// <summary>
/// Finds the edges of one pin in the order of time. If the source of the pin changes and the level with it, that is an edge too.
/// </summary>
internal sealed class EdgeDetector(SimulatedPins pins, string pin)
{
    private long _position;
    private bool _isHigh;

    public void Start(long start)
    {
        _position = start;
        _isHigh = pins.GetLevel(pin, start);
    }

    /// <summary>The next edge up to <paramref name="now"/>, or null.</summary>
    public (long Tick, bool IsRise)? NextEdge(long now)
    {
        var signal = pins.GetSignal(pin);
        var edge = signal.Level(_position) == _isHigh ? signal.NextEdge(_position) : _position;
        if (edge > now)
        {
            _position = Math.Max(_position, now);
            return null;
        }
        _position = edge;
        _isHigh = !_isHigh;
        return (edge, _isHigh);
    }

    /// <summary>The number of rising edges since the last call.</summary>
    public long CountRises(long now)
    {
        var signal = pins.GetSignal(pin);
        var count = signal.CountRises(_position, now) + (!_isHigh && signal.Level(_position) ? 1 : 0);
        _position = now;
        _isHigh = signal.Level(now);
        return count;
    }
}
