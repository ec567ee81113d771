using System.Globalization;
using System.Text;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>
/// The fonts that ship beside the assembly (Pdf/Fonts; licence and origin in its README), in the order in which they are asked for a character.
/// Nothing installed on the machine is looked at, so a ticket looks the same everywhere.
/// </summary>
internal static class FontLibrary
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Fonts");

    private static readonly FontFamily Latin = CreateFamily("NotoSans", hasBold: true);
    private static readonly FontFamily Emoji = CreateFamily("NotoEmoji");
    private static readonly FontFamily Chinese = CreateFamily("NotoSansSC");
    private static readonly FontFamily Japanese = CreateFamily("NotoSansJP");
    private static readonly FontFamily Korean = CreateFamily("NotoSansKR");

    private static readonly FontFamily[] Scripts =
    [
        Latin,
        CreateFamily("NotoSansArabic", true),
        CreateFamily("NotoSansHebrew", true),
        CreateFamily("NotoSansDevanagari", true),
        CreateFamily("NotoSansThai", true),
        .. "Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Myanmar Khmer Lao Georgian Armenian Ethiopic Thaana NKo Adlam Tifinagh Cherokee OlChiki Symbols Symbols2"
            .Split(' ')
            .Select(script => CreateFamily("NotoSans" + script)),
    ];

    /// <summary>
    /// The families to ask for the characters of this text. Han characters are drawn differently in Japan, Korea and China but share code points, so the
    /// text's own kana or hangul decides; pure Han text is taken for Chinese.
    /// </summary>
    public static IReadOnlyList<FontFamily> GetFamilies(string text)
    {
        FontFamily[] han =
            text.Any(c => c is >= '\u3040' and <= '\u30FF') ? [Japanese, Chinese, Korean]
            : text.Any(c => c is >= '\uAC00' and <= '\uD7A3' or >= '\u1100' and <= '\u11FF') ? [Korean, Chinese, Japanese]
            : [Chinese, Japanese, Korean];
        return [.. Scripts, .. han, Emoji];
    }

    /// <returns>The first family that has every visible character of the cluster; the Latin one (its empty box) if none has.</returns>
    public static FontFamily Choose(IReadOnlyList<FontFamily> families, ReadOnlySpan<char> cluster)
    {
        var wantsEmoji = cluster.Contains('\uFE0F') || (Rune.DecodeFromUtf16(cluster, out var first, out _) == 0 && first.Value >= 0x1F000);
        if (wantsEmoji && Covers(Emoji, cluster))
            return Emoji;
        foreach (var family in families)
        {
            if (Covers(family, cluster))
                return family;
        }

        return Latin;
    }

    public static bool Covers(FontFamily family, ReadOnlySpan<char> cluster)
    {
        foreach (var rune in cluster.EnumerateRunes())
        {
            if (!IsInvisible(rune) && !family.Regular.HasGlyph(rune))
                return false;
        }

        return true;
    }

    /// <summary>Joiners, variation selectors, direction marks: HarfBuzz draws nothing for them, so no font needs them.</summary>
    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
        || rune.Value is >= 0xFE00 and <= 0xFE0F or 0x034F or >= 0xE0100 and <= 0xE01EF;

    private static FontFamily CreateFamily(string name, bool hasBold = false) => new(name, Folder, hasBold);
}

/// <summary>A typeface with a bold cut, or one whose bold is drawn by outlining the regular.</summary>
internal sealed class FontFamily(string name, string folder, bool hasBold)
{
    private readonly Lazy<FontFace> _regular = new(() => new FontFace(name + "-Regular", Path.Combine(folder, name + "-Regular.ttf")));
    private readonly Lazy<FontFace> _bold = new(() => new FontFace(name + "-Bold", Path.Combine(folder, name + "-Bold.ttf")));

    public FontFace Regular => _regular.Value;

    public FontFace Face(bool bold) => bold && hasBold ? _bold.Value : Regular;

    /// <summary>CJK and rarer scripts ship one weight only: their bold would double the size of the product.</summary>
    public bool NeedsOutline(bool bold) => bold && !hasBold;
}
