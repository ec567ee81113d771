using System.Globalization;
using System.Text.RegularExpressions;
using NUnit.Framework;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Tests.Pdf;

/// <summary>The amounts that a reader of the document sees add up (docs/reference/money-and-pricing.md).</summary>
[Parallelizable(ParallelScope.All)]
public sealed partial class OrderAmountsTests
{
    [Test]
    public void Lines_of_summary_and_invoice_add_up_to_the_total_in_the_document([Range(1, 24)] int seed)
    {
        var order = RandomOrder(new Random(seed));
        foreach (var pdf in RenderBoth(order))
        {
            var (lines, total) = ReadAmounts(pdf.TextInColumns);
            Assert.That(total, Is.EqualTo(order.Total), pdf.TextInColumns);
            Assert.That(lines.Sum(), Is.EqualTo(total), pdf.TextInColumns);
        }
    }

    [Test]
    public void Fee_of_5_code_of_10_percent_and_tax_of_25_percent_on_top_show_every_part()
    {
        var order = OrderOf(
            new PriceTerms
            {
                Currency = "EUR",
                DiscountType = DiscountCode.Percent,
                DiscountValue = 10,
                TaxRate = 25,
                FeeRate = 5,
            }
        );
        order.Tickets.Add(LineOf(1, 100m, quantity: 2, discounted: 2));
        SetComputedAmount(order);
        Assert.That(order.Total, Is.EqualTo(237.50m));
        foreach (var pdf in RenderBoth(order))
            Assert.That(ReadAmounts(pdf.TextInColumns).Lines, Is.EqualTo((decimal[])[200m, -20m, 10m, 47.50m]), pdf.TextInColumns);
    }

    [Test]
    public void A_code_of_100_percent_leaves_the_fee_and_the_documents_say_why()
    {
        var order = OrderOf(
            new PriceTerms
            {
                Currency = "EUR",
                DiscountType = DiscountCode.Percent,
                DiscountValue = 100,
                FeeRate = 5,
            }
        );
        order.Tickets.Add(LineOf(1, 100m, quantity: 1, discounted: 1));
        SetComputedAmount(order);
        foreach (var pdf in RenderBoth(order))
        {
            Assert.That(ReadAmounts(pdf.TextInColumns), Is.EqualTo(((decimal[])[100m, -100m, 5m], 5m)), pdf.TextInColumns);
            Assert.That(pdf.TextInColumns, Does.Contain("Service fee (not discounted)"));
        }
    }

    [Test]
    public void Documents_without_one_of_their_lines_do_not_add_up()
    {
        var order = OrderOf(
            new PriceTerms
            {
                Currency = "EUR",
                TaxRate = 25,
                FeeRate = 5,
            }
        );
        order.Tickets.Add(LineOf(1, 100m, quantity: 2, discounted: 0));
        SetComputedAmount(order);
        var amounts = DocumentAmounts.Of(order);
        foreach (var missing in amounts.Adjustments)
        {
            var incomplete = amounts with { Adjustments = [.. amounts.Adjustments.Where(a => a != missing)] };
            var (lines, total) = ReadAmounts(RenderedPdf.Render(SampleDocuments.Order(1) with { Amounts = incomplete }).TextInColumns);
            Assert.That(total - lines.Sum(), Is.EqualTo(missing.Amount));
        }
    }

    [Test]
    public void An_agreed_amount_is_shown_as_the_difference_to_the_lines()
    {
        var order = OrderOf(
            new PriceTerms
            {
                Currency = "EUR",
                TaxRate = 25,
                FeeRate = 5,
            }
        );
        order.Tickets.Add(LineOf(1, 100m, quantity: 2, discounted: 0));
        (order.Amount, order.IsAmountFinal) = (150m, true);
        Assert.That(DocumentAmounts.Of(order).Adjustments, Is.EqualTo((List<(string, decimal)>)[("Agreed price", -50m)]));
        order.IsAmountFinal = false;
        Assert.That(DocumentAmounts.Of(order).Adjustments, Is.EqualTo((List<(string, decimal)>)[("Adjustment", -50m)]));
    }

    [Test]
    public void An_included_tax_is_a_note_and_no_part_of_the_sum()
    {
        var order = OrderOf(
            new PriceTerms
            {
                Currency = "EUR",
                TaxRate = 19,
                TaxName = "VAT",
                IsTaxIncluded = true,
            }
        );
        order.Tickets.Add(LineOf(1, 119m, quantity: 1, discounted: 0));
        SetComputedAmount(order);
        var amounts = DocumentAmounts.Of(order);
        Assert.That((amounts.Adjustments.Count, amounts.Total, amounts.Note), Is.EqualTo((0, 119m, "Includes VAT 19%: EUR 19.00")));
    }

