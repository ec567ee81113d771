using System.Globalization;
using System.Text;
using HarfBuzzSharp;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>
/// The Unicode Bidirectional Algorithm (UAX #9) for one paragraph without explicit embeddings, overrides and isolates: <see cref="TextShaper.Sanitize"/>
/// strips those, since in a name or a title they serve only to disguise it. HarfBuzz shapes but does not order, and .NET has no public bidi.
/// </summary>
internal static class BidiAlgorithm
{
    private enum BidiClass : byte
    {
        L,
        R,
        AL,
        EN,
        AN,
        ES,
        ET,
        CS,
        NSM,
        BN,
        WS,
        ON,
    }

    /// <returns>The first strong character decides (rules P2 and P3): 1 if it is right-to-left, else 0.</returns>
    public static byte BaseLevel(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (ClassOf(rune) is var c and (BidiClass.L or BidiClass.R or BidiClass.AL))
                return c == BidiClass.L ? (byte)0 : (byte)1;
        }

        return 0;
    }

    /// <returns>One embedding level for each UTF-16 unit: even runs left-to-right, odd runs right-to-left.</returns>
    public static byte[] Levels(string text, byte baseLevel)
    {
        var original = Classes(text);
        var classes = (BidiClass[])original.Clone();
        var embedding = baseLevel == 0 ? BidiClass.L : BidiClass.R;
        ResolveWeak(classes, embedding);
        ResolveBrackets(text, classes, embedding);
        ResolveNeutral(classes, embedding);
        return AssignLevels(classes, original, baseLevel);
    }

    private static BidiClass[] Classes(string text)
    {
        var classes = new BidiClass[text.Length];
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            for (var (c, unit) = (ClassOf(rune), 0); unit < rune.Utf16SequenceLength; unit++)
                classes[at++] = c;
        }

        return classes;
    }

    private static BidiClass ClassOf(Rune rune) =>
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
            _ => ByCategory(rune),
        };

    private static BidiClass ByCategory(Rune rune) =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => BidiClass.NSM,
            UnicodeCategory.Format or UnicodeCategory.Control => BidiClass.BN,
            UnicodeCategory.CurrencySymbol => BidiClass.ET,
            UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => BidiClass.WS,
            _ when IsRightToLeft(rune) => IsArabicKind(rune) ? BidiClass.AL : BidiClass.R,
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

    private static bool IsArabicKind(Rune rune)
    {
        var script = UnicodeFunctions.Default.GetScript(rune.Value);
        return script == Script.Arabic
            || script == Script.Syriac
            || script == Script.Thaana
            || script == Script.HanifiRohingya
            || script == Script.Sogdian;
    }

    /// <summary>Rules W1 to W7. Boundary neutrals take the class before them, as if they were not there.</summary>
    private static void ResolveWeak(BidiClass[] classes, BidiClass embedding)
    {
        for (var i = 0; i < classes.Length; i++)
        {
            if (classes[i] is BidiClass.NSM or BidiClass.BN)
                classes[i] = i == 0 ? embedding : classes[i - 1];
        }

        for (var (i, strong) = (0, embedding); i < classes.Length; i++)
        {
            if (classes[i] is BidiClass.L or BidiClass.R or BidiClass.AL)
                strong = classes[i];
            else if (classes[i] == BidiClass.EN && strong == BidiClass.AL)
                classes[i] = BidiClass.AN;
        }
        for (var i = 0; i < classes.Length; i++)
        {
            if (classes[i] == BidiClass.AL)
                classes[i] = BidiClass.R;
        }

        for (var i = 1; i + 1 < classes.Length; i++)
        {
            var same = classes[i - 1] == classes[i + 1];
            if (
                same
                && (
                    (classes[i] == BidiClass.ES && classes[i - 1] == BidiClass.EN)
                    || (classes[i] == BidiClass.CS && classes[i - 1] is BidiClass.EN or BidiClass.AN)
                )
            )
                classes[i] = classes[i - 1];
        }
        ResolveTerminators(classes);
        for (var (i, strong) = (0, embedding); i < classes.Length; i++)
        {
            if (classes[i] is BidiClass.L or BidiClass.R)
                strong = classes[i];
            else if (classes[i] == BidiClass.EN && strong == BidiClass.L)
                classes[i] = BidiClass.L;
        }
    }

    /// <summary>Rules W5 and W6: "€25" and "25%" are one number; other separators are neutral.</summary>
    private static void ResolveTerminators(BidiClass[] classes)
    {
        for (var i = 0; i < classes.Length; i++)
        {
            if (classes[i] != BidiClass.ET)
                continue;
            var end = i;
            while (end < classes.Length && classes[end] == BidiClass.ET)
                end++;
            var isNumber = (i > 0 && classes[i - 1] == BidiClass.EN) || (end < classes.Length && classes[end] == BidiClass.EN);
            Array.Fill(classes, isNumber ? BidiClass.EN : BidiClass.ON, i, end - i);
            i = end - 1;
        }
        for (var i = 0; i < classes.Length; i++)
        {
            if (classes[i] is BidiClass.ES or BidiClass.CS)
                classes[i] = BidiClass.ON;
        }
    }

    /// <summary>Rule N0: both brackets of a pair turn the same way.</summary>
    private static void ResolveBrackets(string text, BidiClass[] classes, BidiClass embedding)
    {
        foreach (var (open, close) in BracketPairs(text, classes))
        {
            BidiClass? inside = null;
            for (var i = open + 1; i < close; i++)
            {
                if (GetStrongClass(classes[i]) is not { } strong)
                    continue;
                inside = strong;
                if (strong == embedding)
                    break;
            }
            if (inside is null)
                continue;
            var outcome =
                inside == embedding ? embedding
                : GetClassBefore(classes, open, embedding) == inside ? inside.Value
                : embedding;
            classes[open] = classes[close] = outcome;
        }
    }

    private static List<(int Open, int Close)> BracketPairs(string text, BidiClass[] classes)
    {
        var pairs = new List<(int Open, int Close)>();
        var open = new List<(char Closing, int At)>();
        for (var i = 0; i < text.Length; i++)
        {
            if (classes[i] != BidiClass.ON)
                continue;
            var category = CharUnicodeInfo.GetUnicodeCategory(text[i]);
            var mirror = (char)UnicodeFunctions.Default.GetMirroring((int)text[i]);
            if (category == UnicodeCategory.OpenPunctuation && mirror != text[i])
                open.Add((mirror, i));
            if (category != UnicodeCategory.ClosePunctuation)
                continue;
            var match = open.FindLastIndex(o => o.Closing == text[i]);
            if (match < 0)
                continue;
            pairs.Add((open[match].At, i));
            open.RemoveRange(match, open.Count - match);
        }
        pairs.Sort();
        return pairs;
    }

    /// <summary>Rules N1 and N2: neutrals between two of one direction take it; others take the paragraph's.</summary>
    private static void ResolveNeutral(BidiClass[] classes, BidiClass embedding)
    {
        for (var i = 0; i < classes.Length; i++)
        {
            if (GetStrongClass(classes[i]) is not null)
                continue;
            var end = i;
            while (end < classes.Length && GetStrongClass(classes[end]) is null)
                end++;
            var before = GetClassBefore(classes, i, embedding);
            var after = end < classes.Length ? GetStrongClass(classes[end])!.Value : embedding;
            Array.Fill(classes, before == after ? before : embedding, i, end - i);
            i = end - 1;
        }
    }

    private static BidiClass GetClassBefore(BidiClass[] classes, int index, BidiClass embedding)
    {
        for (var i = index - 1; i >= 0; i--)
        {
            if (GetStrongClass(classes[i]) is { } strong)
                return strong;
        }

        return embedding;
    }

    /// <summary>For neutrals a number counts as right-to-left (rule N1); null for what has no direction.</summary>
    private static BidiClass? GetStrongClass(BidiClass c) =>
        c switch
        {
            BidiClass.L => BidiClass.L,
            BidiClass.R or BidiClass.EN or BidiClass.AN => BidiClass.R,
            _ => null,
        };

    /// <summary>Rules I1, I2, and L1 (spaces at the end stay with the paragraph).</summary>
    private static byte[] AssignLevels(BidiClass[] classes, BidiClass[] original, byte baseLevel)
    {
        var levels = new byte[classes.Length];
        for (var i = 0; i < classes.Length; i++)
        {
            levels[i] = (baseLevel, classes[i]) switch
            {
                (0, BidiClass.R) => 1,
                (0, BidiClass.EN or BidiClass.AN) => 2,
                (0, _) => 0,
                (_, BidiClass.R) => 1,
                _ => 2,
            };
        }
        for (var i = classes.Length - 1; i >= 0 && original[i] is BidiClass.WS or BidiClass.BN; i--)
            levels[i] = baseLevel;
        return levels;
    }

    /// <summary>Rule L2: turns logical runs into visual ones, given the level of each.</summary>
    public static List<T> Reorder<T>(IReadOnlyList<T> runs, Func<T, byte> level)
    {
        var visual = runs.ToList();
        var highest = visual.Count == 0 ? 0 : visual.Max(level);
        for (var threshold = highest; threshold >= 1; threshold--)
        {
            for (var i = 0; i < visual.Count; i++)
            {
                if (level(visual[i]) < threshold)
                    continue;
                var end = i;
                while (end < visual.Count && level(visual[end]) >= threshold)
                    end++;
                visual.Reverse(i, end - i);
                i = end;
            }
        }
        return visual;
    }
}
