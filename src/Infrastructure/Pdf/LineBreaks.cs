using ICU4N.Globalization;
using ICU4N.Text;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>
/// Finds allowed line breaks with ICU: by the Unicode Line Breaking Algorithm (UAX #14), and by dictionaries for Thai, Lao, Khmer and
/// Burmese, which have no spaces between words. Thread-safe.
/// </summary>
internal static class LineBreaks
{
    /// <summary>An iterator has the state of one text, so each text gets a copy.</summary>
    private static readonly BreakIterator Prototype = BreakIterator.GetLineInstance(UCultureInfo.InvariantCulture);

    /// <returns>The index of each character that can start a line, and the length of the text.</returns>
    public static IReadOnlySet<int> Find(string text)
    {
        var iterator = (BreakIterator)Prototype.Clone();
        iterator.SetText(text);
        var breaks = new HashSet<int>();
        for (var index = iterator.Next(); index != BreakIterator.Done; index = iterator.Next())
            breaks.Add(index);
        return breaks;
    }
}
