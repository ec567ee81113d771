namespace OpenEvent.Application.Common;

/// <summary>
/// Decodes pictures from users and encodes them again. The result has the pixels of the original and nothing else of it: no EXIF data, no
/// position, no appended files. Thread-safe.
/// </summary>
public interface IImageEncoder
{
    /// <summary>Whether the content begins like a JPEG, PNG, GIF or WebP file.</summary>
    bool IsImage(ReadOnlySpan<byte> content);

    /// <summary>Encodes the picture in its own size: JPEG as JPEG, others as PNG. Of an animation, the first frame.</summary>
    /// <exception cref="ImageRejectedException">It is no picture, or too large.</exception>
    EncodedImage Encode(byte[] content);

    /// <summary>Encodes the picture in these sizes as JPEG, with white behind transparent parts. It is decoded once.</summary>
    /// <exception cref="ImageRejectedException">It is no picture, or too large.</exception>
    IReadOnlyList<EncodedImage> Resize(byte[] content, params IReadOnlyList<ImageSize> sizes);
}

/// <summary>An encoded picture.</summary>
/// <param name="Extension">Of the file name, e.g. <c>png</c>.</param>
public sealed record EncodedImage(byte[] Content, string ContentType, string Extension, int Width, int Height);

/// <summary>A picture cannot be used. The message is for its user.</summary>
public sealed class ImageRejectedException(string message) : Exception(message);
