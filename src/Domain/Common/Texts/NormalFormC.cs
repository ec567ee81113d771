using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace OpenEvent.Domain.Common;

/// <summary>
/// Unicode normal form C (https://unicode.org/reports/tr15). The server runs without ICU, and then <see cref="string.Normalize()"/> returns
/// its argument unchanged, so the tables are our own (<c>nfc.txt</c>). The time is linear but for sorting a run of combining marks.
/// </summary>
public static class NormalFormC
{
    /// <summary>No character below it changes.</summary>
    private const char FirstCombining = '\u0300';

    private const int SyllableBase = 0xAC00;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TailBase = 0x11A7;
    private const int LeadCount = 19;
    private const int VowelCount = 21;
    private const int TailCount = 28;
    private const int SyllableCount = LeadCount * VowelCount * TailCount;

    private static readonly Lazy<Tables> Unicode = new(Tables.Read);

    /// <param name="text">Well-formed UTF-16: an unpaired surrogate becomes U+FFFD.</param>
    public static string Of(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange(FirstCombining, char.MaxValue) < 0)
            return text;
        List<(int Rune, byte Class)> runes = [];
        foreach (var rune in text.EnumerateRunes())
            Decompose(rune.Value, runes);
        SortMarks(runes);
        var composed = Compose(runes);
        return composed == text ? text : composed;
    }

    private static void Decompose(int rune, List<(int Rune, byte Class)> into)
    {
        if (rune - SyllableBase is >= 0 and < SyllableCount and var index)
        {
            into.Add((LeadBase + (index / (VowelCount * TailCount)), 0));
            into.Add((VowelBase + (index % (VowelCount * TailCount) / TailCount), 0));
            if (index % TailCount > 0)
                into.Add((TailBase + (index % TailCount), 0));
        }
        else if (Unicode.Value.Decompositions.TryGetValue(rune, out var parts))
        {
            Decompose(parts.First, into);
            if (parts.Second is { } second)
                Decompose(second, into);
        }
        else
            into.Add((rune, Unicode.Value.Classes.GetValueOrDefault(rune)));
    }

    /// <summary>Sorts each run of combining marks by class. Marks of the same class keep their order.</summary>
    private static void SortMarks(List<(int Rune, byte Class)> runes)
    {
        for (var start = 0; start < runes.Count; start++)
        {
            if (runes[start].Class == 0)
                continue;
            var end = start;
            while (end < runes.Count && runes[end].Class != 0)
                end++;
            var sorted = runes.GetRange(start, end - start).OrderBy(r => r.Class).ToList();
            for (var i = start; i < end; i++)
                runes[i] = sorted[i - start];
            start = end - 1;
        }
    }

    private static string Compose(List<(int Rune, byte Class)> runes)
    {
        List<int> composed = new(runes.Count);
        var starter = -1;
        var lastClass = 0;
        foreach (var (rune, marks) in runes)
        {
            var isAdjacent = starter >= 0 && starter == composed.Count - 1;
            if (starter >= 0 && (isAdjacent || (lastClass != 0 && lastClass < marks)) && Pair(composed[starter], rune) is { } pair)
            {
                composed[starter] = pair;
                continue;
            }

            composed.Add(rune);
            lastClass = marks;
            if (marks == 0)
                starter = composed.Count - 1;
        }

        var text = new StringBuilder(composed.Count);
        foreach (var rune in composed)
            text.Append(new Rune(rune).ToString());
        return text.ToString();
    }

    private static int? Pair(int first, int second)
    {
        if (first - LeadBase is >= 0 and < LeadCount and var lead && second - VowelBase is >= 0 and < VowelCount and var vowel)
            return SyllableBase + (((lead * VowelCount) + vowel) * TailCount);
        if (
            first - SyllableBase is >= 0 and < SyllableCount and var syllable
            && syllable % TailCount == 0
            && second - TailBase is > 0 and < TailCount and var tail
        )
            return first + tail;
        return Unicode.Value.Compositions.TryGetValue((first, second), out var pair) ? pair : null;
    }

    private sealed record Tables(
        FrozenDictionary<int, (int First, int? Second)> Decompositions,
        FrozenDictionary<(int First, int Second), int> Compositions,
        FrozenDictionary<int, byte> Classes
    )
    {
        /// <summary>
        /// Lines are <c>00C0=0041 0300</c>, with <c>!</c> at the end if the pair is never composed again, or <c>0300-0314:230</c>.
        /// </summary>
        public static Tables Read()
        {
            Dictionary<int, (int, int?)> decompositions = [];
            Dictionary<(int, int), int> compositions = [];
            Dictionary<int, byte> classes = [];
            using var stream = typeof(NormalFormC).Assembly.GetManifestResourceStream("nfc.txt")!;
            using var lines = new StreamReader(stream);
            while (lines.ReadLine() is { } line)
            {
                if (line is "" or ['#', ..])
                    continue;
                if (line.Split('=') is [var rune, var parts])
                {
                    int[] into = [.. parts.TrimEnd('!').Split(' ').Select(Hex)];
                    decompositions[Hex(rune)] = (into[0], into.Length > 1 ? into[1] : null);
                    if (into.Length > 1 && parts[^1] != '!')
                        compositions[(into[0], into[1])] = Hex(rune);
                    continue;
                }

                var range = line.Split('-', ':');
                for (var i = Hex(range[0]); i <= Hex(range[1]); i++)
                    classes[i] = byte.Parse(range[2], CultureInfo.InvariantCulture);
            }

            return new Tables(decompositions.ToFrozenDictionary(), compositions.ToFrozenDictionary(), classes.ToFrozenDictionary());
        }

        private static int Hex(string digits) => int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
