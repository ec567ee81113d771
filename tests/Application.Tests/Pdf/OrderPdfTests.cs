using NUnit.Framework;

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
            Does.Contain("EUR 50.00").And.Contain("EUR -5.00").And.Contain("VAT 19%").And.Contain("EUR 3.19").And.Contain("EUR 45.00")
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
    public void Zero_discount_and_tax_are_omitted() =>
        Assert.That(
            RenderedPdf.Render(SampleDocuments.Order(1) with { Discount = 0, Tax = 0 }).Text,
            Does.Not.Contain("Discount").And.Not.Contain("VAT")
        );
}
