using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Infrastructure.Images;
using SkiaSharp;

namespace OpenEvent.Application.Tests.Images;

public sealed class SkiaImageEncoderTests
{
    private readonly SkiaImageEncoder _encoder = new();

    [Test]
    public async Task A_JPEG_picture_of_more_than_25_megapixels_is_halved()
    {
        var encoded = await _encoder.EncodeAsync(Draw(6000, 5000, SKEncodedImageFormat.Jpeg), CancellationToken.None);
        Assert.That((encoded.Width, encoded.Height), Is.EqualTo((3000, 2500)));
    }

    [Test]
    public void Another_picture_of_more_than_25_megapixels_is_rejected() =>
        Assert.That(
            () => _encoder.EncodeAsync(Draw(6000, 5000, SKEncodedImageFormat.Png), CancellationToken.None),
            Throws.TypeOf<ImageRejectedException>().With.Message.Contains("25 megapixels")
        );

    [Test]
    public async Task Variants_have_the_wanted_sizes_and_the_aspect_ratio_if_it_is_kept()
    {
        var files = await _encoder.ResizeAsync(
            Draw(2000, 1000, SKEncodedImageFormat.Jpeg),
            [new ImageSize(100, 70), new ImageSize(100, 70, KeepsAspect: false)],
            CancellationToken.None
        );
        Assert.That(files.Select(f => (f.Width, f.Height)), Is.EqualTo([(100, 50), (100, 70)]));
    }

    [Test]
    public async Task Many_pictures_at_once_are_all_encoded()
    {
        var picture = Draw(300, 300, SKEncodedImageFormat.Png);
        var encoded = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => _encoder.EncodeAsync(picture, CancellationToken.None)));
        Assert.That(encoded.Select(e => e.Width), Is.All.EqualTo(300));
    }

    private static byte[] Draw(int width, int height, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(SKColors.Red);
        using var file = bitmap.Encode(format, 80);
        return file.ToArray();
    }
}
