using System.Globalization;
using System.Text;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>
/// Writes a run's glyphs as TJ operators (ISO 32000-1, 9.4.3) so that people see the right shapes and readers get the right text. The two part where
/// marks come in: readers order text by where its ink is, and a vowel mark's ink is before, above or behind its letter. So glyphs without an advance
/// are drawn apart as outlines, and what they say is in the flow as an invisible code of no width.
/// Found by trying poppler, PDFium and pdf.js; docs/decisions/002-pdf.md has the table.
/// </summary>
/// <param name="x">Where the run starts, from the page's left, in points.</param>
/// <param name="y">The baseline, from the page's bottom, in points.</param>
internal sealed class GlyphPen(StringBuilder content, PdfFont font, FontFace face, double size, double x, double y)
{
    private readonly StringBuilder _shown = new();
    private readonly List<(Glyph Glyph, int At)> _marks = [];
    private bool _inHex;
    private int _rise;

    /// <summary>How far the pen is from the start, in thousandths of the size.</summary>
    private int _at;

    public void Write(GlyphRun run)
    {
        content.Append(CultureInfo.InvariantCulture, $"/{font.ResourceName} {size:0.##} Tf ");
        GoTo(x, y);
        foreach (var cluster in run.Clusters)
        {
            if (run.RightToLeft) WriteMirrored(cluster);
            else if (cluster.Glyphs.Count(InFlow) > 1) WriteSpan(cluster);
            else WritePlain(cluster);
        }
        Flush();
        if (_rise != 0) content.Append("0 Ts\n");
    }

    /// <summary>To be called outside the text object: paths may not be within.</summary>
    /// <param name="outlined">Fill only, or fill and outline like the letters.</param>
    public void DrawMarks(bool outlined)
    {
        if (_marks.Count == 0) return;
        content.Append("/Artifact BMC\n");
        foreach (var (glyph, at) in _marks) GlyphOutline.Append(content, face, glyph.Id, size, x + (at + glyph.OffsetX) * size / 1000, y + glyph.OffsetY * size / 1000);
        content.Append(outlined ? "B\nEMC\n" : "f\nEMC\n");
    }

    private static bool InFlow(Glyph glyph) => glyph.Advance != 0;

    private void WritePlain(Cluster cluster)
    {
        if (!cluster.Glyphs.Any(InFlow)) ShowCode(font.InvisibleCodeOf(cluster.Text));
        foreach (var glyph in cluster.Glyphs) Draw(glyph, cluster.Text);
    }

    /// <summary>
    /// No table from codes to text can say what several glyphs mean together (a Devanagari syllable is drawn in another order than it is written):
    /// ActualText can (14.9.4). Readers that ignore it get the text once, with the first glyph.
    /// </summary>
    private void WriteSpan(Cluster cluster)
    {
        Flush();
        content.Append(CultureInfo.InvariantCulture, $"/Span << /ActualText {PdfFile.Text(cluster.Text)} >> BDC\n");
        var text = cluster.Text;
        foreach (var glyph in cluster.Glyphs)
        {
            Draw(glyph, text);
            if (InFlow(glyph)) text = "";
        }
        Flush();
        content.Append("EMC\n");
    }

    /// <summary>
    /// Readers get right-to-left text in the order in which it is seen and turn it around character by character. Those that get several characters
    /// from one code disagree on whether they are turned already (poppler turns them again: "السلام", with its lam-alef ligature, comes out "السالم").
    /// So the letter's glyph is read as the cluster's first character only, and the others are invisible codes just left of it.
    /// </summary>
    private void WriteMirrored(Cluster cluster)
    {
        var characters = cluster.Text.EnumerateRunes().Select(rune => rune.ToString()).ToArray();
        var letter = Array.FindIndex(cluster.Glyphs, InFlow);
        for (var i = characters.Length - 1; i > (letter < 0 ? -1 : 0); i--) ShowCode(font.InvisibleCodeOf(characters[i]));
        for (var i = 0; i < cluster.Glyphs.Length; i++) Draw(cluster.Glyphs[i], i == letter ? characters[0] : "");
    }

    private void Draw(Glyph glyph, string text)
    {
        if (!InFlow(glyph))
        {
            _marks.Add((glyph, _at));
            return;
        }
        if (glyph.OffsetY != _rise) Raise(glyph.OffsetY);
        if (glyph.OffsetX != 0) Move(-glyph.OffsetX);
        ShowCode(font.CodeOf(glyph.Id, text));
        // PDF moves on by the font's own width; shaping may want another (kerning).
        var correction = glyph.OffsetX + face.Advance(glyph.Id) - glyph.Advance;
        if (correction != 0) Move(correction);
        _at += glyph.Advance;
    }

    private void GoTo(double left, double bottom) => content.Append(CultureInfo.InvariantCulture, $"1 0 0 1 {left:0.###} {bottom:0.###} Tm\n");

    private void ShowCode(ushort code)
    {
        if (!_inHex) _shown.Append('<');
        _inHex = true;
        _shown.Append(CultureInfo.InvariantCulture, $"{code:X4}");
    }

    /// <summary>Numbers in TJ are thousandths of the size, to the left.</summary>
    private void Move(int left)
    {
        if (_inHex) _shown.Append('>');
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
        if (_shown.Length == 0) return;
        if (_inHex) _shown.Append('>');
        _inHex = false;
        content.Append('[').Append(_shown).Append("] TJ\n");
        _shown.Clear();
    }
}
