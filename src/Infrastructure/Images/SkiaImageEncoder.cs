using OpenEvent.Application.Common;
using SkiaSharp;

namespace OpenEvent.Infrastructure.Images;

/// <summary>Decodes and encodes with Skia. The size in the header is checked before any pixel is decoded.</summary>
internal sealed class SkiaImageEncoder : IImageEncoder
{
    /// <summary>The largest picture, in pixels. Phones take up to 50 megapixels.</summary>
    private const long MaxPixels = 50_000_000;

    /// <summary>The largest picture in memory, in pixels of 4 bytes. Skia decodes a larger JPEG picture at half its size.</summary>
    private const long MaxDecodedPixels = 25_000_000;

    /// <summary>The largest width and height, in pixels.</summary>
    private const int MaxSide = 16_384;

    /// <summary>The largest height of a variant, as a multiple of its width. A higher picture is cropped to its middle.</summary>
    private const int MaxRatio = 4;

    /// <summary>The quality of JPEG pictures that keep their size, 1 to 100.</summary>
    private const int Quality = 90;

    /// <summary>Decoded pictures are large, so few are in memory at a time.</summary>
    private static readonly SemaphoreSlim Slots = new(2);

    private static readonly SKSamplingOptions Sampling = new(SKFilterMode.Linear, SKMipmapMode.Linear);

    public bool IsImage(ReadOnlySpan<byte> content) =>
        content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
        || content.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A])
        || content.StartsWith("GIF87a"u8)
        || content.StartsWith("GIF89a"u8)
        || (content.Length >= 12 && content.StartsWith("RIFF"u8) && content[8..12].SequenceEqual("WEBP"u8));

    public Task<EncodedImage> EncodeAsync(byte[] content, CancellationToken ct) =>
        WithDecodedAsync(
            content,
            side: null,
            (bitmap, format) =>
                format == SKEncodedImageFormat.Jpeg
                    ? ToFile(bitmap, SKEncodedImageFormat.Jpeg, Quality)
                    : ToFile(bitmap, SKEncodedImageFormat.Png, 100),
            ct
        );

    public Task<IReadOnlyList<EncodedImage>> ResizeAsync(byte[] content, IReadOnlyList<ImageSize> sizes, CancellationToken ct) =>
        WithDecodedAsync<IReadOnlyList<EncodedImage>>(
            content,
            sizes.Max(s => s.KeepsAspect ? s.Width : Math.Max(s.Width, s.Height)),
            (bitmap, _) => sizes.Select(size => Resize(bitmap, size)).ToList(),
            ct
        );

    /// <summary>Waits for a slot without a thread, and works on a thread of the pool.</summary>
    /// <param name="side">The length that the shorter side needs, in pixels. Null: its own.</param>
    private async Task<T> WithDecodedAsync<T>(byte[] content, int? side, Func<SKBitmap, SKEncodedImageFormat, T> use, CancellationToken ct)
    {
        if (!IsImage(content))
            throw new ImageRejectedException("This is not a JPEG, PNG, GIF or WebP picture.");
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

    private static T UseDecoded<T>(byte[] content, int? side, Func<SKBitmap, SKEncodedImageFormat, T> use)
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

    private static EncodedImage Resize(SKBitmap bitmap, ImageSize size)
    {
        var part = new SKRect(0, 0, bitmap.Width, bitmap.Height);
        var height = size.Height;
        if (size.KeepsAspect)
        {
            var visible = Math.Min(bitmap.Height, bitmap.Width * MaxRatio);
            var top = (bitmap.Height - visible) / 2f;
            part = new SKRect(0, top, bitmap.Width, top + visible);
            height = Math.Max(1, (int)Math.Round((double)size.Width * visible / bitmap.Width));
        }

        using var page = new SKBitmap(new SKImageInfo(size.Width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(page))
        using (var image = SKImage.FromBitmap(bitmap))
        {
            canvas.Clear(SKColors.White);
            canvas.DrawImage(image, part, new SKRect(0, 0, size.Width, height), Sampling);
        }

        return ToFile(page, SKEncodedImageFormat.Jpeg, size.Quality);
    }

    private static EncodedImage ToFile(SKBitmap bitmap, SKEncodedImageFormat format, int quality)
    {
        using var file = bitmap.Encode(format, quality) ?? throw new ImageRejectedException("The picture cannot be encoded.");
        var isJpeg = format == SKEncodedImageFormat.Jpeg;
        return new EncodedImage(file.ToArray(), isJpeg ? "image/jpeg" : "image/png", isJpeg ? "jpg" : "png", bitmap.Width, bitmap.Height);
    }
}
