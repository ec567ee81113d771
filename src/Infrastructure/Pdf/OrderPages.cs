using System.Globalization;
using OpenEvent.Application.Ticketing;
using static OpenEvent.Infrastructure.Pdf.Design;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>The buyer's summary on A4: order, event, amounts, then every attendee with a code of his own, over as many pages as that takes.</summary>
internal sealed class OrderPages
{
    private const double PageWidth = 595.28, PageHeight = 841.89, Margin = 48, Foot = 56;
    private const double Inner = PageWidth - 2 * Margin;
    private const double AmountX = Margin + Inner - 110, PriceX = AmountX - 110, QuantityX = PriceX - 50;
    private const double CodeSize = 62, SeatHeight = CodeSize + 22;

    private readonly OrderPrint _order;
    private readonly PdfDocument _document;
    private readonly Picture? _logo;
    private readonly List<PdfPage> _pages = [];
    private double _y;

    private OrderPages(OrderPrint order)
    {
        _order = order;
        _document = new PdfDocument($"{Shaper.Clean(order.Event.Name)} – {order.OrderIdentifier}");
        _logo = Picture.Read(order.Event.Logo);
        TurnPage();
    }

    private PdfPage Page => _pages[^1];

    public static byte[] Print(OrderPrint order)
    {
        var pages = new OrderPages(order);
        pages.DrawEvent();
        pages.DrawOrder();
        pages.DrawAmounts();
        pages.DrawSeats();
        pages.NumberPages();
        return pages._document.Finish();
    }

    private void TurnPage()
    {
        _pages.Add(_document.AddPage(PageWidth, PageHeight));
        _y = Head(Page, Margin, _pages.Count == 1 ? _logo : null, "ORDER SUMMARY") + (_pages.Count == 1 ? 0 : 18);
    }

    private void MakeRoom(double height)
    {
        if (_y + height > PageHeight - Foot) TurnPage();
    }

    private void DrawEvent()
    {
        var e = _order.Event;
        _y += Page.Text(TextBlock.Fit(e.Name, Inner, 3, true, 24, 20, 16), Margin, _y, Inner, Ink) + 12;
        var half = (Inner - 24) / 2;
        var left = Field(Page, "WHEN", EventTime.Span(e.StartsAt, e.EndsAt, e.TimeZone), Margin, _y, half, 2, false, 10.5);
        left += Page.Text(TextBlock.Fit(EventTime.Zone(e.StartsAt, e.TimeZone), half, 1, false, 8.5), Margin, _y + left, half, Muted);
        var right = Field(Page, "WHERE", string.IsNullOrWhiteSpace(e.Place) ? "Online" : e.Place, Margin + half + 24, _y, half, 3, false, 10.5, 9);
        _y += Math.Max(left, right) + 16;
    }

    private void DrawOrder()
    {
        Page.Rectangle(Margin, _y, Inner, 58, Shade);
        var column = (Inner - 32) / 4;
        var texts = new[]
        {
            ("ORDER", _order.OrderIdentifier), ("DATE", EventTime.Day(_order.OrderedAt, _order.Event.TimeZone)), ("STATUS", _order.Status),
            ("BUYER", string.IsNullOrWhiteSpace(_order.BuyerName) ? _order.BuyerEmail : _order.BuyerName),
        };
        for (var i = 0; i < texts.Length; i++)
            Field(Page, texts[i].Item1, texts[i].Item2, Margin + 16 + i * column, _y + 13, column - 10, 2, false, 10.5, 8.5, 7.5);
        _y += 58 + 22;
    }

    private void DrawAmounts()
    {
        Row(true, "TICKET", "QUANTITY", "PRICE", "AMOUNT", 7.5, Muted);
        foreach (var line in _order.Lines)
        {
            Row(false, line.TicketName, line.Quantity.ToString(CultureInfo.InvariantCulture), MoneyText.Of(line.Price, _order.Currency),
                MoneyText.Of(line.Price * line.Quantity, _order.Currency), 10.5, Ink);
        }
        if (_order.Discount != 0) Row(false, "Discount", "", "", MoneyText.Of(-_order.Discount, _order.Currency), 10.5, Ink);
        if (_order.Tax != 0) Row(false, _order.TaxName ?? "Tax", "", "", MoneyText.Of(_order.Tax, _order.Currency), 10.5, Ink);
        Row(true, "Total", "", "", MoneyText.Of(_order.Total, _order.Currency), 12, Ink);
        if (!string.IsNullOrWhiteSpace(_order.PaidBy)) Row(false, $"Paid by {_order.PaidBy}", "", "", "", 8.5, Muted);
        _y += 18;
    }

    private void Row(bool bold, string name, string quantity, string price, string amount, double size, Colour colour)
    {
        var what = TextBlock.Fit(name, QuantityX - Margin - 12, 2, bold, size);
        var height = what.Lines.Count * size * 1.3 + 10;
        MakeRoom(height);
        Page.Text(what, Margin, _y + 5, QuantityX - Margin - 12, colour, align: 0);
        Right(quantity, QuantityX, 50);
        Right(price, PriceX, 105);
        Right(amount, AmountX, 110);
        _y += height;
        Page.HorizontalLine(Margin, _y, Inner, 0.5, Rule);

        void Right(string text, double x, double width) =>
            Page.Text(TextBlock.Fit(text, width, 1, bold, size, size * 0.8), x, _y + 5, width, colour, align: 1);
    }

    private void DrawSeats()
    {
        if (_order.Attendees.Count == 0) return;
        MakeRoom(30 + SeatHeight);
        _y += Page.Text(TextBlock.Fit("Attendees", Inner, 1, true, 14), Margin, _y, Inner, Ink) + 8;
        foreach (var attendee in _order.Attendees)
        {
            MakeRoom(SeatHeight);
            DrawSeat(attendee);
            _y += SeatHeight;
        }
    }

    private void DrawSeat(AttendeeLine attendee)
    {
        var code = TicketPrint.CodeOf(_order.OrderIdentifier, attendee.AttendeeIdentifier);
        QrCode.Draw(Page, code, Margin, _y + 8, CodeSize, Ink);
        var x = Margin + CodeSize + 20;
        var width = Inner - CodeSize - 20;
        var y = _y + 10;
        y += Page.Text(TextBlock.Fit($"{attendee.FirstName} {attendee.LastName}", width, 1, true, 13, 11), x, y, width, Ink, align: 0) + 3;
        y += Page.Text(TextBlock.Fit(attendee.TicketName, width, 1, false, 10.5), x, y, width, Ink, align: 0) + 3;
        Page.Text(TextBlock.Fit(code, width, 1, false, 8), x, y, width, Muted, align: 0);
        Page.HorizontalLine(Margin, _y + SeatHeight - 3, Inner, 0.5, Rule);
    }

    private void NumberPages()
    {
        for (var i = 0; i < _pages.Count; i++)
        {
            var y = PageHeight - 38;
            var organizer = string.IsNullOrWhiteSpace(_order.Event.Organizer) ? "" : $"Organised by {_order.Event.Organizer}";
            _pages[i].Text(TextBlock.Fit(organizer, Inner - 80, 1, false, 8), Margin, y, Inner - 80, Muted, align: 0);
            _pages[i].Text(TextBlock.Fit($"Page {i + 1} of {_pages.Count}", 80, 1, false, 8), PageWidth - Margin - 80, y, 80, Muted, align: 1);
        }
    }
}
