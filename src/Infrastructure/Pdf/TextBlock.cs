using System.Globalization;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>A paragraph broken into lines that fit a width.</summary>
internal sealed record TextBlock(IReadOnlyList<ShapedLine> Lines, double Size, bool RightToLeft)
{
    private const string Ellipsis = "…";

    /// <summary>No field prints more than this: a buyer can type a name of any length.</summary>
    private const int MaxLength = 400;

    /// <param name="width">In points, like the sizes.</param>
    /// <param name="sizes">Tried from the first; the last is taken, with an ellipsis, if the text needs more lines than there are even then.</param>
    public static TextBlock Fit(string? text, double width, int maxLines, bool bold, params ReadOnlySpan<double> sizes)
    {
        var clean = TextShaper.Sanitize(text);
        if (clean.Length > MaxLength)
            clean = Cut(clean, MaxLength) + Ellipsis;
        var level = BidiAlgorithm.BaseLevel(clean);
        foreach (var size in sizes)
        {
            var lines = BreakLines(clean, width / size, bold, level);
            if (lines.Count <= maxLines && lines.TrueForAll(line => line.Width <= width / size))
                return new TextBlock(lines, size, level == 1);
        }
        var smallest = sizes[^1];
        var all = BreakLines(clean, width / smallest, bold, level);
        if (all.Count <= maxLines)
            return new TextBlock(all, smallest, level == 1);
        var last = string.Join(' ', all.Skip(maxLines - 1).Select(line => line.Text));
        return new TextBlock([.. all.Take(maxLines - 1), Shorten(last, width / smallest, bold, level)], smallest, level == 1);
    }

    private static List<ShapedLine> BreakLines(string text, double width, bool bold, byte level)
    {
        var lines = new List<ShapedLine>();
        for (var start = 0; start < text.Length; )
        {
            var end = FindLineEnd(text, start, width, bold, level);
            lines.Add(TextShaper.Shape(text[start..end].TrimEnd(), bold, level));
            for (start = end; start < text.Length && text[start] == ' '; start++) { }
        }
        return lines.Count > 0 ? lines : [TextShaper.Shape("", bold, level)];
    }

    /// <returns>Where the line that starts here ends: at the last good place that fits, else within a word, at least one cluster on.</returns>
    private static int FindLineEnd(string text, int start, double width, bool bold, byte level)
    {
        if (Fits(text.Length))
            return text.Length;
        var ends = new List<int>();
        for (var at = start; at < text.Length; ends.Add(at))
            at += StringInfo.GetNextTextElementLength(text, at);
        // Shaping costs, so halve instead of trying each: a longer text is as good as never narrower.
        var (fits, tooLong) = (-1, ends.Count);
        while (tooLong - fits > 1)
        {
            var middle = (fits + tooLong) / 2;
            if (Fits(ends[middle]))
                fits = middle;
            else
                tooLong = middle;
        }
        var best = ends.FindLastIndex(Math.Max(fits, 0), end => LineBreaks.IsAllowed(text, end));
        return ends[best >= 0 && fits >= 0 ? best : Math.Max(fits, 0)];

        bool Fits(int end) => TextShaper.Shape(text[start..end].TrimEnd(), bold, level).Width <= width;
    }

    private static ShapedLine Shorten(string text, double width, bool bold, byte level)
    {
        for (var length = text.Length; length > 0; length--)
        {
            var line = TextShaper.Shape(Cut(text, length).TrimEnd() + Ellipsis, bold, level);
            if (line.Width <= width)
                return line;
            length = Math.Min(length, (int)(length * width / line.Width) + 2);
        }
        return TextShaper.Shape(Ellipsis, bold, level);
    }

    /// <summary>At most so many UTF-16 units, never within a cluster.</summary>
    private static string Cut(string text, int length)
    {
        var end = 0;
        while (end < text.Length && StringInfo.GetNextTextElementLength(text, end) is var next && end + next <= length)
            end += next;
        return text[..end];
    }
}

/// <summary>
/// Where a line may end: after spaces and hyphens, and between ideographs (without leaving a closing mark at the start of a line). Scripts without
/// spaces that need a dictionary (Thai, Lao, Khmer, Burmese) break between clusters only when a word is wider than the line: a known simplification.
/// </summary>
internal static class LineBreaks
{
    public static bool IsAllowed(string text, int at)
    {
        if (at >= text.Length)
            return true;
        var (before, after) = (text[at - 1], text[at]);
        if (after == ' ')
            return true;
        if (before is ' ' or '-' or '\u2013' or '\u2014' or '\u200B')
            return true;
        if (!IsIdeographic(before) && !IsIdeographic(after))
            return false;
        return !CannotStartLine(after)
            && CharUnicodeInfo.GetUnicodeCategory(before)
                is not (UnicodeCategory.OpenPunctuation or UnicodeCategory.InitialQuotePunctuation);
    }

    private static bool IsIdeographic(char c) =>
        c
            is >= '\u2E80'
                and <= '\u9FFF'
                or >= '\uAC00'
                and <= '\uD7A3'
                or >= '\uF900'
                and <= '\uFAFF'
                or >= '\uFF00'
                and <= '\uFFEF'
                or >= '\uD840'
                and <= '\uD888';

    private static bool CannotStartLine(char c) =>
        c
            is 'ー'
                or '々'
                or '！'
                or '？'
                or '，'
                or '．'
                or '：'
                or '；'
                or '、'
                or '。'
                or '・'
                or '!'
                or '?'
                or ','
                or '.'
                or ':'
                or ';'
                or 'ぁ'
                or 'ぃ'
                or 'ぅ'
                or 'ぇ'
                or 'ぉ'
                or 'っ'
                or 'ゃ'
                or 'ゅ'
                or 'ょ'
                or 'ァ'
                or 'ィ'
                or 'ゥ'
                or 'ェ'
                or 'ォ'
                or 'ッ'
                or 'ャ'
                or 'ュ'
                or 'ョ'
        || char.IsLowSurrogate(c)
        || CharUnicodeInfo.GetUnicodeCategory(c)
            is UnicodeCategory.ClosePunctuation
                or UnicodeCategory.FinalQuotePunctuation
                or UnicodeCategory.NonSpacingMark;
}
