namespace OpenEvent.Application.Common;

/// <summary>
/// Decodes pictures from users and encodes them again. The result has the pixels of the original and nothing else of it: no EXIF data, no
/// position, no appended files. Few pictures are decoded at a time; the others wait without a thread.
/// </summary>
public interface IImageEncoder
{
    /// <summary>Whether the content begins like a JPEG, PNG, GIF or WebP file.</summary>
    bool IsImage(ReadOnlySpan<byte> content);

    /// <summary>
    /// Encodes the picture in its own size: JPEG as JPEG, others as PNG. Of an animation, only the first frame is kept. A JPEG picture of
    /// more than 25 megapixels is made half as wide and high.
    /// </summary>
    /// <exception cref="ImageRejectedException">The content is not a picture, or the picture is too large.</exception>
    Task<EncodedImage> EncodeAsync(byte[] content, CancellationToken ct);

    /// <summary>
    /// Encodes the picture in these sizes as JPEG, with white behind transparent parts. It is decoded once. A variant is at most four times
    /// as high as wide.
    /// </summary>
    /// <returns>The variants, in the order of the sizes.</returns>
    /// <exception cref="ImageRejectedException">The content is not a picture, or the picture is too large.</exception>
    Task<IReadOnlyList<EncodedImage>> ResizeAsync(byte[] content, IReadOnlyList<ImageSize> sizes, CancellationToken ct);
}
