using System.Globalization;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>A paragraph, broken into lines that fit a width.</summary>
/// <param name="Size">The font size in points.</param>
internal sealed record TextBlock(IReadOnlyList<ShapedLine> Lines, double Size, bool RightToLeft)
{
    private const string Ellipsis = "…";

    /// <summary>The maximum number of UTF-16 units that are printed, because buyers can enter names of any length.</summary>
    private const int MaxLength = 400;

    /// <summary>Breaks a text into lines at the first font size at which it fits.</summary>
    /// <param name="width">In points, like the sizes.</param>
    /// <param name="sizes">
    /// The font sizes, in the order in which they are tried. If the text fits at none of them, the last is used and the text is shortened
    /// with an ellipsis.
    /// </param>
    public static TextBlock Fit(string? text, double width, int maxLines, FontChoice font, params ReadOnlySpan<double> sizes)
    {
        var clean = TextShaper.Sanitize(text);
        if (clean.Length > MaxLength)
            clean = Cut(clean, MaxLength) + Ellipsis;
        var level = BidiAlgorithm.BaseLevel(clean);
        var breaks = new Lazy<IReadOnlySet<int>>(() => LineBreaks.Find(clean));
        foreach (var size in sizes)
        {
            var lines = BreakLines(clean, breaks, width / size, font, level);
            if (lines.Count <= maxLines && lines.TrueForAll(line => line.Width <= width / size))
                return new TextBlock(lines, size, level == 1);
        }
        var smallest = sizes[^1];
        var all = BreakLines(clean, breaks, width / smallest, font, level);
        if (all.Count <= maxLines)
            return new TextBlock(all, smallest, level == 1);
        var last = string.Concat(all.Skip(maxLines - 1).Select(line => line.IsFollowedBySpace ? line.Text + " " : line.Text));
        return new TextBlock([.. all.Take(maxLines - 1), Shorten(last, width / smallest, font, level)], smallest, level == 1);
    }

    /// <summary>A block that is read with a space before the text that follows it in the same paragraph.</summary>
    public TextBlock WithSpaceAtEnd() => this with { Lines = [.. Lines.SkipLast(1), Lines[^1] with { IsFollowedBySpace = true }] };

    private static List<ShapedLine> BreakLines(string text, Lazy<IReadOnlySet<int>> breaks, double width, FontChoice font, byte level)
    {
        var lines = new List<ShapedLine>();
        for (var start = 0; start < text.Length; )
        {
            var end = FindLineEnd(text, start, breaks, width, font, level);
            var line = TextShaper.Shape(text[start..end].TrimEnd(), font, level);
            for (start = end; start < text.Length && text[start] == ' '; start++) { }
            lines.Add(line with { IsFollowedBySpace = start < text.Length && text[start - 1] == ' ' });
        }
        return lines.Count > 0 ? lines : [TextShaper.Shape("", font, level)];
    }

    /// <returns>The end of the line: the last allowed break that fits, or else a break within a word, after at least one cluster.</returns>
    private static int FindLineEnd(string text, int start, Lazy<IReadOnlySet<int>> breaks, double width, FontChoice font, byte level)
    {
        if (Fits(text.Length))
            return text.Length;
        var ends = new List<int>();
        for (var end = start; end < text.Length; ends.Add(end))
            end += StringInfo.GetNextTextElementLength(text, end);
        // Shaping is expensive, so use a binary search. It assumes that a longer text is not narrower, which is almost always true.
        var fits = -1;
        var tooLong = ends.Count;
        while (tooLong - fits > 1)
        {
            var middle = (fits + tooLong) / 2;
            if (Fits(ends[middle]))
                fits = middle;
            else
                tooLong = middle;
        }
        var best = ends.FindLastIndex(Math.Max(fits, 0), breaks.Value.Contains);
        return ends[best >= 0 && fits >= 0 ? best : Math.Max(fits, 0)];

        bool Fits(int end) => TextShaper.Shape(text[start..end].TrimEnd(), font, level).Width <= width;
    }

    private static ShapedLine Shorten(string text, double width, FontChoice font, byte level)
    {
        for (var length = text.Length; length > 0; length--)
        {
            var line = TextShaper.Shape(Cut(text, length).TrimEnd() + Ellipsis, font, level);
            if (line.Width <= width)
                return line;
            length = Math.Min(length, (int)(length * width / line.Width) + 2);
        }
        return TextShaper.Shape(Ellipsis, font, level);
    }

    /// <summary>Cuts the text to at most this many UTF-16 units, never within a cluster.</summary>
    private static string Cut(string text, int length)
    {
        var end = 0;
        while (end < text.Length && StringInfo.GetNextTextElementLength(text, end) is var next && end + next <= length)
            end += next;
        return text[..end];
    }
}
