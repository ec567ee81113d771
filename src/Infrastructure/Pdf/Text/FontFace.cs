using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.IO.MemoryMappedFiles;
using System.Text;
using HarfBuzzSharp;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>
/// A font file, mapped into memory. Of the 28 MB of shipped fonts, only the pages that a text needs are loaded, and processes share them.
/// Never disposed. Immutable, and therefore thread-safe.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "FontLibrary keeps every face for the lifetime of the process.")]
internal sealed class FontFace
{
    private readonly Face _face;
    private readonly Lazy<FontFile> _sharedFile;

    public FontFace(string name, string path)
    {
        Name = name;
        Blob = MapFile(path);
        _face = new Face(Blob, 0);
        _face.MakeImmutable();
        Font = new Font(_face);
        var head = ReadTable("head");
        BoundingBox = [ReadMetric(head, 36), ReadMetric(head, 38), ReadMetric(head, 40), ReadMetric(head, 42)];
        var hhea = ReadTable("hhea");
        Ascent = ReadMetric(hhea, 4);
        Descent = ReadMetric(hhea, 6);
        // After an exception the next use tries again. The default mode would throw the same exception each time.
        _sharedFile = new Lazy<FontFile>(() => FontFile.CreateShared(this), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>The font file that documents share whose texts have common characters only.</summary>
    public FontFile SharedFile => _sharedFile.Value;

    public string Name { get; }
    public Blob Blob { get; }

    /// <summary>The HarfBuzz font, in font units.</summary>
    public Font Font { get; }

    /// <summary>xMin, yMin, xMax and yMax in thousandths of the font size, as PDF requires.</summary>
    public int[] BoundingBox { get; }

    /// <summary>In thousandths of the font size.</summary>
    public int Ascent { get; }

    /// <summary>In thousandths of the font size. Negative below the baseline.</summary>
    public int Descent { get; }

    public int UnitsPerEm => _face.UnitsPerEm;

    public IntPtr FaceHandle => _face.Handle;

    public bool HasGlyph(Rune rune) => Font.TryGetNominalGlyph(rune.Value, out _);

    /// <returns>The glyph's width in thousandths of the font size.</returns>
    public int GetAdvance(uint glyph) => ToThousandths(Font.GetHorizontalGlyphAdvance(glyph));

    public int ToThousandths(int units) => (int)Math.Round(units * 1000.0 / _face.UnitsPerEm);

    private int ReadMetric(byte[] table, int offset) => ToThousandths(BinaryPrimitives.ReadInt16BigEndian(table.AsSpan(offset)));

    private byte[] ReadTable(string tag)
    {
        using var blob = _face.ReferenceTable(Tag.Parse(tag));
        return blob.AsSpan().ToArray();
    }

    private static unsafe Blob MapFile(string path)
    {
        // Not disposed, because the face is used until the process ends.
        var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        var view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        var blob = new Blob((IntPtr)start, checked((int)new FileInfo(path).Length), MemoryMode.ReadOnly, () => view.Dispose());
        blob.MakeImmutable();
        return blob;
    }
}
