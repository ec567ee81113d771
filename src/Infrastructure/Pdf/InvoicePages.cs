using System.Globalization;
using OpenEvent.Application.Ticketing;
using static OpenEvent.Infrastructure.Pdf.Design;
using static OpenEvent.Infrastructure.Pdf.Sheets;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>An invoice on A4: who to whom, number and dates, lines, sums, total, over as many pages as the lines take.</summary>
internal sealed class InvoicePages
{
    private readonly InvoicePrint _invoice;
    private readonly Sheets _sheets;

    private InvoicePages(InvoicePrint invoice)
    {
        _invoice = invoice;
        _sheets = new Sheets($"{invoice.Number} – {Shaper.Clean(invoice.Event.Name)}", invoice.Kind, invoice.Event.Logo);
    }

    public static byte[] Print(InvoicePrint invoice)
    {
        var pages = new InvoicePages(invoice);
        pages.DrawParties();
        pages.DrawFacts();
        pages.DrawLines();
        pages.DrawFooter();
        return pages._sheets.Finish(invoice.Number);
    }

    private void DrawParties()
    {
        var half = (Inner - 24) / 2;
        var left = Party("FROM", _invoice.Seller, Margin, half);
        var right = Party("TO", _invoice.Buyer, Margin + half + 24, half);
        _sheets.Y += Math.Max(left, right) + 20;
    }

    private double Party(string caption, IReadOnlyList<string> lines, double x, double width)
    {
        var (page, y) = (_sheets.Page, _sheets.Y);
        var height = page.Text(TextBlock.Fit(caption, width, 1, true, 7), x, y, width, Muted, align: 0) + 2;
        for (var i = 0; i < lines.Count; i++)
            height += page.Text(TextBlock.Fit(lines[i], width, 2, i == 0, i == 0 ? 12 : 10, 9), x, y + height, width, Ink, align: 0) + 2;
        return height;
    }

    private void DrawFacts()
    {
        var zone = _invoice.Event.TimeZone;
        _sheets.Facts(
            ("NUMBER", _invoice.Number),
            ("DATE", EventTime.Day(_invoice.IssuedAt, zone)),
            _invoice.DueAt is { } due ? ("DUE", EventTime.Day(due, zone)) : ("EVENT", _invoice.Event.Name),
            ("STATUS", _invoice.State)
        );
        _sheets.Y += 12;
        _sheets.Y += _sheets.Page.Text(TextBlock.Fit(_invoice.About, Inner, 2, false, 9), Margin, _sheets.Y, Inner, Muted) + 14;
    }

    private void DrawLines()
    {
        _sheets.Captions("DESCRIPTION");
        foreach (var line in _invoice.Lines)
            _sheets.Line(
                line.Name,
                line.Quantity.ToString(CultureInfo.InvariantCulture),
                MoneyText.Of(line.Price, _invoice.Currency),
                MoneyText.Of(line.Amount, _invoice.Currency)
            );
        foreach (var (name, amount) in _invoice.Sums)
            _sheets.Sum(name, MoneyText.Of(amount, _invoice.Currency));
        _sheets.Total(MoneyText.Of(_invoice.Total, _invoice.Currency));
        _sheets.Y += 18;
    }

    private void DrawFooter()
    {
        if (string.IsNullOrWhiteSpace(_invoice.Footer))
            return;
        var text = TextBlock.Fit(_invoice.Footer, Inner, 8, false, 9);
        _sheets.MakeRoom(text.Lines.Count * 9 * 1.3);
        _sheets.Y += _sheets.Page.Text(text, Margin, _sheets.Y, Inner, Muted);
    }
}
