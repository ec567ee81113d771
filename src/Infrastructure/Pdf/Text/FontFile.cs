using System.IO.Compression;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>A font with some of the glyphs of a face, as a document embeds it.</summary>
/// <param name="Packed">A TrueType file, compressed by zlib.</param>
/// <param name="Length">The number of bytes of the file.</param>
/// <param name="NewGlyphs">The glyph id in the file, by the glyph id in the face.</param>
internal sealed record FontFile(byte[] Packed, int Length, IReadOnlyDictionary<uint, ushort> NewGlyphs)
{
    /// <summary>The characters of <see cref="CreateShared"/>: printable ASCII, and what our own texts and amounts have besides.</summary>
    private static readonly string SharedCharacters = string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c)) + "–—…·×€";

    public static FontFile Create(FontFace face, IReadOnlyCollection<uint> glyphs)
    {
        var (file, newGlyphs) = FontSubset.Create(face, glyphs);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            zlib.Write(file);
        return new FontFile(packed.ToArray(), file.Length, newGlyphs);
    }

    /// <summary>
    /// The glyphs of most texts. Documents with no other glyphs of the face have the same file, which is made once. It is larger than one
    /// with the glyphs of a single document, by about 5 KB.
    /// </summary>
    public static FontFile CreateShared(FontFace face) =>
        Create(
            face,
            [
                .. SharedCharacters
                    .EnumerateRunes()
                    .Select(rune => face.Font.TryGetNominalGlyph(rune.Value, out var glyph) ? glyph : 0)
                    .Append(0u)
                    .Distinct()
                    .Order(),
            ]
        );

    public bool Covers(IEnumerable<uint> glyphs)
    {
        foreach (var glyph in glyphs)
            if (!NewGlyphs.ContainsKey(glyph))
                return false;
        return true;
    }
}
