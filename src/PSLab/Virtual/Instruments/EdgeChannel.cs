namespace OpenEvent.PSLab.Virtual;

/// <summary>
/// One input-capture channel: passes the times of the edges of its mode to <paramref name="store"/>, until that returns false.
/// </summary>
internal sealed class EdgeChannel(EdgeDetector pin, uint mode, Func<int, long, bool> store)
{
    private long _rises;

    public int Events { get; private set; }

    public bool IsFull { get; private set; }

    public void Start(long start) => pin.Start(start);

    public void Advance(long now)
    {
        if (mode is 0 or > 5)
            return;
        while (!IsFull && pin.NextEdge(now) is { } edge)
        {
            if (edge.IsRise)
                _rises++;
            if (IsChosen(edge.IsRise))
                IsFull = !store(Events++, edge.Tick);
        }
    }

    private bool IsChosen(bool isRise) =>
        mode switch
        {
            1 => true,
            2 => !isRise,
            3 => isRise,
            4 => isRise && _rises % 4 == 0,
            _ => isRise && _rises % 16 == 0,
        };
}
