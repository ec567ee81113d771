using System.Collections.Concurrent;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>
/// Keeps values that are expensive to compute and never change. What is not used any more is dropped. Thread-safe; a value may be computed
/// twice.
/// </summary>
/// <param name="capacity">The sum of the sizes of a generation. There are two generations.</param>
internal sealed class GenerationCache<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private ConcurrentDictionary<TKey, TValue> _current = new();
    private ConcurrentDictionary<TKey, TValue> _former = new();
    private int _size;

    public TValue GetOrAdd(TKey key, int size, Func<TKey, TValue> compute)
    {
        if (_current.TryGetValue(key, out var value))
            return value;
        if (!_former.TryGetValue(key, out value))
            value = compute(key);
        if (_current.TryAdd(key, value) && Interlocked.Add(ref _size, size) > capacity)
            BeginGeneration();
        return value;
    }

    /// <summary>The values of the last generation stay only if they are used in the next one.</summary>
    private void BeginGeneration()
    {
        if (Interlocked.Exchange(ref _size, 0) <= capacity)
            return; // another thread has begun it
        _former = _current;
        _current = new();
    }
}
