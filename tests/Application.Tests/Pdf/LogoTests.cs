using NUnit.Framework;
using SkiaSharp;

namespace OpenEvent.Application.Tests.Pdf;

[Parallelizable(ParallelScope.All)]
public sealed class LogoTests
{
    private static byte[] Draw(int width, int height, SKEncodedImageFormat format, bool noisy = false)
    {
        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Premul);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.Transparent);
        using var paint = new SKPaint { Color = new SKColor(200, 30, 60), IsAntialias = true };
        canvas.DrawRoundRect(new SKRect(2, 2, width - 2, height - 2), 20, 20, paint);
        if (noisy)
        {
            var random = new Random(7);
            for (var i = 0; i < 40_000; i++)
                bitmap.SetPixel(random.Next(width), random.Next(height), new SKColor((uint)random.Next() | 0xFF000000));
        }
        canvas.Flush();
        return bitmap.Encode(format, 90).ToArray();
    }

    private static RenderedPdf Ticket(byte[] logo) =>
        RenderedPdf.Render(SampleDocuments.Ticket(SampleDocuments.Event() with { Logo = logo }));

    [TestCase(SKEncodedImageFormat.Png)]
    [TestCase(SKEncodedImageFormat.Jpeg)]
    [TestCase(SKEncodedImageFormat.Webp)]
    public void Logo_is_on_the_ticket(SKEncodedImageFormat format)
    {
        var pdf = Ticket(Draw(600, 200, format));
        Assert.That(pdf.Pictures(), Has.Length.EqualTo(1));
        Assert.That(pdf.Codes(), Has.Length.EqualTo(1));
    }

    [Test]
    public void Ticket_with_a_large_noisy_logo_is_under_60_kilobytes()
    {
        var logo = Draw(3000, 1100, SKEncodedImageFormat.Png, noisy: true);
        Assert.That(Ticket(logo).Content, Has.Length.LessThan(60_000));
    }

    [Test]
    public void Logo_is_embedded_once_in_an_order_of_many_pages() =>
        Assert.That(
            RenderedPdf
                .Render(SampleDocuments.Order(20, SampleDocuments.Event() with { Logo = Draw(300, 300, SKEncodedImageFormat.Png) }))
                .Pictures(),
            Has.Length.EqualTo(1)
        );

    [Test]
    public void Invalid_image_is_omitted()
    {
        var png = Draw(60, 20, SKEncodedImageFormat.Png);
        byte[][] invalidImages = ["<svg/>"u8.ToArray(), "\u0089PNG\r\n"u8.ToArray(), png[..40], [0]];
        foreach (var logo in invalidImages)
            Assert.That(Ticket(logo).Codes(), Has.Length.EqualTo(1));
    }

    [Test]
    public void Image_with_an_excessive_size_in_its_header_is_omitted()
    {
        var png = Draw(60, 20, SKEncodedImageFormat.Png);
        // Width and height are the first eight bytes of the first chunk. The checksum of the chunk must match them, or the decoder stops
        // there.
        new byte[] { 0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60 }.CopyTo(png.AsSpan(16));
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc(png.AsSpan(12, 17)));
        Assert.That(Ticket(png).Pictures(), Is.Empty);
    }

    [Test]
    public void Image_of_more_than_25_megapixels_is_omitted_as_in_uploads()
    {
        using var bitmap = new SKBitmap(5_010, 5_010, SKColorType.Gray8, SKAlphaType.Opaque);
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        Assert.That(Ticket(png.ToArray()).Pictures(), Is.Empty);
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFFFFFF;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }
}
