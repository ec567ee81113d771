using System.Security.Cryptography;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Platform;

/// <summary>Stores the media of an archive as uploads are stored. If the import fails, they are deleted.</summary>
internal sealed class ArchiveMediaReader(
    ArchiveContent archive,
    IImageEncoder encoder,
    ImageStore images,
    IFileStore files,
    IPublicUrl publicUrl
)
{
    private readonly List<string> _saved = [];

    /// <param name="path">In the archive.</param>
    /// <returns>The URL; null if the archive has no such file.</returns>
    /// <exception cref="ImageRejectedException">The file is of no accepted type, or no usable picture.</exception>
    public async Task<string?> SaveAsync(string path, CancellationToken ct)
    {
        if (await archive.ReadMediaAsync(path, ct) is not { } content)
            return null;
        if (encoder.IsImage(content))
        {
            var url = await images.SaveAsync(encoder.Encode(content), "image", ct);
            if (images.FindPath(url) is { } saved)
                _saved.Add(saved);
            return url;
        }

        var type = UploadedFileType.Find(path, content) ?? throw new ImageRejectedException("Files of this type are not accepted.");
        var target = $"{UploadFiles.Folder}{RandomNumberGenerator.GetHexString(32, lowercase: true)}/file.{type.Extension}";
        _saved.Add(target);
        return publicUrl.ToAbsolute(await files.SaveAsync(target, new MemoryStream(content, writable: false), type.ContentType, ct));
    }

    public async Task DeleteAllAsync(CancellationToken ct)
    {
        foreach (var path in _saved)
            await files.DeleteAsync(path, ct);
    }
}
