using System.IO.Compression;
using PdfSharp.Pdf;

namespace OpenEvent.Infrastructure.Pdf.Output;

/// <summary>Adds indirect objects to a file of PDFsharp.</summary>
internal static class PdfObjects
{
    public static T Add<T>(PdfDocument file, T value)
        where T : PdfObject
    {
        file.Internals.AddObject(value);
        return value;
    }

    /// <summary>Adds a stream and compresses its content.</summary>
    public static PdfDictionary AddStream(PdfDocument file, ReadOnlySpan<byte> content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(content);
        return AddStream(file, packed.ToArray(), "FlateDecode");
    }

    /// <param name="filter">The name of the filter that decodes the content.</param>
    public static PdfDictionary AddStream(PdfDocument file, byte[] packed, string filter)
    {
        var stream = Add(file, new PdfDictionary(file));
        stream.CreateStream(packed);
        stream.Elements.SetName("/Filter", "/" + filter);
        return stream;
    }
}
