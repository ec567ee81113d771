using OpenEvent.Application.Common;
using SkiaSharp;

namespace OpenEvent.Infrastructure.Images;

/// <summary>Encodes with Skia what <see cref="PictureDecoder"/> has decoded.</summary>
internal sealed class SkiaImageEncoder : IImageEncoder
{
    /// <summary>The largest height of a variant, as a multiple of its width. A higher picture is cropped to its middle.</summary>
    private const int MaxRatio = 4;

    /// <summary>The quality of JPEG pictures that keep their size, 1 to 100.</summary>
    private const int Quality = 90;

    private static readonly SKSamplingOptions Sampling = new(SKFilterMode.Linear, SKMipmapMode.Linear);

    public bool IsImage(ReadOnlySpan<byte> content) => PictureDecoder.IsPicture(content);

    public Task<EncodedImage> EncodeAsync(byte[] content, CancellationToken ct) =>
        PictureDecoder.UseAsync(
            content,
            side: null,
            (bitmap, format) =>
                format == SKEncodedImageFormat.Jpeg
                    ? ToFile(bitmap, SKEncodedImageFormat.Jpeg, Quality)
                    : ToFile(bitmap, SKEncodedImageFormat.Png, 100),
            ct
        );

    public Task<IReadOnlyList<EncodedImage>> ResizeAsync(byte[] content, IReadOnlyList<ImageSize> sizes, CancellationToken ct) =>
        PictureDecoder.UseAsync<IReadOnlyList<EncodedImage>>(
            content,
            sizes.Max(s => s.KeepsAspect ? s.Width : Math.Max(s.Width, s.Height)),
            (bitmap, _) => sizes.Select(size => Resize(bitmap, size)).ToList(),
            ct
        );

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
