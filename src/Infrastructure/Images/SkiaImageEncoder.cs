using OpenEvent.Application.Common;
using SkiaSharp;

namespace OpenEvent.Infrastructure.Images;

/// <summary>Decodes and encodes with Skia. The size in the header is checked before any pixel is decoded.</summary>
internal sealed class SkiaImageEncoder : IImageEncoder
{
    /// <summary>A photo of a phone has 12 to 50 megapixels. One pixel takes 4 bytes while it is decoded.</summary>
    private const long MaxPixels = 50_000_000;

    private const int MaxSide = 16_384;

    /// <summary>A variant is at most so many times as high as wide; of a longer picture the middle is shown.</summary>
    private const int MaxRatio = 4;

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

    public EncodedImage Encode(byte[] content) =>
        WithDecoded(content, (bitmap, format) =>
            format == SKEncodedImageFormat.Jpeg
                ? ToFile(bitmap, SKEncodedImageFormat.Jpeg, Quality)
                : ToFile(bitmap, SKEncodedImageFormat.Png, 100)
        );

    public IReadOnlyList<EncodedImage> Resize(byte[] content, params IReadOnlyList<ImageSize> sizes) =>
        WithDecoded(content, (bitmap, _) => sizes.Select(size => Resize(bitmap, size)).ToList());

    private T WithDecoded<T>(byte[] content, Func<SKBitmap, SKEncodedImageFormat, T> use)
    {
        if (!IsImage(content))
            throw new ImageRejectedException("This is not a JPEG, PNG, GIF or WebP picture.");
        Slots.Wait();
        try
        {
            using var bytes = SKData.CreateCopy(content);
            using var codec = SKCodec.Create(bytes) ?? throw new ImageRejectedException("The picture cannot be read.");
            RequireSize(codec.Info.Width, codec.Info.Height);
            var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Premul);
            using var decoded = SKBitmap.Decode(codec, info) ?? throw new ImageRejectedException("The picture cannot be read.");
            using var upright = ImageOrientation.Apply(decoded, codec.EncodedOrigin);
            return use(upright ?? decoded, codec.EncodedFormat);
        }
        finally
        {
            Slots.Release();
        }
    }

    private static void RequireSize(int width, int height)
    {
        if (width < 1 || height < 1 || width > MaxSide || height > MaxSide || (long)width * height > MaxPixels)
            throw new ImageRejectedException(
                $"The picture has {width} x {height} pixels, more than {MaxPixels / 1_000_000} megapixels or {MaxSide} on a side."
            );
    }

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
