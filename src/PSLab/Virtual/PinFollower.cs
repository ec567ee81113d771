namespace OpenEvent.PSLab.Virtual;

/// <summary>
/// Follows one pin through time, edge by edge. What drives the pin may change between two looks: a level that is another one then was an edge as well.
/// </summary>
internal sealed class PinFollower(Pins pins, string pin)
{
    private long _seen;
    private bool _isHigh;

    public void Begin(long start) => (_seen, _isHigh) = (start, pins.Level(pin, start));

    /// <summary>The next edge up to <paramref name="now"/>; null when there is none.</summary>
    public (long Tick, bool IsRise)? Next(long now)
    {
        var signal = pins.Signal(pin);
        var edge = signal.Level(_seen) == _isHigh ? signal.Next(_seen) : _seen;
        if (edge > now)
        {
            _seen = Math.Max(_seen, now);
            return null;
        }
        (_seen, _isHigh) = (edge, !_isHigh);
        return (edge, _isHigh);
    }

    /// <summary>How many rising edges there were since the last look.</summary>
    public long Rises(long now)
    {
        var signal = pins.Signal(pin);
        var count = signal.Rises(_seen, now) + (!_isHigh && signal.Level(_seen) ? 1 : 0);
        (_seen, _isHigh) = (now, signal.Level(now));
        return count;
    }
}
