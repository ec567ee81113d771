using System.IO.Compression;
using SkiaSharp;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>A logo made ready for a page: decoded, laid on white, scaled down, packed the smaller way.</summary>
internal sealed record LogoImage(int Width, int Height, string Filter, byte[] Content)
{
    private const int MaxBytes = 20 * 1024 * 1024;
    private const long MaxPixels = 40_000_000;

    /// <summary>At the 150 points that a logo may be wide, this prints at 230 dots an inch.</summary>
    private const int MaxWidth = 480,
        MaxHeight = 180;

    /// <summary>Lossless below this, as flat colours pack well and keep sharp edges; a photograph goes as JPEG.</summary>
    private const int LosslessLimit = 24 * 1024;

    /// <returns>Null for what is no picture, or one too big to be a logo: a ticket is printed all the same.</returns>
    public static LogoImage? Read(ReadOnlyMemory<byte> file)
    {
        if (file.IsEmpty || file.Length > MaxBytes)
            return null;
        using var bytes = SKData.CreateCopy(file.Span);
        using var codec = SKCodec.Create(bytes);
        // The header is looked at first: a few bytes can claim billions of pixels.
        if (codec is null || codec.Info.Width < 1 || codec.Info.Height < 1 || (long)codec.Info.Width * codec.Info.Height > MaxPixels)
            return null;
        using var decoded = SKBitmap.Decode(
            codec,
            new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Premul)
        );
        return decoded is null ? null : Encode(decoded);
    }

    private static LogoImage Encode(SKBitmap decoded)
    {
        var scale = Math.Min(1, Math.Min((double)MaxWidth / decoded.Width, (double)MaxHeight / decoded.Height));
        var (width, height) = (Math.Max(1, (int)Math.Round(decoded.Width * scale)), Math.Max(1, (int)Math.Round(decoded.Height * scale)));
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
        for (var (row, to) = (0, 0); row < page.Height; row++)
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
