using System.Globalization;
using OpenEvent.Application.Ticketing;
using static OpenEvent.Infrastructure.Pdf.Design;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>An invoice on A4: who to whom, number and dates, lines, sums, total, over as many pages as the lines take.</summary>
internal sealed class InvoicePages
{
    private const double PageWidth = 595.28, PageHeight = 841.89, Margin = 48, Foot = 70;
    private const double Inner = PageWidth - (2 * Margin);
    private const double AmountX = Margin + Inner - 110, PriceX = AmountX - 110, QuantityX = PriceX - 50;

    private readonly InvoicePrint _invoice;
    private readonly PdfDocument _document;
    private readonly List<PdfPage> _pages = [];
    private double _y;

    private InvoicePages(InvoicePrint invoice)
    {
        _invoice = invoice;
        _document = new PdfDocument($"{invoice.Number} – {Shaper.Clean(invoice.Event.Name)}");
        TurnPage();
    }

    private PdfPage Page => _pages[^1];

    public static byte[] Print(InvoicePrint invoice)
    {
        var pages = new InvoicePages(invoice);
        pages.DrawParties();
        pages.DrawFacts();
        pages.DrawLines();
        pages.DrawFooter();
        pages.NumberPages();
        return pages._document.Finish();
    }

    private void TurnPage()
    {
        _pages.Add(_document.AddPage(PageWidth, PageHeight));
        var isFirst = _pages.Count == 1;
        _y = Head(Page, Margin, isFirst ? Picture.Read(_invoice.Event.Logo) : null, _invoice.Kind) + (isFirst ? 0 : 18);
    }

    private void MakeRoom(double height)
    {
        if (_y + height > PageHeight - Foot) TurnPage();
    }

    private void DrawParties()
    {
        var half = (Inner - 24) / 2;
        var left = Party("FROM", _invoice.Seller, Margin, half);
        var right = Party("TO", _invoice.Buyer, Margin + half + 24, half);
        _y += Math.Max(left, right) + 20;
    }

    private double Party(string caption, IReadOnlyList<string> lines, double x, double width)
    {
        var height = Page.Text(TextBlock.Fit(caption, width, 1, true, 7), x, _y, width, Muted, align: 0) + 2;
        for (var i = 0; i < lines.Count; i++)
            height += Page.Text(TextBlock.Fit(lines[i], width, 2, i == 0, i == 0 ? 12 : 10, 9), x, _y + height, width, Ink, align: 0) + 2;
        return height;
    }

    private void DrawFacts()
    {
        Page.Rectangle(Margin, _y, Inner, 58, Shade);
        var zone = _invoice.Event.TimeZone;
        (string Caption, string Text)[] facts =
        [
            ("NUMBER", _invoice.Number), ("DATE", EventTime.Day(_invoice.IssuedAt, zone)),
            _invoice.DueAt is { } due ? ("DUE", EventTime.Day(due, zone)) : ("EVENT", _invoice.Event.Name), ("STATUS", _invoice.State),
        ];
        var column = (Inner - 32) / facts.Length;
        for (var i = 0; i < facts.Length; i++)
            Field(Page, facts[i].Caption, facts[i].Text, Margin + 16 + (i * column), _y + 13, column - 10, 2, false, 10.5, 8.5, 7.5);
        _y += 58 + 12;
        _y += Page.Text(TextBlock.Fit(_invoice.About, Inner, 2, false, 9), Margin, _y, Inner, Muted) + 14;
    }

    private void DrawLines()
    {
        Row(true, "DESCRIPTION", "QUANTITY", "PRICE", "AMOUNT", 7.5, Muted);
        foreach (var line in _invoice.Lines)
            Row(false, line.Name, line.Quantity.ToString(CultureInfo.InvariantCulture), MoneyText.Of(line.Price, _invoice.Currency), MoneyText.Of(line.Amount, _invoice.Currency), 10.5, Ink);
        foreach (var (name, amount) in _invoice.Sums) Row(false, name, "", "", MoneyText.Of(amount, _invoice.Currency), 10.5, Ink);
        Row(true, "Total", "", "", MoneyText.Of(_invoice.Total, _invoice.Currency), 12, Ink);
        _y += 18;
    }

    private void Row(bool bold, string name, string quantity, string price, string amount, double size, Colour colour)
    {
        var what = TextBlock.Fit(name, QuantityX - Margin - 12, 3, bold, size);
        var height = (what.Lines.Count * size * 1.3) + 10;
        MakeRoom(height);
        Page.Text(what, Margin, _y + 5, QuantityX - Margin - 12, colour, align: 0);
        Right(quantity, QuantityX, 50);
        Right(price, PriceX, 105);
        Right(amount, AmountX, 110);
        _y += height;
        Page.HorizontalLine(Margin, _y, Inner, 0.5, Rule);

        void Right(string text, double x, double width) => Page.Text(TextBlock.Fit(text, width, 1, bold, size, size * 0.8, size * 0.6), x, _y + 5, width, colour, align: 1);
    }

    private void DrawFooter()
    {
        if (string.IsNullOrWhiteSpace(_invoice.Footer)) return;
        var text = TextBlock.Fit(_invoice.Footer, Inner, 8, false, 9);
        MakeRoom(text.Lines.Count * 9 * 1.3);
        _y += Page.Text(text, Margin, _y, Inner, Muted);
    }

    private void NumberPages()
    {
        for (var i = 0; i < _pages.Count; i++)
        {
            _pages[i].Text(TextBlock.Fit(_invoice.Number, Inner - 80, 1, false, 8), Margin, PageHeight - 38, Inner - 80, Muted, align: 0);
            _pages[i].Text(TextBlock.Fit($"Page {i + 1} of {_pages.Count}", 80, 1, false, 8), PageWidth - Margin - 80, PageHeight - 38, 80, Muted, align: 1);
        }
    }
}
