using System.Globalization;
using System.Text;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>
/// The fonts that are shipped beside the assembly (Pdf/Fonts; its README has licence and origin), in the order in which they are searched
/// for a character. Installed fonts are not used, so a ticket looks the same on every machine.
/// </summary>
internal static class FontLibrary
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Fonts");

    private static readonly FontFamily Latin = CreateFamily("NotoSans", hasBold: true);
    private static readonly FontFamily Emoji = CreateFamily("NotoEmoji");
    private static readonly FontFamily Chinese = CreateFamily("NotoSansSC");
    private static readonly FontFamily Japanese = CreateFamily("NotoSansJP");
    private static readonly FontFamily Korean = CreateFamily("NotoSansKR");

    /// <summary>A family with serifs, for Latin, Greek and Cyrillic.</summary>
    public static readonly FontFamily Serif = CreateFamily("NotoSerif", hasBold: true);

    /// <summary>A family whose characters have the same width, for Latin, Greek and Cyrillic.</summary>
    public static readonly FontFamily Mono = CreateFamily("NotoSansMono", hasBold: true);

    private static readonly FontFamily[] Scripts =
    [
        Latin,
        CreateFamily("NotoSansArabic", true),
        CreateFamily("NotoSansHebrew", true),
        CreateFamily("NotoSansDevanagari", true),
        CreateFamily("NotoSansThai", true),
        .. (
            "Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Myanmar Khmer Lao "
            + "Georgian Armenian Ethiopic Thaana NKo Adlam Tifinagh Cherokee OlChiki Symbols Symbols2"
        )
            .Split(' ')
            .Select(script => CreateFamily("NotoSans" + script)),
    ];

    /// <summary>
    /// The families to search for the characters of this text. Japanese, Korean and Chinese draw the same Han code points differently. Kana
    /// or hangul in the text select the Japanese or Korean font; other Han text is treated as Chinese.
    /// </summary>
    /// <param name="preferred">The family to search first. Null: Noto Sans.</param>
    public static IReadOnlyList<FontFamily> GetFamilies(string text, FontFamily? preferred = null)
    {
        FontFamily[] han =
            text.Any(c => c is >= '\u3040' and <= '\u30FF') ? [Japanese, Chinese, Korean]
            : text.Any(c => c is >= '\uAC00' and <= '\uD7A3' or >= '\u1100' and <= '\u11FF') ? [Korean, Chinese, Japanese]
            : [Chinese, Japanese, Korean];
        return preferred is null ? [.. Scripts, .. han, Emoji] : [preferred, .. Scripts, .. han, Emoji];
    }

    /// <returns>
    /// The first family that has every visible character of the cluster. If none has, the Latin family, which draws an empty box.
    /// </returns>
    public static FontFamily Choose(IReadOnlyList<FontFamily> families, ReadOnlySpan<char> cluster)
    {
        var isEmoji = cluster.Contains('\uFE0F') || (Rune.DecodeFromUtf16(cluster, out var first, out _) == 0 && first.Value >= 0x1F000);
        if (isEmoji && Covers(Emoji, cluster))
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

    /// <summary>
    /// Joiners, variation selectors and direction marks. HarfBuzz draws nothing for them, so the font need not have them.
    /// </summary>
    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
        || rune.Value is >= 0xFE00 and <= 0xFE0F or 0x034F or >= 0xE0100 and <= 0xE01EF;

    private static FontFamily CreateFamily(string name, bool hasBold = false) => new(name, Folder, hasBold);
}
