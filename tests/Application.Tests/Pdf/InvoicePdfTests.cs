using NUnit.Framework;
using SkiaSharp;

namespace OpenEvent.Application.Tests.Pdf;

[Parallelizable(ParallelScope.All)]
public sealed class InvoicePdfTests
{
    [Test]
    public void Invoice_shows_seller_buyer_lines_and_total()
    {
        var text = RenderedPdf.Render(SampleDocuments.Invoice()).Text;
        foreach (
            var part in new[]
            {
                "INVOICE",
                "O1772407800-17",
                "FOSSASIA Association",
                "10999 Berlin",
                "Tax ID DE123",
                "Ada Lovelace Ltd",
                "1 Analytical Row",
                "W1 London",
                "Early Bird 1",
                "Early Bird 2",
                "Order a1b2c3d4-e5f6",
                "Paid by Stripe",
                "Thank you for coming.",
            }
        )
            Assert.That(text, Does.Contain(part));
        foreach (
            var sum in new[]
            {
                "EUR 25.00",
                "EUR 75.00",
                "EUR -5.00",
                "Service fee",
                "EUR 1.50",
                "Includes VAT 19%: EUR 23.39",
                "EUR 146.50",
            }
        )
            Assert.That(text, Does.Contain(sum));
        Assert.That(text, Does.Contain("2 March 2026"), "23:30 UTC is the next day in Berlin");
    }

    [Test]
    public void Invoice_shows_its_due_date() =>
        Assert.That(
            RenderedPdf.Render(SampleDocuments.Invoice() with { DueAt = new DateTimeOffset(2026, 4, 1, 12, 0, 0, TimeSpan.Zero) }).Text,
            Does.Contain("1 April 2026")
        );

    [Test]
    public void Many_lines_span_pages_without_loss()
    {
        var pdf = RenderedPdf.Render(SampleDocuments.Invoice(lines: 80));
        Assert.That(pdf.PageCount(), Is.GreaterThan(2));
        foreach (var i in Enumerable.Range(1, 80))
            Assert.That(pdf.Text, Does.Contain($"Early Bird {i}"));
        Assert.That(pdf.Text, Does.Contain($"Page {pdf.PageCount()} of {pdf.PageCount()}"));
    }

    [TestCase("Größe Łódź")]
    [TestCase("Ελληνικό Конференция")]
    [TestCase("हिन्दी सम्मेलन क्षत्रिय")]
    [TestCase("مؤتمر البرمجيات الحرة")]
    [TestCase("自由软件大会")]
    [TestCase("フリーソフト東京")]
    public void Names_in_any_script_can_be_searched(string name)
    {
        var pdf = RenderedPdf.Render(
            SampleDocuments.Invoice(1, "x", SampleDocuments.Event(name)) with
            {
                Seller = [name],
                Buyer = [name],
                Footer = name,
            }
        );
        Assert.That(pdf.Text.Split(name), Has.Length.AtLeast(4), pdf.Text);
    }

    [Test]
    public void Invoice_shows_the_logo_of_the_event()
    {
        using var bitmap = new SKBitmap(200, 80);
        bitmap.Erase(SKColors.Crimson);
        using var logo = bitmap.Encode(SKEncodedImageFormat.Png, 90);
        Assert.That(
            RenderedPdf.Render(SampleDocuments.Invoice(80, e: SampleDocuments.Event() with { Logo = logo.ToArray() })).Pictures(),
            Has.Length.EqualTo(1)
        );
    }
}
