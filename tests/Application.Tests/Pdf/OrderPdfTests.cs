using NUnit.Framework;
using OpenEvent.Application.Ticketing;

namespace OpenEvent.Application.Tests.Pdf;

[Parallelizable(ParallelScope.All)]
public sealed class OrderPdfTests
{
    [Test]
    public void Summary_shows_order_buyer_and_amounts()
    {
        var text = RenderedPdf.Render(SampleDocuments.Order(2)).Text;
        Assert.That(text, Does.Contain("a1b2c3d4-e5f6").And.Contain("Ada Lovelace").And.Contain("Completed").And.Contain("Paid by Stripe"));
        Assert.That(
            text,
            Does.Contain("EUR 50.00").And.Contain("EUR -5.00").And.Contain("VAT 19%").And.Contain("EUR 3.19").And.Contain("EUR 48.19")
        );
        Assert.That(text, Does.Contain("2 March 2026"), "23:30 UTC is the next day in Berlin");
    }

    [Test]
    public void Every_attendee_has_a_name_and_a_scannable_code_on_any_number_of_pages()
    {
        var pdf = RenderedPdf.Render(SampleDocuments.Order(23));
        Assert.That(pdf.PageCount(), Is.EqualTo(4));
        Assert.That(pdf.Codes(), Is.EquivalentTo(Enumerable.Range(101, 23).Select(i => $"a1b2c3d4-e5f6-{i}")));
        foreach (var i in Enumerable.Range(1, 23))
            Assert.That(pdf.Text, Does.Contain($"Guest{i} Müller"));
        Assert.That(pdf.Text, Does.Contain("Page 4 of 4"));
    }

    [Test]
    public void Buyer_without_a_name_is_shown_by_address() =>
        Assert.That(RenderedPdf.Render(SampleDocuments.Order(1) with { BuyerName = " " }).Text, Does.Contain("ada@example.org"));

    [Test]
    public void Every_line_of_the_payment_details_is_shown()
    {
        var payment = new PaymentNote("To be paid by bank transfer", "Summit eV\r\nDE02 1203 0000 0000 2020 51\n\nBIC BYLADEM1001");
        var text = RenderedPdf.Render(SampleDocuments.Order(1) with { Payment = payment }).Text;
        foreach (var line in (string[])["To be paid by bank transfer", "Summit eV", "DE02 1203 0000 0000 2020 51", "BIC BYLADEM1001"])
            Assert.That(text, Does.Contain(line));
        Assert.That(text, Does.Not.Contain("Paid by"));
    }

    [TestCase("Hall 4", true, "Hall 4 and online")]
    [TestCase("Hall 4", false, "Hall 4")]
    [TestCase(" ", true, "Online")]
    [TestCase(null, false, "To be announced")]
    public void Ticket_and_summary_show_where_the_event_takes_place(string? place, bool online, string where)
    {
        var e = SampleDocuments.Event() with { Place = place, IsOnline = online };
        foreach (var pdf in new[] { RenderedPdf.Render(SampleDocuments.Order(1, e)), RenderedPdf.Render(SampleDocuments.Ticket(e)) })
            Assert.That(pdf.Text.Split('\n').Select(line => line.Trim()), Does.Contain(where));
    }
}
