using System.Globalization;
using HarfBuzzSharp;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>
/// The Unicode Bidirectional Algorithm (UAX #9, https://www.unicode.org/reports/tr9/) for one paragraph without explicit embeddings,
/// overrides and isolates. <see cref="TextShaper.Sanitize"/> removes those, because in a name or a title they can only disguise the text.
/// HarfBuzz shapes text but does not reorder it, and .NET has no public implementation.
/// </summary>
internal static class BidiAlgorithm
{
    /// <summary>The paragraph's base level, which its first strong character determines (rules P2 and P3).</summary>
    /// <returns>1 for a right-to-left paragraph, else 0.</returns>
    public static byte BaseLevel(string text)
    {
        if (IsLeftToRight(text))
            return 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (BidiClassifier.Classify(rune) is var c and (BidiClass.L or BidiClass.R or BidiClass.AL))
                return c == BidiClass.L ? (byte)0 : (byte)1;
        }

        return 0;
    }

    /// <returns>The embedding level of each UTF-16 unit. Even levels are left-to-right, odd levels right-to-left.</returns>
    public static byte[] Levels(string text, byte baseLevel)
    {
        if (baseLevel == 0 && IsLeftToRight(text))
            return new byte[text.Length];
        var original = BidiClassifier.Classify(text);
        var classes = (BidiClass[])original.Clone();
        var embedding = baseLevel == 0 ? BidiClass.L : BidiClass.R;
        ResolveWeak(classes, embedding);
        ResolveBrackets(text, classes, embedding);
        ResolveNeutral(classes, embedding);
        return AssignLevels(classes, original, baseLevel);
    }

    /// <summary>Whether all characters come before those of the first script from right to left (Hebrew), as in most texts.</summary>
    private static bool IsLeftToRight(string text) => !text.AsSpan().ContainsAnyExceptInRange('\0', '\u058F');

    /// <summary>Rules W1 to W7. Boundary neutrals (BN) take the class before them, as if they did not exist.</summary>
    private static void ResolveWeak(BidiClass[] classes, BidiClass embedding)
    {
        for (var i = 0; i < classes.Length; i++)
        {
            if (classes[i] is BidiClass.NSM or BidiClass.BN)
                classes[i] = i == 0 ? embedding : classes[i - 1];
        }

        var strong = embedding;
        for (var i = 0; i < classes.Length; i++)
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
        strong = embedding;
        for (var i = 0; i < classes.Length; i++)
        {
            if (classes[i] is BidiClass.L or BidiClass.R)
                strong = classes[i];
            else if (classes[i] == BidiClass.EN && strong == BidiClass.L)
                classes[i] = BidiClass.L;
        }
    }

    /// <summary>Rules W5 and W6: "€25" and "25%" are one number. Other separators become neutral.</summary>
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

    /// <summary>Rule N0: both brackets of a pair get the same direction.</summary>
    private static void ResolveBrackets(string text, BidiClass[] classes, BidiClass embedding)
    {
        foreach (var (open, close) in FindBracketPairs(text, classes))
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
            var direction =
                inside == embedding ? embedding
                : GetClassBefore(classes, open, embedding) == inside ? inside.Value
                : embedding;
            classes[open] = direction;
            classes[close] = direction;
        }
    }

    private static List<(int Open, int Close)> FindBracketPairs(string text, BidiClass[] classes)
    {
        var pairs = new List<(int Open, int Close)>();
        var open = new List<(char Closing, int Index)>();
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
            pairs.Add((open[match].Index, i));
            open.RemoveRange(match, open.Count - match);
        }
        pairs.Sort();
        return pairs;
    }

    /// <summary>Rules N1 and N2: neutrals between characters of one direction take it. Others take the paragraph's direction.</summary>
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

    /// <summary>
    /// The direction of a class for rules N0 to N2, where numbers count as right-to-left. Null: the class has no direction.
    /// </summary>
    private static BidiClass? GetStrongClass(BidiClass c) =>
        c switch
        {
            BidiClass.L => BidiClass.L,
            BidiClass.R or BidiClass.EN or BidiClass.AN => BidiClass.R,
            _ => null,
        };

    /// <summary>Rules I1, I2 and L1 (spaces at the end get the paragraph's level).</summary>
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

    /// <summary>Rule L2: reorders runs from logical to visual order by their levels.</summary>
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
