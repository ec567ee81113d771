using System.Globalization;
using System.Text;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>
/// Writes a run's glyphs as TJ operators (ISO 32000-1, 9.4.3), so that the shapes are right and PDF readers extract the right text. In
/// simple text, one glyph has one code and one character. In a complex cluster, the first visible glyph has the code of the first
/// character. The other glyphs (marks, parts of an Indic syllable) are drawn as outlines, because readers would sort them by position or
/// extract wrong characters. Tested with poppler, PDFium and pdf.js; the results are in docs/decisions/002-ticket-pdfs.md.
/// </summary>
/// <param name="size">The font size in points.</param>
/// <param name="x">The start of the run, in points from the page's left edge.</param>
/// <param name="y">The baseline, in points from the page's bottom edge.</param>
internal sealed class GlyphPen(StringBuilder content, EmbeddedFont font, FontFace face, double size, double x, double y)
{
    private readonly StringBuilder _shown = new();
    private readonly List<(Glyph Glyph, int Position)> _outlines = [];
    private bool _inHex;
    private int _rise;

    /// <summary>The distance of the pen from the start of the run, in thousandths of the font size.</summary>
    private int _position;

    /// <param name="isFollowedBySpace">Adds a space without width behind the last character of the run.</param>
    public void Write(GlyphRun run, bool isFollowedBySpace)
    {
        content.Append(CultureInfo.InvariantCulture, $"/{font.ResourceName} {size:0.##} Tf ");
        GoTo(x, y);
        if (isFollowedBySpace && run.RightToLeft)
            WriteInvisible([" "]);
        foreach (var cluster in run.Clusters)
        {
            var shown = Array.FindIndex(cluster.Glyphs, glyph => glyph.Advance != 0);
            var characters = cluster.Text.EnumerateRunes().Select(rune => rune.ToString()).ToArray();
            var hidden = shown < 0 ? characters : characters[1..];
            if (run.RightToLeft)
                WriteInvisible(hidden.Reverse());
            WriteCluster(cluster, shown, characters[0]);
            if (!run.RightToLeft)
                WriteInvisible(hidden);
        }
        if (isFollowedBySpace && !run.RightToLeft)
            WriteInvisible([" "]);
        Flush();
        if (_rise != 0)
            content.Append("0 Ts\n");
    }

    /// <summary>
    /// Draws the glyphs that are outlines. They belong to the marked content of their text. Call it outside the text object, which cannot
    /// contain paths.
    /// </summary>
    /// <param name="bold">Fill and stroke the outlines, like the bold text around them.</param>
    public void DrawOutlines(bool bold)
    {
        if (_outlines.Count == 0)
            return;
        foreach (var (glyph, position) in _outlines)
            GlyphOutline.Append(
                content,
                face,
                glyph.Id,
                size,
                x + (position + glyph.OffsetX) * size / 1000,
                y + glyph.OffsetY * size / 1000
            );
        content.Append(bold ? "B\n" : "f\n");
    }

    /// <summary>
    /// Writes the other characters of a cluster as invisible codes after its glyph, one code for each character. In right-to-left text they
    /// are to the left of the glyph, because readers reverse such text character by character. Codes for several characters do not work:
    /// poppler reverses them twice ("السلام", with its lam-alef ligature, is extracted as "السالم"), and pdf.js treats a code with a virama
    /// as a mark.
    /// </summary>
    private void WriteInvisible(IEnumerable<string> characters)
    {
        foreach (var character in characters)
            WriteCode(font.GetInvisibleCode(character));
    }

    private void WriteCluster(Cluster cluster, int shown, string text)
    {
        var width = cluster.Glyphs.Sum(glyph => glyph.Advance);
        var isAlone = cluster.Glyphs.Count(glyph => glyph.Advance != 0) == 1;
        var position = _position;
        for (var i = 0; i < cluster.Glyphs.Length; i++)
        {
            if (i == shown)
                WriteGlyph(cluster.Glyphs[i], text, isAlone ? face.GetAdvance(cluster.Glyphs[i].Id) : width, width);
            else
                _outlines.Add((cluster.Glyphs[i], position));
            position += cluster.Glyphs[i].Advance;
        }
        _position += width;
    }

    /// <param name="codeWidth">
    /// The distance that the code moves the pen. For a single glyph, the font's own width, so that all uses of the glyph share one code.
    /// </param>
    /// <param name="width">The distance that the pen must move.</param>
    private void WriteGlyph(Glyph glyph, string text, int codeWidth, int width)
    {
        if (glyph.OffsetY != _rise)
            Raise(glyph.OffsetY);
        if (glyph.OffsetX != 0)
            Move(-glyph.OffsetX);
        WriteCode(font.GetCode(glyph.Id, text, codeWidth));
        if (glyph.OffsetX + codeWidth != width)
            Move(glyph.OffsetX + codeWidth - width);
    }

    private void GoTo(double left, double bottom) =>
        content.Append(CultureInfo.InvariantCulture, $"1 0 0 1 {left:0.###} {bottom:0.###} Tm\n");

    private void WriteCode(ushort code)
    {
        if (!_inHex)
            _shown.Append('<');
        _inHex = true;
        _shown.Append(CultureInfo.InvariantCulture, $"{code:X4}");
    }

    /// <summary>Moves the pen to the left, in thousandths of the font size, as the numbers in TJ do.</summary>
    private void Move(int left)
    {
        if (_inHex)
            _shown.Append('>');
        _inHex = false;
        _shown.Append(CultureInfo.InvariantCulture, $" {left} ");
    }

    private void Raise(int rise)
    {
        Flush();
        _rise = rise;
        content.Append(CultureInfo.InvariantCulture, $"{rise * size / 1000:0.###} Ts\n");
    }

    private void Flush()
    {
        if (_shown.Length == 0)
            return;
        if (_inHex)
            _shown.Append('>');
        _inHex = false;
        content.Append('[').Append(_shown).Append("] TJ\n");
        _shown.Clear();
    }
}
