using System.Globalization;
using System.Text;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>
/// Writes a run's glyphs as TJ operators (ISO 32000-1, 9.4.3), in as few as the offsets allow. A cluster of several glyphs is wrapped in a span with
/// ActualText (14.9.4), as no per-glyph table can say what its parts mean together (a Devanagari syllable, say, is drawn in another order than written).
/// </summary>
internal sealed class GlyphPen(StringBuilder content, PdfFont font, FontFace face, double size)
{
    private readonly StringBuilder _shown = new();
    private bool _inHex;
    private int _rise;

    public void Write(Cluster cluster, bool rightToLeft)
    {
        if (cluster.Glyphs.Length == 1 && !rightToLeft) Show(cluster.Glyphs[0], cluster.Text);
        else if (rightToLeft && new StringInfo(cluster.Text).LengthInTextElements > 1) WriteMirrored(cluster);
        else if (cluster.Glyphs.Length == 1) Show(cluster.Glyphs[0], cluster.Text);
        else WriteSpan(cluster);
    }

    private void WriteSpan(Cluster cluster)
    {
        Flush();
        content.Append(CultureInfo.InvariantCulture, $"/Span << /ActualText {PdfFile.Text(cluster.Text)} >> BDC\n");
        // Readers that ignore ActualText still get the text once, with the first glyph.
        for (var i = 0; i < cluster.Glyphs.Length; i++) Show(cluster.Glyphs[i], i == 0 ? cluster.Text : "");
        Flush();
        content.Append("EMC\n");
    }

    /// <summary>
    /// A right-to-left ligature (Arabic lam-alef is in every second sentence). Readers turn right-to-left text around character by character, and
    /// those that get several at once from one code disagree on whether they are turned already (poppler turns them, so "السلام" comes out "السالم").
    /// So each character gets a code of its own, in the order in which it is seen: the glyph's, then invisible ones of no width.
    /// </summary>
    private void WriteMirrored(Cluster cluster)
    {
        var characters = cluster.Text.EnumerateRunes().Reverse().Select(rune => rune.ToString()).ToArray();
        for (var i = 0; i < cluster.Glyphs.Length; i++) Show(cluster.Glyphs[i], i < characters.Length ? characters[i] : "");
        if (!face.Font.TryGetNominalGlyph(' ', out var space)) return;
        for (var i = cluster.Glyphs.Length; i < characters.Length; i++) Show(new Glyph(space, 0, 0, 0), characters[i]);
    }

    public void Finish()
    {
        Flush();
        if (_rise != 0) content.Append("0 Ts\n");
    }

    private void Show(Glyph glyph, string text)
    {
        if (glyph.OffsetY != _rise) Raise(glyph.OffsetY);
        if (glyph.OffsetX != 0) Move(-glyph.OffsetX);
        if (!_inHex) _shown.Append('<');
        _inHex = true;
        _shown.Append(CultureInfo.InvariantCulture, $"{font.CodeOf(glyph.Id, text):X4}");
        // PDF moves on by the font's own width; shaping may want another (kerning, marks).
        var correction = glyph.OffsetX + face.Advance(glyph.Id) - glyph.Advance;
        if (correction != 0) Move(correction);
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
