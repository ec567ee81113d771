using PdfSharp.Pdf;

namespace OpenEvent.Infrastructure.Pdf.Output;

/// <summary>
/// The memory that a file is saved to. PDFsharp 6.2.4 adds XMP metadata of its own when it starts to save. It has random identifiers, and
/// it contains the title as it is, so a title with an ampersand is not valid XML. This class replaces the metadata at the first byte,
/// before any object is written.
/// </summary>
internal sealed class MetadataReplacingStream(PdfDocument file, byte[] metadata) : MemoryStream
{
    private bool _isReplaced;

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (!_isReplaced)
        {
            _isReplaced = true;
            file.Internals.Catalog.Elements.GetDictionary("/Metadata")!.Stream.Value = metadata;
        }
        base.Write(buffer, offset, count);
    }
}
