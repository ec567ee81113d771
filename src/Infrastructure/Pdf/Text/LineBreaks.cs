using ICU4N.Globalization;
using ICU4N.Text;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>
/// Finds allowed line breaks with ICU: by the Unicode Line Breaking Algorithm (UAX #14), and by dictionaries for Thai, Lao, Khmer and
/// Burmese, which have no spaces between words. Thread-safe.
/// </summary>
internal static class LineBreaks
{
    /// <summary>An iterator has the state of one text, and its clones share dictionaries that are not documented as thread-safe.</summary>
    private static readonly Lock Access = new();

    private static readonly BreakIterator Iterator = BreakIterator.GetLineInstance(UCultureInfo.InvariantCulture);

    /// <returns>The index of each character that can start a line, and the length of the text.</returns>
    public static IReadOnlySet<int> Find(string text)
    {
        var breaks = new HashSet<int>();
        lock (Access)
        {
            Iterator.SetText(text);
            for (var index = Iterator.Next(); index != BreakIterator.Done; index = Iterator.Next())
                breaks.Add(index);
        }
        return breaks;
    }
}
