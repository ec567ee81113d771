using OpenEvent.Application.Events;
using OpenEvent.Application.Ticketing;
using static OpenEvent.Infrastructure.Pdf.A4Document;
using static OpenEvent.Infrastructure.Pdf.DocumentStyle;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>
/// Draws the buyer's summary on one or more A4 pages: event, order, amounts, and every attendee with their own QR code. Lengths are in
/// points.
/// </summary>
internal sealed class OrderLayout
{
    private const double CodeSize = 62;
    private const double SeatHeight = CodeSize + 22;

    private readonly OrderDocument _order;
    private readonly A4Document _document;

    private OrderLayout(OrderDocument order)
    {
        _order = order;
        var title = $"{TextShaper.Sanitize(order.Event.Name)} – {order.OrderIdentifier}";
        _document = new A4Document(title, "ORDER SUMMARY", order.Event);
    }

    private PageCanvas Page => _document.Page;

    public static TaggedDocument Draw(OrderDocument order)
    {
        var layout = new OrderLayout(order);
        layout.DrawEvent();
        layout.DrawOrder();
        layout._document.AddAmounts("TICKET", order.Amounts);
        layout._document.AddPayment(order.Payment);
        layout._document.Y += 18;
        layout.DrawSeats();
        return layout._document.Finish(string.IsNullOrWhiteSpace(order.Event.Organizer) ? "" : $"Organised by {order.Event.Organizer}");
    }

    private void DrawEvent()
    {
        var e = _order.Event;
        _document.Y +=
            Page.DrawText(
                _document.Structure.Add(StructureType.H2),
                TextBlock.Fit(e.Name, ContentWidth, 3, true, 24, 20, 16),
                Margin,
                _document.Y,
                ContentWidth,
                TextColour
            ) + 12;
        var half = (ContentWidth - 24) / 2;
        var left = DrawField(
            Page,
            _document.Structure,
            "WHEN",
            EventTime.FormatPeriod(e.StartsAt, e.EndsAt, e.TimeZone),
            Margin,
            _document.Y,
            half,
            2,
            false,
            10.5
        );
        left += Page.DrawText(
            _document.Structure.Add(StructureType.P),
            TextBlock.Fit(EventTime.FormatZone(e.StartsAt, e.TimeZone), half, 1, false, 8.5),
            Margin,
            _document.Y + left,
            half,
            MutedColour
        );
        var right = DrawField(Page, _document.Structure, "WHERE", e.Where, Margin + half + 24, _document.Y, half, 3, false, 10.5, 9);
        _document.Y += Math.Max(left, right) + 16;
    }

    private void DrawOrder()
    {
        _document.AddFacts(
            ("ORDER", _order.OrderIdentifier),
            ("DATE", EventTime.FormatDay(_order.OrderedAt, _order.Event.TimeZone)),
            ("STATUS", _order.Status),
            ("BUYER", string.IsNullOrWhiteSpace(_order.BuyerName) ? _order.BuyerEmail : _order.BuyerName)
        );
        _document.Y += 22;
    }

    private void DrawSeats()
    {
        if (_order.Attendees.Count == 0)
            return;
        _document.EnsureSpace(30 + SeatHeight);
        _document.Y +=
            Page.DrawText(
                _document.Structure.Add(StructureType.H2),
                TextBlock.Fit("Attendees", ContentWidth, 1, true, 14),
                Margin,
                _document.Y,
                ContentWidth,
                TextColour
            ) + 8;
        foreach (var attendee in _order.Attendees)
        {
            _document.EnsureSpace(SeatHeight);
            DrawSeat(attendee);
            _document.Y += SeatHeight;
        }
    }

    private void DrawSeat(AttendeeLine attendee)
    {
        var code = TicketDocument.FormatQrCodeText(_order.OrderIdentifier, attendee.AttendeeIdentifier);
        var x = Margin + CodeSize + 20;
        var width = ContentWidth - CodeSize - 20;
        var y = _document.Y + 10;
        y +=
            Page.DrawText(
                _document.Structure.Add(StructureType.H3),
                TextBlock.Fit($"{attendee.FirstName} {attendee.LastName}", width, 1, true, 13, 11),
                x,
                y,
                width,
                TextColour,
                align: 0
            ) + 3;
        var paragraph = _document.Structure.Add(StructureType.P);
        var ticket = TextBlock.Fit(attendee.TicketName, width, 1, false, 10.5).WithSpaceAtEnd();
        y += Page.DrawText(paragraph, ticket, x, y, width, TextColour, align: 0) + 3;
        Page.DrawText(paragraph, TextBlock.Fit(code, width, 1, false, 8), x, y, width, MutedColour, align: 0);
        QrCode.Draw(Page, _document.Structure, code, Margin, _document.Y + 8, CodeSize, TextColour);
        Page.DrawHorizontalLine(Margin, _document.Y + SeatHeight - 3, ContentWidth, 0.5, RuleColour);
    }
}
