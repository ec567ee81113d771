using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>
/// Writes the structure of a PDF file (ISO 32000-1): numbered objects, the cross-reference table and the trailer. It writes no time stamp,
/// and the file's ID is a hash of its content, so the same document has the same bytes.
/// </summary>
internal sealed class PdfFile
{
    private readonly List<byte[]> _objects = [];

    /// <summary>Reserves an object whose content is set later.</summary>
    /// <returns>The number of the object.</returns>
    public int Reserve()
    {
        _objects.Add([]);
        return _objects.Count;
    }

    public int Add(string content)
    {
        var number = Reserve();
        Set(number, content);
        return number;
    }

    public void Set(int number, string content) => _objects[number - 1] = Encoding.Latin1.GetBytes(content);

    /// <summary>Adds a stream and compresses its content.</summary>
    /// <param name="entries">The entries of the stream's dictionary, without Length and Filter.</param>
    public int AddStream(string entries, ReadOnlySpan<byte> content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            zlib.Write(content);
        return AddPackedStream(entries + " /Filter /FlateDecode", packed.ToArray());
    }

    /// <summary>Adds a stream with compressed content.</summary>
    /// <param name="entries">The entries of the stream's dictionary, with the Filter that decodes the content, without Length.</param>
    public int AddPackedStream(string entries, ReadOnlySpan<byte> content)
    {
        var number = Reserve();
        using var stream = new MemoryStream();
        stream.Write(Encoding.Latin1.GetBytes($"<< {entries} /Length {content.Length} >>\nstream\n"));
        stream.Write(content);
        stream.Write("\nendstream"u8);
        _objects[number - 1] = stream.ToArray();
        return number;
    }

    public byte[] Finish(int catalog, int information)
    {
        using var file = new MemoryStream();
        // The second line marks the file as binary for transfer programs (ISO 32000-1, 7.5.2).
        file.Write("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n"u8);
        var starts = new long[_objects.Count];
        for (var i = 0; i < _objects.Count; i++)
        {
            starts[i] = file.Position;
            file.Write(Encoding.ASCII.GetBytes($"{i + 1} 0 obj\n"));
            file.Write(_objects[i]);
            file.Write("\nendobj\n"u8);
        }
        var id = Convert.ToHexString(SHA256.HashData(file.GetBuffer().AsSpan(0, (int)file.Length)).AsSpan(0, 16));
        var table = file.Position;
        var tail = new StringBuilder($"xref\n0 {_objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var start in starts)
            tail.Append(CultureInfo.InvariantCulture, $"{start:D10} 00000 n \n");
        tail.Append(
            CultureInfo.InvariantCulture,
            $"trailer\n<< /Size {_objects.Count + 1} /Root {catalog} 0 R /Info {information} 0 R /ID [<{id}> <{id}>] >>\n"
        );
        tail.Append(CultureInfo.InvariantCulture, $"startxref\n{table}\n%%EOF\n");
        file.Write(Encoding.ASCII.GetBytes(tail.ToString()));
        return file.ToArray();
    }

    /// <summary>
    /// Encodes any text as a PDF string: UTF-16 with a byte order mark in hexadecimal, so the text cannot contain a delimiter that ends the
    /// string.
    /// </summary>
    public static string EncodeText(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";
}