    [Test]
    public void Reading_the_amounts_finds_a_table_that_does_not_add_up()
    {
        var (lines, total) = ReadAmounts("TICKET QUANTITY PRICE AMOUNT\nSeat  2  EUR 100.00  EUR 200.00\nTotal  EUR 1,237.50\n");
        Assert.That((lines.Sum(), total), Is.EqualTo((200m, 1237.50m)));
    }

    [TestCase("bank", OrderStatus.Placed, "To be paid by bank transfer", "DE02 1203")]
    [TestCase("cheque", OrderStatus.Placed, "To be paid by cheque", "Summit eV")]
    [TestCase("onsite", OrderStatus.Placed, "To be paid by onsite payment", "At the desk")]
    [TestCase("invoice", OrderStatus.Placed, "To be paid by invoice", "Within a week")]
    [TestCase(null, OrderStatus.Placed, "To be paid", null)]
    [TestCase("bank", OrderStatus.Completed, "Paid by bank transfer", null)]
    [TestCase("stripe", OrderStatus.Completed, "Paid by Stripe", null)]
    [TestCase("stripe", OrderStatus.Pending, "To be paid by Stripe", null)]
    [TestCase(null, OrderStatus.Completed, "Paid", null)]
    public void Payment_note_says_whether_how_and_where_to_pay(string? mode, OrderStatus status, string text, string? details)
    {
        var order = OrderOf(new PriceTerms());
        (order.Amount, order.PaymentMode, order.Status) = (10m, mode, status);
        var e = order.Event;
        (e.BankDetails, e.ChequeDetails, e.OnsiteDetails, e.InvoiceDetails) = ("DE02 1203\n", "Summit eV", "At the desk", "Within a week");
        Assert.That(PaymentNote.Of(order), Is.EqualTo(new PaymentNote(text, details)));
        e.BankDetails = " ";
        order.Amount = 0;
        Assert.That(PaymentNote.Of(order), Is.EqualTo(new PaymentNote("Free")));
    }

    private static IEnumerable<RenderedPdf> RenderBoth(Order order)
    {
        var amounts = DocumentAmounts.Of(order);
        yield return RenderedPdf.Render(SampleDocuments.Order(1) with { Amounts = amounts });
        yield return RenderedPdf.Render(SampleDocuments.Invoice() with { Amounts = amounts });
    }

    private static Order RandomOrder(Random random)
    {
        var currency = random.GetItems(["EUR", "JPY", "KWD"], 1)[0];
        var order = OrderOf(
            new PriceTerms
            {
                Currency = currency,
                DiscountType = random.GetItems([null, DiscountCode.Percent, DiscountCode.Amount], 1)[0],
                DiscountValue = random.Next(1, 101),
                TaxRate = random.GetItems<decimal?>([null, 0, 7.7m, 19, 25], 1)[0],
                IsTaxIncluded = random.Next(2) == 0,
                FeeRate = random.GetItems([0m, 5m, 3.33m], 1)[0],
                FeeMost = random.GetItems<decimal?>([null, 4], 1)[0],
            }
        );
        var count = random.Next(1, 5);
        for (var i = 1; i <= count; i++)
        {
            var quantity = random.Next(0, 8);
            order.Tickets.Add(
                LineOf(i, Currency.Round(random.Next(0, 2_000_000) / 1000m, currency), quantity, random.Next(0, quantity + 1))
            );
        }

        SetComputedAmount(order);
        if (random.Next(4) == 0)
            (order.Amount, order.IsAmountFinal) = (Currency.Round(random.Next(0, 900_000) / 1000m, currency), true);
        return order;
    }

    private static Order OrderOf(PriceTerms terms) => new() { Terms = terms, Event = new Event() };

    private static OrderTicket LineOf(int ticket, decimal price, int quantity, int discounted) =>
        new()
        {
            TicketId = ticket,
            Ticket = new Ticket { Name = $"Seat {ticket}" },
            Price = price,
            Quantity = quantity,
            Discounted = discounted,
            IsFeeCharged = true,
        };

    private static void SetComputedAmount(Order order) =>
        order.Amount = Pricing.TotalOf(order.Tickets.Select(l => l.Seats), order.Terms).Amount;

    /// <summary>The last amount of each line of the table, up to the total.</summary>
    private static (decimal[] Lines, decimal Total) ReadAmounts(string text)
    {
        var table = text.Split('\n').SkipWhile(line => !line.Contains("QUANTITY", StringComparison.Ordinal)).Skip(1).ToList();
        var end = table.FindIndex(line => line.TrimStart().StartsWith("Total", StringComparison.Ordinal));
        return ([.. table.Take(end).Select(Read).OfType<decimal>()], Read(table[end])!.Value);

        static decimal? Read(string line) =>
            LastAmount().Match(line) is { Success: true } match ? decimal.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;
    }

    [GeneratedRegex(@"[A-Z]{3} (-?[\d,]+(?:\.\d+)?)\s*$")]
    private static partial Regex LastAmount();
}
