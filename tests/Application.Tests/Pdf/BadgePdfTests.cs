using NUnit.Framework;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Tests.Pdf;

/// <summary>Badges, read back by independent programs.</summary>
public class BadgePdfTests
{
    private const string Code = "a1b2c3d4-e5f6-4711";

    private static readonly BadgeSize Size = new(216, 288);

    [Test]
    public void A_badge_has_its_size_its_texts_and_a_code_that_a_scanner_reads()
    {
        var pdf = RenderedPdf.Render(
            Badge(
                Text("Ada Lovelace", new BadgeTextStyle(22, 0x14213D, IsBold: true, IsUnderlined: true)),
                Text("Analytical Engines", new BadgeTextStyle(12, 0x6B7280, IsItalic: true)),
                Text("मुंबई 東京", new BadgeTextStyle(12, 0x0B63CE, Alignment: 1)),
                QrCode(Code)
            )
        );
        pdf.Check();
        Assert.That(pdf.PageCount(), Is.EqualTo(1));
        Assert.That(pdf.Text, Does.Contain("Ada Lovelace").And.Contain("Analytical Engines").And.Contain("東京"));
        Assert.That(pdf.Codes(), Is.EqualTo([Code]));
    }

    [Test]
    public void A_code_is_read_on_any_background()
    {
        var picture = SamplePicture();
        var pdf = RenderedPdf.Render(
            Badge(QrCode(Code)) with
            {
                Color = 0,
                Picture = picture,
            },
            Badge(QrCode("b")) with
            {
                Color = 0x14213D,
            }
        );
        pdf.Check();
        Assert.That(pdf.Codes(), Is.EquivalentTo([Code, "b"]));
        Assert.That(pdf.PageCount(), Is.EqualTo(2));
    }

    [Test]
    public void Badges_with_the_same_picture_contain_it_once()
    {
        ReadOnlyMemory<byte> picture = SamplePicture();
        var badges = Enumerable.Range(0, 5).Select(i => Badge(Text($"Person {i}")) with { Picture = picture }).ToArray();
        Assert.That(RenderedPdf.Render(badges).Pictures().Select(line => line.Split(' ')[10]).Distinct(), Has.Exactly(1).Items);
    }

    [Test]
    public void Rotated_texts_stay_on_the_page_and_do_not_cover_the_code()
    {
        var pdf = RenderedPdf.Render(
            Badge(Text("Speaker", new BadgeTextStyle(30, 0, Rotation: 90)), Text("Up", new(20, 0, Rotation: 45)), QrCode(Code))
        );
        pdf.Check();
        Assert.That(pdf.Text, Does.Contain("Speaker"));
        Assert.That(pdf.Codes(), Is.EqualTo([Code]));
    }

    [Test]
    public void Entries_that_are_too_high_shrink_and_stay_on_the_page()
    {
        var entries = Enumerable
            .Range(0, 12)
            .Select(i => new BadgeEntry($"Line{i}", false, new BadgeTextStyle(60, 0), new BadgeMargins(300, 0, 300, 0)))
            .Append(QrCode(Code))
            .Append(Text("Last"));
        var pdf = RenderedPdf.Render(Badge([.. entries]));
        Assert.That(pdf.PageCount(), Is.EqualTo(1));
        Assert.That(pdf.Text, Does.Contain("Line11").And.Contain("Last"));
        Assert.That(pdf.Codes(), Is.EqualTo([Code]));
    }

    [Test]
    public void Any_input_gives_a_valid_badge()
    {
        foreach (var text in new[] { new string('W', 5000), "(\\) endstream endobj", "\uD800", "\u202Egnp.exe", "𓀀" })
            RenderedPdf.Render(Badge(Text(text), new BadgeEntry(text, false, new(500, 0), new(900, 900, 900, 900)))).Check();
        RenderedPdf.Render(Badge()).Check();
    }

    [Test]
    public void A_text_has_the_typeface_of_its_field_and_other_scripts_have_their_own()
    {
        var pdf = RenderedPdf.Render(
            Badge(
                Text("Ada", new BadgeTextStyle(20, 0, Font: BadgeFont.Serif)),
                Text("Grace", new BadgeTextStyle(20, 0, IsBold: true, Font: BadgeFont.Mono)),
                Text("東京", new BadgeTextStyle(20, 0, Font: BadgeFont.Serif))
            )
        );
        pdf.Check();
        var fonts = OpenEvent.Testing.ExternalTool.Run("poppler-utils", "pdffonts", pdf.File);
        Assert.That(fonts, Does.Contain("NotoSerif").And.Contain("NotoSansMono").And.Contain("NotoSansSC"));
        Assert.That(pdf.Text, Does.Contain("Ada").And.Contain("Grace").And.Contain("東京"));
    }

    [Test]
    public void Long_texts_that_shrink_stay_on_the_page()
    {
        var texts = Enumerable.Range(0, 6).Select(i => Text($"No {i} " + string.Concat(Enumerable.Repeat("long words ", 8)), new(40, 0)));
        var pdf = RenderedPdf.Render(Badge([.. texts, QrCode(Code)]));
        Assert.That(pdf.Text, Does.Contain("No 0").And.Contain("No 5"));
        Assert.That(pdf.Codes(), Is.EqualTo([Code]));
    }

    [Test]
    public void A_rendering_that_is_cancelled_ends_before_its_next_badge()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.That(
            () => new OpenEvent.Infrastructure.Pdf.BadgeLayout().Render("Badges", [Badge(Text("a"))], cancelled.Token),
            Throws.InstanceOf<OperationCanceledException>()
        );
    }

    private static BadgeDocument Badge(params BadgeEntry[] entries) => new(Size, null, default, entries);

    private static BadgeEntry Text(string text, BadgeTextStyle? style = null) =>
        new(text, false, style ?? new BadgeTextStyle(18, 0), new BadgeMargins(8, 10, 4, 10));

    private static BadgeEntry QrCode(string text) => new(text, true, new BadgeTextStyle(12, 0), new BadgeMargins(8, 10, 4, 10));

    private static byte[] SamplePicture()
    {
        using var bitmap = new SkiaSharp.SKBitmap(600, 400);
        using (var canvas = new SkiaSharp.SKCanvas(bitmap))
            canvas.Clear(new SkiaSharp.SKColor(200, 30, 60));
        using var png = bitmap.Encode(SkiaSharp.SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }
}
