using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.IO.MemoryMappedFiles;
using System.Text;
using HarfBuzzSharp;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>
/// One font file, mapped into memory rather than read: of the 28 MB that ship, only the pages that a text touches are ever resident, and they are shared.
/// Lives as long as the process. Safe to use from many threads, as nothing in it changes.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "It lives as long as the process: FontLibrary holds every face for good.")]
internal sealed class FontFace
{
    private readonly Face _face;

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
    }

    public string Name { get; }
    public Blob Blob { get; }

    /// <summary>Scaled to the face's own units.</summary>
    public Font Font { get; }

    /// <summary>xMin, yMin, xMax, yMax, and the two below: in thousandths of the font size, as PDF wants them.</summary>
    public int[] BoundingBox { get; }
    public int Ascent { get; }
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
        // Neither is disposed: they live with the face, which lives with the process.
        var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        var view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        var blob = new Blob((IntPtr)start, checked((int)new FileInfo(path).Length), MemoryMode.ReadOnly, () => view.Dispose());
        blob.MakeImmutable();
        return blob;
    }
}
