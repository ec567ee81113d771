using System.Security.Cryptography;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace OpenEvent.Infrastructure.Pdf.Output;

/// <summary>
/// Writes a document as a PDF file with PDFsharp. The file contains no time stamp, and its ID is a hash of its content, so the same
/// document has the same bytes.
/// </summary>
internal static class PdfFileWriter
{
    public static byte[] Write(TaggedDocument document)
    {
        using var file = new PdfDocument();
        // Otherwise PDFsharp adds a transparency group to each page.
        file.Options.ColorMode = PdfColorMode.Undefined;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var resources = AddResources(file, document);
        var pages = new Dictionary<PageCanvas, PdfPage>();
        foreach (var canvas in document.Pages)
        {
            var content = canvas.GetContent();
            hash.AppendData(content);
            pages[canvas] = AddPage(file, canvas, content, resources, pages.Count);
        }
        StructureWriter.Write(file, document.Structure, pages);
        return Save(file, document, hash);
    }

    private static PdfDictionary AddResources(PdfDocument file, TaggedDocument document)
    {
        var fonts = new PdfDictionary(file);
        foreach (var font in document.Fonts)
            fonts.Elements["/" + font.ResourceName] = FontWriter.Add(file, font).Reference;
        var images = new PdfDictionary(file);
        foreach (var (image, name) in document.Images)
            images.Elements["/" + name] = AddImage(file, image).Reference;
        var resources = PdfObjects.Add(file, new PdfDictionary(file));
        resources.Elements["/Font"] = fonts;
        resources.Elements["/XObject"] = images;
        return resources;
    }

    private static PdfDictionary AddImage(PdfDocument file, LogoImage image)
    {
        var stream = PdfObjects.AddStream(file, image.Content, image.Filter);
        stream.Elements.SetName("/Type", "/XObject");
        stream.Elements.SetName("/Subtype", "/Image");
        stream.Elements.SetInteger("/Width", image.Width);
        stream.Elements.SetInteger("/Height", image.Height);
        stream.Elements.SetName("/ColorSpace", "/DeviceRGB");
        stream.Elements.SetInteger("/BitsPerComponent", 8);
        return stream;
    }

    private static PdfPage AddPage(PdfDocument file, PageCanvas canvas, byte[] content, PdfDictionary resources, int index)
    {
        var page = file.AddPage();
        page.MediaBox = new PdfRectangle(new XRect(0, 0, canvas.Width, canvas.Height));
        page.Elements["/Resources"] = resources.Reference;
        page.Elements["/Contents"] = PdfObjects.AddStream(file, content).Reference;
        page.Elements.SetInteger("/StructParents", index);
        return page;
    }

    private static byte[] Save(PdfDocument file, TaggedDocument document, IncrementalHash hash)
    {
        file.Info.Title = document.Title;
        file.Info.Creator = "OpenEvent";
        file.Info.Elements.Remove("/CreationDate");
        file.ViewerPreferences.DisplayDocTitle = true;
        file.Language = document.Language;
        var metadata = XmpMetadata.Create(document.Title, document.Language);
        hash.AppendData(metadata);
        var id = string.Concat(hash.GetHashAndReset().Take(16).Select(b => (char)b));
        file.Internals.FirstDocumentID = id;
        file.Internals.SecondDocumentID = id;
        using var stream = new MetadataReplacingStream(file, metadata);
        file.Save(stream, closeStream: false);
        return stream.ToArray();
    }
}
