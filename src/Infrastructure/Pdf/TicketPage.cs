using OpenEvent.Application.Ticketing;
using static OpenEvent.Infrastructure.Pdf.Design;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>
/// One A5 page: above the perforation the event, below it the seat and its code. A5 reads well on a phone and prints two to an A4 sheet.
/// </summary>
internal static class TicketPage
{
    private const double PageWidth = 419.53,
        PageHeight = 595.28,
        Margin = 34,
        Gap = 18,
        CodeSize = 148;
    private const double Inner = PageWidth - 2 * Margin;

    public static byte[] Print(TicketPrint ticket)
    {
        var document = new PdfDocument($"{Shaper.Clean(ticket.Event.Name)} – {ticket.OrderIdentifier}");
        var page = document.AddPage(PageWidth, PageHeight);
        var y = Head(page, Margin, Picture.Read(ticket.Event.Logo), "TICKET");
        y = DrawEvent(page, ticket.Event, y);
        y = Math.Max(y + 14, 268);
        page.HorizontalLine(0, y, PageWidth, 0.8, Rule, dash: 4);
        DrawSeat(page, ticket, y + 28);
        DrawFoot(page, ticket.Event);
        return document.Finish();
    }

    private static double DrawEvent(PdfPage page, EventPrint e, double y)
    {
        y += page.Text(TextBlock.Fit(e.Name, Inner, 3, true, 24, 20, 17, 14), Margin, y, Inner, Ink) + 12;
        var when = EventTime.Span(e.StartsAt, e.EndsAt, e.TimeZone);
        y += Field(page, "WHEN", when, Margin, y, Inner, 2, true, 11);
        y += page.Text(TextBlock.Fit(EventTime.Zone(e.StartsAt, e.TimeZone), Inner, 1, false, 8.5), Margin, y, Inner, Muted) + 9;
        var place = string.IsNullOrWhiteSpace(e.Place) ? "Online" : e.Place;
        return y + Field(page, "WHERE", place, Margin, y, Inner, 3, false, 11, 9.5);
    }

    private static void DrawSeat(PdfPage page, TicketPrint ticket, double y)
    {
        var left = Inner - CodeSize - Gap;
        var codeX = PageWidth - Margin - CodeSize;
        QrCode.Draw(page, ticket.Code, codeX, y, CodeSize, Ink);
        page.Text(
            TextBlock.Fit(ticket.Code, CodeSize + Gap, 2, false, 7.5, 6.5),
            codeX - Gap / 2,
            y + CodeSize + 10,
            CodeSize + Gap,
            Muted,
            align: 0.5
        );

        y += Field(page, "HOLDER", $"{ticket.HolderFirstName} {ticket.HolderLastName}", Margin, y, left, 3, true, 17, 14, 12) + 9;
        y += Field(page, "TICKET", ticket.TicketName, Margin, y, left, 3, false, 12, 10) + 9;
        y += Field(page, "PRICE", MoneyText.OrFree(ticket.Price, ticket.Currency), Margin, y, left, 1, false, 12, 9) + 9;
        Field(page, "ORDER", ticket.OrderIdentifier, Margin, y, left, 2, false, 11, 9);
    }

    private static void DrawFoot(PdfPage page, EventPrint e)
    {
        var y = PageHeight - 52;
        page.HorizontalLine(Margin, y, Inner, 0.5, Rule);
        const string Advice = "Show the code at the entrance, on paper or on a screen. It admits one person, once.";
        y += 8 + page.Text(TextBlock.Fit(Advice, Inner, 1, false, 8), Margin, y + 8, Inner, Muted);
        if (!string.IsNullOrWhiteSpace(e.Organizer))
            page.Text(TextBlock.Fit($"Organised by {e.Organizer}", Inner, 1, false, 8), Margin, y, Inner, Muted);
    }
}
