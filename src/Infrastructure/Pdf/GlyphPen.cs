using System.Globalization;
using System.Text;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>
/// Writes a run's glyphs as TJ operators (ISO 32000-1, 9.4.3) so that people see the right shapes and readers get the right text. In simple text the two
/// are one: a glyph, a code, a character. Where they part, a cluster's first glyph is shown as its first character, and its other
/// glyphs (marks, the parts of an Indic syllable) are drawn as outlines: as text, they would be sorted by where their ink is, or read as rubbish.
/// Found by trying poppler, PDFium and pdf.js; docs/decisions/002-ticket-pdfs.md has the table.
/// </summary>
/// <param name="x">Where the run starts, from the page's left, in points.</param>
/// <param name="y">The baseline, from the page's bottom, in points.</param>
internal sealed class GlyphPen(StringBuilder content, PdfFont font, FontFace face, double size, double x, double y)
{
    private readonly StringBuilder _shown = new();
    private readonly List<(Glyph Glyph, int At)> _outlines = [];
    private bool _inHex;
    private int _rise;

    /// <summary>How far the pen is from the start, in thousandths of the size.</summary>
    private int _position;

    public void Write(GlyphRun run)
    {
        content.Append(CultureInfo.InvariantCulture, $"/{font.ResourceName} {size:0.##} Tf ");
        GoTo(x, y);
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
        Flush();
        if (_rise != 0)
            content.Append("0 Ts\n");
    }

    /// <summary>To be called outside the text object: paths may not be within.</summary>
    /// <param name="bold">Fill and outline, as the letters are then.</param>
    public void DrawOutlines(bool bold)
    {
        if (_outlines.Count == 0)
            return;
        content.Append("/Artifact BMC\n");
        foreach (var (glyph, at) in _outlines)
            GlyphOutline.Append(content, face, glyph.Id, size, x + (at + glyph.OffsetX) * size / 1000, y + glyph.OffsetY * size / 1000);
        content.Append(bold ? "B\nEMC\n" : "f\nEMC\n");
    }

    /// <summary>
    /// One code, one character: what a cluster says beyond its first character is invisible codes behind its glyph, that is, left of it in right-to-left
    /// text, where readers turn what they see around character by character. They get codes of several characters wrong: poppler turns those twice
    /// ("السلام", with its lam-alef ligature, comes out "السالم"), pdf.js takes one with a virama in it for a mark.
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
        var at = _position;
        for (var i = 0; i < cluster.Glyphs.Length; at += cluster.Glyphs[i++].Advance)
        {
            if (i == shown)
                WriteGlyph(cluster.Glyphs[i], text, isAlone ? face.GetAdvance(cluster.Glyphs[i].Id) : width, width);
            else
                _outlines.Add((cluster.Glyphs[i], at));
        }
        _position += width;
    }

    /// <param name="codeWidth">How far the code moves the pen: for a glyph alone the font's own width, so that its code serves all its uses.</param>
    /// <param name="width">How far the pen must move.</param>
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

    /// <summary>Numbers in TJ are thousandths of the size, to the left.</summary>
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
