using System.Globalization;
using OpenEvent.Application.Ticketing;
using static OpenEvent.Infrastructure.Pdf.Design;
using static OpenEvent.Infrastructure.Pdf.Sheets;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>The buyer's summary on A4: order, event, amounts, then every attendee with a code of his own, over as many pages as that takes.</summary>
internal sealed class OrderPages
{
    private const double CodeSize = 62,
        SeatHeight = CodeSize + 22;

    private readonly OrderPrint _order;
    private readonly Sheets _sheets;

    private OrderPages(OrderPrint order)
    {
        _order = order;
        _sheets = new Sheets($"{Shaper.Clean(order.Event.Name)} – {order.OrderIdentifier}", "ORDER SUMMARY", order.Event.Logo);
    }

    private PdfPage Page => _sheets.Page;

    public static byte[] Print(OrderPrint order)
    {
        var pages = new OrderPages(order);
        pages.DrawEvent();
        pages.DrawOrder();
        pages.DrawAmounts();
        pages.DrawSeats();
        return pages._sheets.Finish(string.IsNullOrWhiteSpace(order.Event.Organizer) ? "" : $"Organised by {order.Event.Organizer}");
    }

    private void DrawEvent()
    {
        var e = _order.Event;
        _sheets.Y += Page.Text(TextBlock.Fit(e.Name, Inner, 3, true, 24, 20, 16), Margin, _sheets.Y, Inner, Ink) + 12;
        var half = (Inner - 24) / 2;
        var left = Field(Page, "WHEN", EventTime.Span(e.StartsAt, e.EndsAt, e.TimeZone), Margin, _sheets.Y, half, 2, false, 10.5);
        left += Page.Text(
            TextBlock.Fit(EventTime.Zone(e.StartsAt, e.TimeZone), half, 1, false, 8.5),
            Margin,
            _sheets.Y + left,
            half,
            Muted
        );
        var right = Field(
            Page,
            "WHERE",
            string.IsNullOrWhiteSpace(e.Place) ? "Online" : e.Place,
            Margin + half + 24,
            _sheets.Y,
            half,
            3,
            false,
            10.5,
            9
        );
        _sheets.Y += Math.Max(left, right) + 16;
    }

    private void DrawOrder()
    {
        _sheets.Facts(
            ("ORDER", _order.OrderIdentifier),
            ("DATE", EventTime.Day(_order.OrderedAt, _order.Event.TimeZone)),
            ("STATUS", _order.Status),
            ("BUYER", string.IsNullOrWhiteSpace(_order.BuyerName) ? _order.BuyerEmail : _order.BuyerName)
        );
        _sheets.Y += 22;
    }

    private void DrawAmounts()
    {
        _sheets.Captions("TICKET");
        foreach (var line in _order.Lines)
            _sheets.Line(
                line.TicketName,
                line.Quantity.ToString(CultureInfo.InvariantCulture),
                MoneyText.Of(line.Price, _order.Currency),
                MoneyText.Of(line.Price * line.Quantity, _order.Currency)
            );
        if (_order.Discount != 0)
            _sheets.Sum("Discount", MoneyText.Of(-_order.Discount, _order.Currency));
        if (_order.Tax != 0)
            _sheets.Sum(_order.TaxName ?? "Tax", MoneyText.Of(_order.Tax, _order.Currency));
        _sheets.Total(MoneyText.Of(_order.Total, _order.Currency));
        if (!string.IsNullOrWhiteSpace(_order.PaidBy))
            _sheets.Note($"Paid by {_order.PaidBy}");
        _sheets.Y += 18;
    }

    private void DrawSeats()
    {
        if (_order.Attendees.Count == 0)
            return;
        _sheets.MakeRoom(30 + SeatHeight);
        _sheets.Y += Page.Text(TextBlock.Fit("Attendees", Inner, 1, true, 14), Margin, _sheets.Y, Inner, Ink) + 8;
        foreach (var attendee in _order.Attendees)
        {
            _sheets.MakeRoom(SeatHeight);
            DrawSeat(attendee);
            _sheets.Y += SeatHeight;
        }
    }

    private void DrawSeat(AttendeeLine attendee)
    {
        var code = TicketPrint.CodeOf(_order.OrderIdentifier, attendee.AttendeeIdentifier);
        QrCode.Draw(Page, code, Margin, _sheets.Y + 8, CodeSize, Ink);
        var x = Margin + CodeSize + 20;
        var width = Inner - CodeSize - 20;
        var y = _sheets.Y + 10;
        y += Page.Text(TextBlock.Fit($"{attendee.FirstName} {attendee.LastName}", width, 1, true, 13, 11), x, y, width, Ink, align: 0) + 3;
        y += Page.Text(TextBlock.Fit(attendee.TicketName, width, 1, false, 10.5), x, y, width, Ink, align: 0) + 3;
        Page.Text(TextBlock.Fit(code, width, 1, false, 8), x, y, width, Muted, align: 0);
        Page.HorizontalLine(Margin, _sheets.Y + SeatHeight - 3, Inner, 0.5, Rule);
    }
}
