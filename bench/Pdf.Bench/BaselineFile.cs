using System.Globalization;
using System.IO.Compression;
using System.Text;
using OpenEvent.Infrastructure.Pdf;
using OpenEvent.Infrastructure.Pdf.Output;

namespace OpenEvent.Pdf.Bench;

/// <summary>
/// The baseline: writes a document's PDF file as strings, with the same objects as <see cref="PdfFileWriter"/>, except for images.
/// </summary>
internal sealed class BaselineFile
{
    private readonly List<byte[]> _objects = [];
    private readonly Dictionary<PageCanvas, int> _pages = [];
    private readonly Dictionary<StructureElement, int> _elements = [];

    public static byte[] Write(TaggedDocument document)
    {
        var file = new BaselineFile();
        var fonts = string.Concat(document.Fonts.Select(font => $"/{font.ResourceName} {file.AddFont(font)} 0 R "));
        var resources = file.Add($"<< /Font << {fonts}>> >>");
        var tree = file.Reserve();
        foreach (var page in document.Pages)
            file._pages[page] = file.AddPage(page, tree, resources);
        var kids = string.Join(' ', file._pages.Values.Select(page => $"{page} 0 R"));
        file.Set(tree, $"<< /Type /Pages /Count {file._pages.Count} /Kids [{kids}] >>");
        var root = file.AddStructure(document);
        var metadata = file.AddStream("/Type /Metadata /Subtype /XML", XmpMetadata.Create(document.Title, document.Language), packed: true);
        var catalog = file.Add(
            $"<< /Type /Catalog /Pages {tree} 0 R /ViewerPreferences << /DisplayDocTitle true >> /Lang ({document.Language}) "
                + $"/MarkInfo << /Marked true >> /StructTreeRoot {root} 0 R /Metadata {metadata} 0 R >>"
        );
        return file.Finish(catalog, file.Add($"<< /Title {Encode(document.Title)} >>"));
    }

    private int AddFont(EmbeddedFont font)
    {
        var program = font.CreateFile();
        var file = AddStream($"/Length1 {program.Length} /Filter /FlateDecode", program.Packed, packed: true);
        var face = font.Face;
        var descriptor = Add(
            $"<< /Type /FontDescriptor /FontName /{font.Name} /Flags 4 /FontBBox [{string.Join(' ', face.BoundingBox)}] /ItalicAngle 0 "
                + $"/Ascent {face.Ascent} /Descent {face.Descent} /CapHeight 714 /StemV 80 /FontFile2 {file} 0 R >>"
        );
        var glyphs = AddStream("", font.EncodeGlyphMap(program.NewGlyphs));
        var descendant = Add(
            $"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{font.Name} "
                + "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
                + $"/FontDescriptor {descriptor} 0 R /DW 0 /W [1 [{string.Join(' ', font.Widths)}]] /CIDToGIDMap {glyphs} 0 R >>"
        );
        var unicode = AddStream("", Encoding.ASCII.GetBytes(font.CreateUnicodeMap()));
        return Add(
            $"<< /Type /Font /Subtype /Type0 /BaseFont /{font.Name} /Encoding /Identity-H "
                + $"/DescendantFonts [{descendant} 0 R] /ToUnicode {unicode} 0 R >>"
        );
    }

    private int AddPage(PageCanvas page, int tree, int resources) =>
        Add(
            string.Create(
                CultureInfo.InvariantCulture,
                $"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {page.Width:0.##} {page.Height:0.##}] /Resources {resources} 0 R "
                    + $"/Contents {AddStream("", page.GetContent())} 0 R /StructParents {_pages.Count} >>"
            )
        );

    private int AddStructure(TaggedDocument document)
    {
        var root = Reserve();
        var top = AddElement(document.Structure, root);
        var parents = string.Concat(
            document.Pages.Select((page, i) => $"{i} [{string.Join(' ', page.MarkedContents.Select(e => $"{_elements[e]} 0 R"))}]")
        );
        Set(root, $"<< /Type /StructTreeRoot /K {top} 0 R /ParentTree << /Nums [{parents}] >> /ParentTreeNextKey {_pages.Count} >>");
        return root;
    }

    private int AddElement(StructureElement element, int parent)
    {
        var number = _elements[element] = Reserve();
        var page = element.Children.Select(child => child.Page).FirstOrDefault(p => p is not null);
        var children = element.Children.Select(child =>
            child.Element is { } inner ? $"{AddElement(inner, number)} 0 R" : child.ContentId.ToString(CultureInfo.InvariantCulture)
        );
        var entry = new StringBuilder($"<< /S /{element.Type} /P {parent} 0 R /K [{string.Join(' ', children)}]");
        if (element.AlternativeText is { } text)
            entry.Append(CultureInfo.InvariantCulture, $" /Alt {Encode(text)}");
        if (element.ActualText is { } actualText)
            entry.Append(CultureInfo.InvariantCulture, $" /ActualText {Encode(actualText)}");
        if (element.Language is { } language)
            entry.Append(CultureInfo.InvariantCulture, $" /Lang ({language})");
        if (element.Box is var (left, bottom, right, top))
            entry.Append(CultureInfo.InvariantCulture, $" /A << /O /Layout /Placement /Block /BBox [{left} {bottom} {right} {top}] >>");
        if (page is not null)
            entry.Append(CultureInfo.InvariantCulture, $" /Pg {_pages[page]} 0 R");
        Set(number, entry.Append(" >>").ToString());
        return number;
    }

    private int Reserve()
    {
        _objects.Add([]);
        return _objects.Count;
    }

    private int Add(string content)
    {
        var number = Reserve();
        Set(number, content);
        return number;
    }

    private void Set(int number, string content) => _objects[number - 1] = Encoding.Latin1.GetBytes(content);

    private int AddStream(string entries, byte[] content, bool packed = false)
    {
        using var stream = new MemoryStream();
        if (!packed)
        {
            using var zlib = new ZLibStream(stream, CompressionLevel.Optimal, leaveOpen: true);
            zlib.Write(content);
        }

        var bytes = packed ? content : stream.ToArray();
        var head = $"<< {entries}{(packed ? "" : " /Filter /FlateDecode")} /Length {bytes.Length} >>\nstream\n";
        _objects.Add([.. Encoding.Latin1.GetBytes(head), .. bytes, .. "\nendstream"u8]);
        return _objects.Count;
    }

    private byte[] Finish(int catalog, int information)
    {
        using var file = new MemoryStream();
        file.Write("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n"u8);
        var table = new StringBuilder($"xref\n0 {_objects.Count + 1}\n0000000000 65535 f \n");
        for (var i = 0; i < _objects.Count; i++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{file.Position:D10} 00000 n \n");
            file.Write(Encoding.ASCII.GetBytes($"{i + 1} 0 obj\n"));
            file.Write(_objects[i]);
            file.Write("\nendobj\n"u8);
        }

        table.Append(
            CultureInfo.InvariantCulture,
            $"trailer\n<< /Size {_objects.Count + 1} /Root {catalog} 0 R /Info {information} 0 R >>\n"
        );
        table.Append(CultureInfo.InvariantCulture, $"startxref\n{file.Position}\n%%EOF\n");
        file.Write(Encoding.ASCII.GetBytes(table.ToString()));
        return file.ToArray();
    }

    private static string Encode(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";
}
