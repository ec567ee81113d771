using System.Globalization;
using System.Text;
using HarfBuzzSharp;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>
/// Converts a line of text in any mix of scripts to glyphs: splits it into runs by direction, font and script, and shapes each with
/// HarfBuzz.
/// </summary>
internal static class TextShaper
{
    /// <summary>At most about 10 MB: a character takes up to 200 bytes.</summary>
    private static readonly GenerationCache<LineKey, ShapedLine> Lines = new(capacity: 25_000);

    /// <summary>
    /// Converts a text to one printable line. Control characters and line breaks become spaces, and invalid surrogates become U+FFFD.
    /// Embeddings, overrides and isolates are removed, so that a name cannot change the direction of the rest of the line.
    /// </summary>
    public static string Sanitize(string? text)
    {
        var clean = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (rune.Value is >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069 or 0xFEFF)
                continue;
            var category = Rune.GetUnicodeCategory(rune);
            var isBreak = category is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            clean.Append(isBreak ? " " : rune.ToString());
        }
        return string.Join(' ', clean.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <param name="text">Sanitized by <see cref="Sanitize"/>.</param>
    /// <param name="baseLevel">The level of the paragraph to which the line belongs: 0 for left-to-right, 1 for right-to-left.</param>
    public static ShapedLine Shape(string text, FontChoice font, byte baseLevel) =>
        Lines.GetOrAdd(new LineKey(text, font, baseLevel), text.Length + 1, static line => ShapeLine(line.Text, line.Font, line.BaseLevel));

    private static ShapedLine ShapeLine(string text, FontChoice font, byte baseLevel)
    {
        var levels = BidiAlgorithm.Levels(text, baseLevel);
        var runs = Split(text, levels, font.Family).ConvertAll(run => ShapeRun(text, run, font.IsBold));
        var visual = BidiAlgorithm.Reorder(runs, run => run.Level);
        var width = visual.Sum(run => run.Clusters.Sum(cluster => cluster.Glyphs.Sum(glyph => glyph.Advance)));
        return new ShapedLine(text, visual, width / 1000.0);
    }

    private readonly record struct LineKey(string Text, FontChoice Font, byte BaseLevel);

    private readonly record struct TextRun(int Start, int End, FontFamily Family, Script Script, byte Level);

    private static List<TextRun> Split(string text, byte[] levels, FontFamily? preferred)
    {
        var families = FontLibrary.GetFamilies(text, preferred);
        var textRuns = new List<TextRun>();
        for (var at = 0; at < text.Length; )
        {
            var length = StringInfo.GetNextTextElementLength(text, at);
            var cluster = text.AsSpan(at, length);
            var script = ScriptOf(cluster);
            var family =
                ContinuesWord(textRuns, script) && FontLibrary.Covers(textRuns[^1].Family, cluster)
                    ? textRuns[^1].Family
                    : FontLibrary.Choose(families, cluster);
            if (
                textRuns.Count > 0
                && textRuns[^1] is var last
                && last.Level == levels[at]
                && last.Family == family
                && (IsCommon(script) || IsCommon(last.Script) || script == last.Script)
            )
            {
                textRuns[^1] = last with { End = at + length, Script = IsCommon(last.Script) ? script : last.Script };
            }
            else
            {
                textRuns.Add(new TextRun(at, at + length, family, script, levels[at]));
            }
            at += length;
        }
        return textRuns;
    }

    /// <summary>
    /// Spaces, digits and punctuation use the font of the word before them, so that a phrase is one run. They do not use the font of a
    /// symbol, because a space of an emoji font is as wide as an emoji.
    /// </summary>
    private static bool ContinuesWord(List<TextRun> textRuns, Script script) =>
        textRuns.Count > 0 && IsCommon(script) && !IsCommon(textRuns[^1].Script);

    private static bool IsCommon(Script script) => script == Script.Common || script == Script.Inherited;

    private static Script ScriptOf(ReadOnlySpan<char> cluster)
    {
        foreach (var rune in cluster.EnumerateRunes())
        {
            if (UnicodeFunctions.Default.GetScript(rune.Value) is var script && !IsCommon(script))
                return script;
        }

        return Script.Common;
    }

    private static GlyphRun ShapeRun(string text, TextRun run, bool bold)
    {
        var face = run.Family.Face(bold);
        var rightToLeft = (run.Level & 1) == 1;
        using var buffer = new HarfBuzzSharp.Buffer();
        // The whole line is the context, so that an Arabic letter at the edge of a run joins its neighbour.
        buffer.AddUtf16(text.AsSpan(), run.Start, run.End - run.Start);
        buffer.Direction = rightToLeft ? Direction.RightToLeft : Direction.LeftToRight;
        buffer.Script = run.Script;
        buffer.Language = Language.Default;
        // GlyphPen needs these cluster levels so that readers extract the text correctly in each direction.
        buffer.ClusterLevel = rightToLeft ? ClusterLevel.MonotoneGraphemes : ClusterLevel.MonotoneCharacters;
        face.Font.Shape(buffer);
        var script = IsCommon(run.Script) || run.Script == Script.Latin ? null : run.Script.ToString();
        return new GlyphRun(
            run.Start,
            face,
            run.Family.NeedsOutline(bold),
            rightToLeft,
            run.Level,
            script,
            CreateClusters(text, run, face, buffer)
        );
    }

    private static Cluster[] CreateClusters(string text, TextRun run, FontFace face, HarfBuzzSharp.Buffer buffer)
    {
        var infos = buffer.GetGlyphInfoSpan();
        var positions = buffer.GetGlyphPositionSpan();
        // A cluster's text ends where the next one, in the order of the text, starts.
        var starts = new SortedSet<int>();
        foreach (var info in infos)
            starts.Add((int)info.Cluster);
        var ends = starts.Zip(starts.Skip(1).Append(run.End)).ToDictionary(pair => pair.First, pair => pair.Second);

        var clusters = new List<Cluster>();
        for (var at = 0; at < infos.Length; )
        {
            var start = (int)infos[at].Cluster;
            var glyphs = new List<Glyph>();
            for (; at < infos.Length && infos[at].Cluster == start; at++)
            {
                var position = positions[at];
                glyphs.Add(
                    new Glyph(
                        infos[at].Codepoint,
                        face.ToThousandths(position.XAdvance),
                        face.ToThousandths(position.XOffset),
                        face.ToThousandths(position.YOffset)
                    )
                );
            }
            clusters.Add(new Cluster(text[start..ends[start]], [.. glyphs]));
        }
        return [.. clusters];
    }
}
