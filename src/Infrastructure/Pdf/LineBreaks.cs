using System.Globalization;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>
/// Finds allowed line breaks: after spaces and hyphens, and between ideographs unless the next line would start with a closing mark. Thai,
/// Lao, Khmer and Burmese have no spaces between words and would need a dictionary. As a simplification, they break between clusters, and
/// only if a word is wider than the line.
/// </summary>
internal static class LineBreaks
{
    /// <param name="index">The index of the character after the break.</param>
    public static bool IsAllowed(string text, int index)
    {
        if (index >= text.Length)
            return true;
        var before = text[index - 1];
        var after = text[index];
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
