using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>
/// A font face in one document: a Type0 font (ISO 32000-1, 9.7) with character codes assigned by this class. Each pair of a glyph and its
/// text has its own code, so text is extracted exactly, even if one glyph stands for several characters or several glyphs for one.
/// </summary>
internal sealed class PdfFont(FontFace face, int number)
{
    private readonly Dictionary<(uint Glyph, string Text, int Width), ushort> _codes = [];

    public string ResourceName { get; } = $"F{number}";

    /// <param name="text">The text that readers extract for the code.</param>
    /// <param name="width">
    /// The distance that the code moves the pen, in thousandths of the font size. Can differ from the glyph's width.
    /// </param>
    /// <returns>The code to write in the page's content. Never 0, which stands for .notdef by definition.</returns>
    public ushort GetCode(uint glyph, string text, int width)
    {
        if (_codes.TryGetValue((glyph, text, width), out var code))
            return code;
        return _codes[(glyph, text, width)] = checked((ushort)(_codes.Count + 1));
    }

    /// <returns>The code of a space without width that readers extract as this text.</returns>
    public ushort GetInvisibleCode(string text) => GetCode(face.Font.TryGetNominalGlyph(' ', out var space) ? space : 0, text, 0);

    /// <summary>Writes the font subset and its dictionaries. Call it once, after all pages are drawn.</summary>
    /// <returns>The number of the font's object.</returns>
    public int WriteTo(PdfFile file)
    {
        var glyphs = _codes.Keys.Select(key => key.Glyph).Distinct().ToArray();
        var (fontFile, newGlyphs) = FontSubset.Create(face, glyphs);
        // The name of a font subset starts with a tag of six letters (ISO 32000-1, 9.6.4).
        var name = $"{SubsetLetters()}+{face.Name}";
        var program = file.AddStream($"/Length1 {fontFile.Length}", fontFile);
        var box = string.Join(' ', face.BoundingBox);
        var descriptor = file.Add(
            $"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{box}] /ItalicAngle 0 "
                + $"/Ascent {face.Ascent} /Descent {face.Descent} /CapHeight 714 /StemV 80 /FontFile2 {program} 0 R >>"
        );
        var glyphMap = file.AddStream("", EncodeGlyphMap(newGlyphs));
        var descendant = file.Add(
            $"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} "
                + "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
                + $"/FontDescriptor {descriptor} 0 R /DW 0 /W [1 [{JoinWidths()}]] /CIDToGIDMap {glyphMap} 0 R >>"
        );
        var unicodeMap = file.AddStream("", Encoding.ASCII.GetBytes(CreateUnicodeMap()));
        return file.Add(
            $"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H "
                + $"/DescendantFonts [{descendant} 0 R] /ToUnicode {unicodeMap} 0 R >>"
        );
    }

    private IEnumerable<KeyValuePair<(uint Glyph, string Text, int Width), ushort>> OrderedCodes() => _codes.OrderBy(code => code.Value);

    private string JoinWidths() => string.Join(' ', OrderedCodes().Select(code => code.Key.Width));

    /// <summary>The glyph id in the font subset for each code, two bytes each.</summary>
    private byte[] EncodeGlyphMap(Dictionary<uint, ushort> newGlyphs)
    {
        var map = new byte[2 * (_codes.Count + 1)];
        foreach (var ((glyph, _, _), code) in _codes)
            BinaryPrimitives.WriteUInt16BigEndian(map.AsSpan(2 * code), newGlyphs[glyph]);
        return map;
    }

    /// <summary>The ToUnicode CMap (ISO 32000-1, 9.10.3), which maps each code to its text.</summary>
    private string CreateUnicodeMap()
    {
        var map = new StringBuilder(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                + "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        ).Append("/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        // A block has at most 100 entries (Adobe Technical Note 5014).
        foreach (var block in OrderedCodes().Chunk(100))
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
        var rest = number;
        for (var i = 0; i < letters.Length; i++)
        {
            letters[i] = (char)('A' + rest % 26);
            rest /= 26;
        }
        return new string(letters);
    }
}
