using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace OpenEvent.Application.Platform;

/// <summary>
/// The type of an uploaded file, by its content. The name chooses only among the types whose content looks alike, e.g. office documents,
/// which are ZIP files.
/// </summary>
/// <param name="Extension">The extension of the stored file.</param>
internal sealed record UploadedFileType(string Extension, string ContentType)
{
    private static readonly UploadedFileType Zip = new("zip", "application/zip");

    private static readonly UploadedFileType[] InZip =
    [
        Zip,
        new("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        new("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        new("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        new("odt", "application/vnd.oasis.opendocument.text"),
        new("ods", "application/vnd.oasis.opendocument.spreadsheet"),
        new("odp", "application/vnd.oasis.opendocument.presentation"),
        new("epub", "application/epub+zip"),
        new("key", "application/vnd.apple.keynote"),
    ];

    private static readonly UploadedFileType[] InCompoundFile =
    [
        new("doc", "application/msword"),
        new("xls", "application/vnd.ms-excel"),
        new("ppt", "application/vnd.ms-powerpoint"),
    ];

    private static readonly UploadedFileType[] InText = [new("txt", "text/plain"), new("csv", "text/csv"), new("md", "text/markdown")];

    /// <summary>Control characters, which plain text does not contain.</summary>
    private static readonly SearchValues<byte> ControlBytes = SearchValues.Create([
        .. Enumerable.Range(0, 32).Select(b => (byte)b).Where(b => b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f')),
    ]);

    public static bool IsZip(ReadOnlySpan<byte> content) => content.StartsWith("PK\u0003\u0004"u8);

    /// <returns>Null: the content is of no accepted type. HTML, SVG and other XML, scripts and programs are of none.</returns>
    public static UploadedFileType? Find(string name, ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("%PDF-"u8))
            return new("pdf", "application/pdf");
        if (IsZip(content))
            return ByExtension(InZip, name);
        if (content.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
            return ByExtension(InCompoundFile, name);
        return FindMedia(content) ?? (IsText(content) ? ByExtension(InText, name) : null);
    }

    private static UploadedFileType? FindMedia(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("ID3"u8) || (content.Length > 1 && content[0] == 0xFF && (content[1] & 0xE6) == 0xE2))
            return new("mp3", "audio/mpeg");
        if (content.StartsWith("OggS"u8))
            return new("ogg", "audio/ogg");
        if (content.StartsWith("fLaC"u8))
            return new("flac", "audio/flac");
        if (content.Length >= 12 && content.StartsWith("RIFF"u8) && content[8..12].SequenceEqual("WAVE"u8))
            return new("wav", "audio/wav");
        if (content.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]))
            return new("webm", "video/webm");
        return content.Length >= 12 && content[4..8].SequenceEqual("ftyp"u8) ? new("mp4", "video/mp4") : null;
    }

    /// <summary>Plain text in UTF-8. Text that begins like a document of tags or a script is not plain.</summary>
    private static bool IsText(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty || content.ContainsAny(ControlBytes) || !Utf8.IsValid(content))
            return false;
        var start = Encoding.UTF8.GetString(content[..Math.Min(content.Length, 1024)]).TrimStart('\uFEFF', ' ', '\t', '\r', '\n', '\f');
        return !start.StartsWith('<')
            && !start.StartsWith("#!", StringComparison.Ordinal)
            && !start.Contains("<script", StringComparison.OrdinalIgnoreCase)
            && !start.Contains("<html", StringComparison.OrdinalIgnoreCase)
            && !start.Contains("<svg", StringComparison.OrdinalIgnoreCase);
    }

    /// <returns>The type with the extension of the name, else the first one.</returns>
    private static UploadedFileType ByExtension(UploadedFileType[] types, string name)
    {
        var extension = Path.GetExtension(name).TrimStart('.');
        return types.FirstOrDefault(t => t.Extension.Equals(extension, StringComparison.OrdinalIgnoreCase)) ?? types[0];
    }
}
