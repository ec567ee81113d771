using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>
/// A font face in one document: a Type0 font (ISO 32000-1, 9.7) with character codes assigned by this class. Each pair of a glyph and its
/// text has its own code, so text is extracted exactly, even if one glyph stands for several characters or several glyphs for one.
/// </summary>
internal sealed class EmbeddedFont(FontFace face, int number)
{
    private readonly Dictionary<(uint Glyph, string Text, int Width), ushort> _codes = [];

    public string ResourceName { get; } = $"F{number}";

    public FontFace Face => face;

    /// <summary>The name of a font subset starts with a tag of six letters (ISO 32000-1, 9.6.4).</summary>
    public string Name => $"{SubsetLetters()}+{face.Name}";

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

    /// <summary>The widths of the codes from 1, in thousandths of the font size.</summary>
    public IEnumerable<int> Widths => OrderedCodes().Select(code => code.Key.Width);

    /// <summary>A font file with the used glyphs.</summary>
    public FontFile CreateFile()
    {
        List<uint> glyphs = [.. _codes.Keys.Select(key => key.Glyph).Distinct()];
        return face.SharedFile.Covers(glyphs) ? face.SharedFile : FontFile.Create(face, glyphs);
    }

    private IEnumerable<KeyValuePair<(uint Glyph, string Text, int Width), ushort>> OrderedCodes() => _codes.OrderBy(code => code.Value);

    /// <summary>The glyph id in the font subset for each code, two bytes each.</summary>
    public byte[] EncodeGlyphMap(IReadOnlyDictionary<uint, ushort> newGlyphs)
    {
        var map = new byte[2 * (_codes.Count + 1)];
        foreach (var ((glyph, _, _), code) in _codes)
            BinaryPrimitives.WriteUInt16BigEndian(map.AsSpan(2 * code), newGlyphs[glyph]);
        return map;
    }

    /// <summary>The ToUnicode CMap (ISO 32000-1, 9.10.3), which maps each code to its text.</summary>
    public string CreateUnicodeMap()
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
