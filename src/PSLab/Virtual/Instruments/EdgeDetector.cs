namespace OpenEvent.PSLab.Virtual;

/// <summary>
/// Follows one pin through time, edge by edge. What drives the pin may change between two looks: a level that is another one then was an edge as well.
/// </summary>
internal sealed class EdgeDetector(SimulatedPins pins, string pin)
{
    private long _position;
    private bool _isHigh;

    public void Start(long start) => (_position, _isHigh) = (start, pins.GetLevel(pin, start));

    /// <summary>The next edge up to <paramref name="now"/>; null when there is none.</summary>
    public (long Tick, bool IsRise)? NextEdge(long now)
    {
        var signal = pins.GetSignal(pin);
        var edge = signal.Level(_position) == _isHigh ? signal.NextEdge(_position) : _position;
        if (edge > now)
        {
            _position = Math.Max(_position, now);
            return null;
        }
        (_position, _isHigh) = (edge, !_isHigh);
        return (edge, _isHigh);
    }

    /// <summary>How many rising edges there were since the last look.</summary>
    public long CountRises(long now)
    {
        var signal = pins.GetSignal(pin);
        var count = signal.CountRises(_position, now) + (!_isHigh && signal.Level(_position) ? 1 : 0);
        (_position, _isHigh) = (now, signal.Level(now));
        return count;
    }
}
