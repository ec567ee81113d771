using System.Collections.Concurrent;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>
/// Keeps shaped lines, because the tickets of an event have most texts in common: labels, the event's name, times, place, prices. What is
/// not used any more is dropped. Thread-safe; the lines are never changed.
/// </summary>
/// <param name="capacity">The number of characters of a generation. There are two generations.</param>
internal sealed class ShapedTextCache(int capacity)
{
    private ConcurrentDictionary<Key, ShapedLine> _current = new();
    private ConcurrentDictionary<Key, ShapedLine> _former = new();
    private int _length;

    private readonly record struct Key(string Text, FontChoice Font, byte BaseLevel);

    public ShapedLine GetOrShape(string text, FontChoice font, byte baseLevel, Func<string, FontChoice, byte, ShapedLine> shape)
    {
        var key = new Key(text, font, baseLevel);
        if (_current.TryGetValue(key, out var line))
            return line;
        if (!_former.TryGetValue(key, out line))
            line = shape(text, font, baseLevel);
        if (_current.TryAdd(key, line) && Interlocked.Add(ref _length, text.Length + 1) > capacity)
            BeginGeneration();
        return line;
    }

    /// <summary>The lines of the last generation stay only if they are used in the next one.</summary>
    private void BeginGeneration()
    {
        if (Interlocked.Exchange(ref _length, 0) <= capacity)
            return; // another thread has begun it
        _former = _current;
        _current = new();
    }
}
