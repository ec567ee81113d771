using System.Text;
using PdfSharp.Pdf;

namespace OpenEvent.Infrastructure.Pdf.Output;

/// <summary>Adds a font to a file: the font subset and its dictionaries (ISO 32000-1, 9.7).</summary>
internal static class FontWriter
{
    public static PdfDictionary Add(PdfDocument file, EmbeddedFont embedded)
    {
        var fontFile = embedded.CreateFile();
        var font = PdfObjects.Add(file, new PdfDictionary(file));
        font.Elements.SetName("/Type", "/Font");
        font.Elements.SetName("/Subtype", "/Type0");
        font.Elements.SetName("/BaseFont", "/" + embedded.Name);
        font.Elements.SetName("/Encoding", "/Identity-H");
        font.Elements["/DescendantFonts"] = new PdfArray(file, AddGlyphs(file, embedded, fontFile).Reference!);
        font.Elements["/ToUnicode"] = PdfObjects.AddStream(file, Encoding.ASCII.GetBytes(embedded.CreateUnicodeMap())).Reference;
        return font;
    }

    private static PdfDictionary AddGlyphs(PdfDocument file, EmbeddedFont embedded, FontFile fontFile)
    {
        var glyphs = PdfObjects.Add(file, new PdfDictionary(file));
        glyphs.Elements.SetName("/Type", "/Font");
        glyphs.Elements.SetName("/Subtype", "/CIDFontType2");
        glyphs.Elements.SetName("/BaseFont", "/" + embedded.Name);
        glyphs.Elements["/CIDSystemInfo"] = new PdfLiteral("<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>");
        glyphs.Elements["/FontDescriptor"] = AddDescriptor(file, embedded, fontFile).Reference;
        glyphs.Elements.SetInteger("/DW", 0);
        glyphs.Elements["/W"] = new PdfLiteral($"[1[{string.Join(' ', embedded.Widths)}]]");
        glyphs.Elements["/CIDToGIDMap"] = PdfObjects.AddStream(file, embedded.EncodeGlyphMap(fontFile.NewGlyphs)).Reference;
        return glyphs;
    }

    private static PdfDictionary AddDescriptor(PdfDocument file, EmbeddedFont embedded, FontFile fontFile)
    {
        var face = embedded.Face;
        var program = PdfObjects.AddStream(file, fontFile.Packed, "FlateDecode");
        program.Elements.SetInteger("/Length1", fontFile.Length);
        var descriptor = PdfObjects.Add(file, new PdfDictionary(file));
        descriptor.Elements.SetName("/Type", "/FontDescriptor");
        descriptor.Elements.SetName("/FontName", "/" + embedded.Name);
        descriptor.Elements.SetInteger("/Flags", 4);
        descriptor.Elements["/FontBBox"] = new PdfLiteral($"[{string.Join(' ', face.BoundingBox)}]");
        descriptor.Elements.SetInteger("/ItalicAngle", 0);
        descriptor.Elements.SetInteger("/Ascent", face.Ascent);
        descriptor.Elements.SetInteger("/Descent", face.Descent);
        descriptor.Elements.SetInteger("/CapHeight", 714);
        descriptor.Elements.SetInteger("/StemV", 80);
        descriptor.Elements["/FontFile2"] = program.Reference;
        return descriptor;
    }
}
