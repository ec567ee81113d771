namespace OpenEvent.Infrastructure.Lab;

/// <summary>
/// The circuits that users chose for a virtual device. The oldest choices are forgotten when there are too many. Thread-safe.
/// </summary>
internal sealed class CircuitChoices(int capacity = CircuitChoices.DefaultCapacity)
{
    private const int DefaultCapacity = 10_000;

    private readonly OrderedDictionary<long, string> _circuits = [];

    public void Clear()
    {
        lock (_circuits)
            _circuits.Clear();
    }

    /// <returns>Null for the configured circuit.</returns>
    public string? Get(long userId)
    {
        lock (_circuits)
            return _circuits.GetValueOrDefault(userId);
    }

    /// <param name="circuit">Null for the configured circuit.</param>
    public void Set(long userId, string? circuit)
    {
        lock (_circuits)
        {
            _circuits.Remove(userId);
            if (circuit is null)
                return;
            if (_circuits.Count >= capacity)
                _circuits.RemoveAt(0);
            _circuits.Add(userId, circuit);
        }
    }
}
