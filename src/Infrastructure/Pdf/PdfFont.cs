using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>
/// One face as one document uses it: a Type0 font (ISO 32000-1, 9.7) whose character codes are ours. Each pair of a glyph and the text that it stands
/// for gets its own code, so copying text from the page is exact even where one glyph serves several characters or several glyphs share one.
/// </summary>
internal sealed class PdfFont(FontFace face, int number)
{
    private readonly Dictionary<(uint Glyph, string Text, int Width), ushort> _codes = [];

    public string ResourceName { get; } = $"F{number}";

    /// <param name="width">How far the code moves the pen, in thousandths of the size; may differ from what the font file says of its glyph.</param>
    /// <returns>The code to write in the page's content. Code 0 is .notdef's by definition and is never given.</returns>
    public ushort GetCode(uint glyph, string text, int width)
    {
        if (_codes.TryGetValue((glyph, text, width), out var code))
            return code;
        return _codes[(glyph, text, width)] = checked((ushort)(_codes.Count + 1));
    }

    /// <returns>The code of a space of no width that is there only to be read as this text.</returns>
    public ushort GetInvisibleCode(string text) => GetCode(face.Font.TryGetNominalGlyph(' ', out var space) ? space : 0, text, 0);

    /// <summary>Writes the cut-down font file and its dictionaries; to be called once, when no page will ask for another code.</summary>
    public int WriteTo(PdfFile file)
    {
        var glyphs = _codes.Keys.Select(key => key.Glyph).Distinct().ToArray();
        var (fontFile, newGlyphs) = FontSubset.Create(face, glyphs);
        // A subset's name starts with six letters of its own (9.6.4).
        var name = $"{SubsetLetters()}+{face.Name}";
        var program = file.AddStream($"/Length1 {fontFile.Length}", fontFile);
        var box = string.Join(' ', face.BoundingBox);
        var descriptor = file.Add(
            $"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{box}] /ItalicAngle 0 /Ascent {face.Ascent} /Descent {face.Descent} "
                + $"/CapHeight 714 /StemV 80 /FontFile2 {program} 0 R >>"
        );
        var places = file.AddStream("", EncodeGlyphMap(newGlyphs));
        var descendant = file.Add(
            $"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
                + $"/FontDescriptor {descriptor} 0 R /DW 0 /W [1 [{Widths()}]] /CIDToGIDMap {places} 0 R >>"
        );
        var unicode = file.AddStream("", Encoding.ASCII.GetBytes(UnicodeMap()));
        return file.Add(
            $"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{descendant} 0 R] /ToUnicode {unicode} 0 R >>"
        );
    }

    private IEnumerable<KeyValuePair<(uint Glyph, string Text, int Width), ushort>> InOrder() => _codes.OrderBy(code => code.Value);

    private string Widths() => string.Join(' ', InOrder().Select(code => code.Key.Width));

    /// <summary>Two bytes a code: where its glyph is in the cut-down file.</summary>
    private byte[] EncodeGlyphMap(Dictionary<uint, ushort> newGlyphs)
    {
        var places = new byte[2 * (_codes.Count + 1)];
        foreach (var ((glyph, _, _), code) in _codes)
            BinaryPrimitives.WriteUInt16BigEndian(places.AsSpan(2 * code), newGlyphs[glyph]);
        return places;
    }

    private string UnicodeMap()
    {
        var map = new StringBuilder(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        ).Append("/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        // At most 100 entries a block (Adobe Technical Note 5014).
        foreach (var block in InOrder().Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var ((_, text, _), code) in block)
                map.Append(
                    CultureInfo.InvariantCulture,
                    $"<{code:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>\n"
                );
            map.Append("endbfchar\n");
        }
        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }

    private string SubsetLetters()
    {
        var letters = new char[6];
        for (var (i, rest) = (0, number); i < letters.Length; i++, rest /= 26)
            letters[i] = (char)('A' + rest % 26);
        return new string(letters);
    }
}
