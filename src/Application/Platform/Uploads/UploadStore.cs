using OpenEvent.Application.Common;

namespace OpenEvent.Application.Platform;

/// <summary>Stores files of users. Pictures are encoded again. Files of other accepted types are stored as they are.</summary>
internal sealed class UploadStore(IImageEncoder encoder, ImageStore images, StoredFiles stored, IFileStore files)
{
    private const string NotAccepted =
        "Files of this type are not accepted. Accepted are pictures, PDF, office documents, ZIP, audio, video and plain text.";

    /// <param name="name">The name of the file at its owner. It chooses among types whose content looks alike.</param>
    /// <returns>The absolute URL, and the length of the stored file in bytes.</returns>
    /// <exception cref="ImageRejectedException">The file is of no accepted type, or not a usable picture.</exception>
    public async Task<(string Url, int Length)> SaveAsync(string name, byte[] content, CancellationToken ct)
    {
        if (encoder.IsImage(content))
        {
            var image = await encoder.EncodeAsync(content, ct);
            return (await images.SaveAsync(image, "image", ct), image.Content.Length);
        }

        var type = UploadedFileType.Find(name, content) ?? throw new ImageRejectedException(NotAccepted);
        var path = StoredFiles.CreatePath(StoredFiles.Uploads, $"{CleanName(name)}.{type.Extension}");
        return (await stored.SaveAsync(path, content, type.ContentType, ct), content.Length);
    }

    /// <exception cref="ImageRejectedException">The file is of no accepted type.</exception>
    public void RequireAcceptedType(string name, byte[] content)
    {
        if (!encoder.IsImage(content) && UploadedFileType.Find(name, content) is null)
            throw new ImageRejectedException(NotAccepted);
    }

    /// <summary>Deletes a file that was stored by this class.</summary>
    public async Task DeleteAsync(string url, CancellationToken ct)
    {
        if (stored.FindPath(url, StoredFiles.Images, StoredFiles.Uploads) is { } path)
            await files.DeleteAsync(path, ct);
    }

    /// <summary>The name without its extension, in characters that a path may have.</summary>
    private static string CleanName(string name)
    {
        var stem = Path.GetFileNameWithoutExtension(name.Replace('\\', '/'));
        var clean = string.Concat(stem.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_').Take(60));
        return clean.Length == 0 ? "file" : clean;
    }
}
