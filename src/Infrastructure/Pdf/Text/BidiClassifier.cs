using System.Globalization;
using System.Text;
using HarfBuzzSharp;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>Determines the bidirectional types of characters, from their Unicode category and script.</summary>
internal static class BidiClassifier
{
    /// <returns>The type of each UTF-16 unit.</returns>
    public static BidiClass[] Classify(string text)
    {
        var classes = new BidiClass[text.Length];
        var index = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            Array.Fill(classes, Classify(rune), index, rune.Utf16SequenceLength);
            index += rune.Utf16SequenceLength;
        }
        return classes;
    }

    public static BidiClass Classify(Rune rune) =>
        rune.Value switch
        {
            >= '0' and <= '9' or 0xB2 or 0xB3 or 0xB9 or >= 0x06F0 and <= 0x06F9 or >= 0xFF10 and <= 0xFF19 => BidiClass.EN,
            '+' or '-' or 0x2212 or 0xFF0B or 0xFF0D => BidiClass.ES,
            ',' or '.' or '/' or ':' or 0xA0 or 0x060C or 0x202F or 0x2044 => BidiClass.CS,
            '#' or '%' or 0xB0 or 0xB1 or 0x066A or >= 0x2030 and <= 0x2034 => BidiClass.ET,
            >= 0x0660 and <= 0x0669 or 0x066B or 0x066C or 0x06DD or >= 0x0600 and <= 0x0605 => BidiClass.AN,
            0x200E => BidiClass.L,
            0x200F => BidiClass.R,
            0x061C => BidiClass.AL,
            _ => ClassifyByCategory(rune),
        };

    private static BidiClass ClassifyByCategory(Rune rune) =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => BidiClass.NSM,
            UnicodeCategory.Format or UnicodeCategory.Control => BidiClass.BN,
            UnicodeCategory.CurrencySymbol => BidiClass.ET,
            UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => BidiClass.WS,
            _ when IsRightToLeft(rune) => HasArabicType(rune) ? BidiClass.AL : BidiClass.R,
            UnicodeCategory.ConnectorPunctuation
            or UnicodeCategory.DashPunctuation
            or UnicodeCategory.OpenPunctuation
            or UnicodeCategory.ClosePunctuation
            or UnicodeCategory.InitialQuotePunctuation
            or UnicodeCategory.FinalQuotePunctuation
            or UnicodeCategory.OtherPunctuation
            or UnicodeCategory.MathSymbol
            or UnicodeCategory.ModifierSymbol
            or UnicodeCategory.OtherSymbol => BidiClass.ON,
            _ => BidiClass.L,
        };

    private static bool IsRightToLeft(Rune rune) =>
        UnicodeFunctions.Default.GetScript(rune.Value).HorizontalDirection == Direction.RightToLeft;

    private static bool HasArabicType(Rune rune)
    {
        var script = UnicodeFunctions.Default.GetScript(rune.Value);
        return script == Script.Arabic
            || script == Script.Syriac
            || script == Script.Thaana
            || script == Script.HanifiRohingya
            || script == Script.Sogdian;
    }
}
