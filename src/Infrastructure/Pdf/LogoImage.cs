using System.IO.Compression;
using OpenEvent.Application.Common;
using OpenEvent.Infrastructure.Images;
using SkiaSharp;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>A logo prepared for a page: decoded, drawn on white, scaled down and compressed.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Filter">The name of the PDF stream filter that decodes the content.</param>
internal sealed record LogoImage(int Width, int Height, string Filter, byte[] Content)
{
    private const int MaxBytes = 20 * 1024 * 1024;

    /// <summary>In pixels. A logo can be 150 points wide on a page, so this prints at 230 dots per inch.</summary>
    private const int MaxWidth = 480;

    private const int MaxHeight = 180;

    /// <summary>
    /// In bytes. A logo is stored lossless up to this size, and as JPEG above it. Flat colours compress well, photographs do not.
    /// </summary>
    private const int LosslessLimit = 24 * 1024;

    /// <returns>Null: the file is empty, not an image, or too large. Documents are then rendered without a logo.</returns>
    /// <param name="maxWidth">In pixels; a larger image is scaled down.</param>
    /// <param name="maxHeight">In pixels.</param>
    public static LogoImage? Read(
        ReadOnlyMemory<byte> file,
        int maxWidth = MaxWidth,
        int maxHeight = MaxHeight,
        CancellationToken ct = default
    )
    {
        if (file.IsEmpty || file.Length > MaxBytes)
            return null;
        try
        {
            var side = Math.Max(maxWidth, maxHeight);
            return PictureDecoder.Use(file.Span, side, (bitmap, _) => Encode(bitmap, maxWidth, maxHeight), ct);
        }
        catch (ImageRejectedException)
        {
            return null;
        }
    }

    private static LogoImage Encode(SKBitmap decoded, int maxWidth, int maxHeight)
    {
        var scale = Math.Min(1, Math.Min((double)maxWidth / decoded.Width, (double)maxHeight / decoded.Height));
        var width = Math.Max(1, (int)Math.Round(decoded.Width * scale));
        var height = Math.Max(1, (int)Math.Round(decoded.Height * scale));
        using var page = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(page))
        using (var image = SKImage.FromBitmap(decoded))
        {
            canvas.Clear(SKColors.White);
            canvas.DrawImage(image, new SKRect(0, 0, width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        }
        var lossless = Deflate(page);
        if (lossless.Length <= LosslessLimit)
            return new LogoImage(width, height, "FlateDecode", lossless);
        using var jpeg = page.Encode(SKEncodedImageFormat.Jpeg, 85);
        return new LogoImage(width, height, "DCTDecode", jpeg.ToArray());
    }

    private static byte[] Deflate(SKBitmap page)
    {
        var pixels = page.GetPixelSpan();
        var rgb = new byte[page.Width * page.Height * 3];
        var to = 0;
        for (var row = 0; row < page.Height; row++)
        {
            var line = pixels[(row * page.RowBytes)..];
            for (var column = 0; column < page.Width; column++, to += 3)
                line.Slice(column * 4, 3).CopyTo(rgb.AsSpan(to));
        }
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            zlib.Write(rgb);
        return packed.ToArray();
    }
}
