using OpenEvent.Application.Common;
using SkiaSharp;

namespace OpenEvent.Infrastructure.Images;

/// <summary>
/// Decodes pictures of users for all parts of the server, few at a time, because their pixels are large. The size in the header is checked
/// before any pixel is decoded.
/// </summary>
internal static class PictureDecoder
{
    /// <summary>The largest picture, in pixels. Phones take up to 50 megapixels.</summary>
    private const long MaxPixels = 50_000_000;

    /// <summary>The largest picture in memory, in pixels of 4 bytes. Skia decodes a larger JPEG picture at half its size.</summary>
    private const long MaxDecodedPixels = 25_000_000;

    /// <summary>The largest width and height, in pixels.</summary>
    private const int MaxSide = 16_384;

    private static readonly SemaphoreSlim Slots = new(2);

    /// <summary>Whether the content begins like a JPEG, PNG, GIF or WebP file, so that no other decoder of Skia is reached.</summary>
    public static bool IsPicture(ReadOnlySpan<byte> content) =>
        content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
        || content.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A])
        || content.StartsWith("GIF87a"u8)
        || content.StartsWith("GIF89a"u8)
        || (content.Length >= 12 && content.StartsWith("RIFF"u8) && content[8..12].SequenceEqual("WEBP"u8));

    /// <summary>Waits for a slot without a thread, and works on a thread of the pool.</summary>
    /// <param name="side">The length that the shorter side needs, in pixels. Null: its own.</param>
    /// <param name="use">Gets the upright picture, which cannot change, and the format of the file.</param>
    /// <exception cref="ImageRejectedException">The content is not a picture, or the picture is too large.</exception>
    public static async Task<T> UseAsync<T>(byte[] content, int? side, Func<SKBitmap, SKEncodedImageFormat, T> use, CancellationToken ct)
    {
        RequirePicture(content);
        await Slots.WaitAsync(ct);
        try
        {
            return await Task.Run(() => UseDecoded(content, side, use), ct);
        }
        finally
        {
            Slots.Release();
        }
    }

    /// <summary>Like <see cref="UseAsync"/>, for code that draws a document on its own thread.</summary>
    /// <inheritdoc cref="UseAsync" />
    public static T Use<T>(ReadOnlySpan<byte> content, int? side, Func<SKBitmap, SKEncodedImageFormat, T> use, CancellationToken ct)
    {
        RequirePicture(content);
        Slots.Wait(ct);
        try
        {
            return UseDecoded(content, side, use);
        }
        finally
        {
            Slots.Release();
        }
    }

    private static void RequirePicture(ReadOnlySpan<byte> content)
    {
        if (!IsPicture(content))
            throw new ImageRejectedException("This is not a JPEG, PNG, GIF or WebP picture.");
    }

    private static T UseDecoded<T>(ReadOnlySpan<byte> content, int? side, Func<SKBitmap, SKEncodedImageFormat, T> use)
    {
        using var bytes = SKData.CreateCopy(content);
        using var codec = SKCodec.Create(bytes) ?? throw new ImageRejectedException("The picture cannot be read.");
        var size = ChooseSize(codec, side);
        var info = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul);
        var bitmap = SKBitmap.Decode(codec, info) ?? throw new ImageRejectedException("The picture cannot be read.");
        try
        {
            // Pixels that cannot change are not copied for each use.
            bitmap.SetImmutable();
            if (ImageOrientation.Apply(bitmap, codec.EncodedOrigin) is { } upright)
            {
                bitmap.Dispose();
                bitmap = upright;
                bitmap.SetImmutable();
            }

            return use(bitmap, codec.EncodedFormat);
        }
        finally
        {
            bitmap.Dispose();
        }
    }

    /// <summary>The size in which the picture is decoded. Only JPEG pictures can be decoded at a smaller size.</summary>
    private static SKSizeI ChooseSize(SKCodec codec, int? side)
    {
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if (width < 1 || height < 1 || width > MaxSide || height > MaxSide || (long)width * height > MaxPixels)
            throw TooLarge(width, height, MaxPixels);
        var scale = side is { } needed ? Math.Min(1, 2f * needed / Math.Min(width, height)) : 1;
        if ((long)width * height > MaxDecodedPixels)
            scale = Math.Min(scale, 0.5f);
        var size = scale < 1 ? codec.GetScaledDimensions(scale) : new SKSizeI(width, height);
        return (long)size.Width * size.Height <= MaxDecodedPixels ? size : throw TooLarge(width, height, MaxDecodedPixels);
    }

    private static ImageRejectedException TooLarge(int width, int height, long maxPixels) =>
        new($"The picture has {width} x {height} pixels, more than {maxPixels / 1_000_000} megapixels or {MaxSide} on a side.");
}
