namespace OpenEvent.PSLab.Virtual;

/// <summary>One input-capture channel: writes down the times of the edges that its mode chooses.</summary>
internal sealed class EdgeChannel(string pin, uint mode, Func<int, long, bool> store)
{
    private long _seen;
    private long _rises;

    public int Events { get; private set; }

    public bool IsFull { get; private set; }

    public void Begin(long start) => (_seen, _rises) = (start, 0);

    public void Advance(Pins pins, long now)
    {
        if (IsFull || mode is 0 or > 5) return;
        var signal = pins.Signal(pin);
        while (!IsFull && signal.Next(_seen) is var edge && edge <= now)
        {
            _seen = edge;
            var rise = signal.Level(edge);
            if (rise) _rises++;
            if (IsChosen(rise)) IsFull = !store(Events++, edge);
        }
        _seen = Math.Max(_seen, now);
    }

    private bool IsChosen(bool rise) => mode switch
    {
        1 => true,
        2 => !rise,
        3 => rise,
        4 => rise && _rises % 4 == 0,
        _ => rise && _rises % 16 == 0,
    };
}
