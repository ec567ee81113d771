using OpenEvent.Application.Ticketing;
using static OpenEvent.Infrastructure.Pdf.DocumentStyle;

namespace OpenEvent.Infrastructure.Pdf;

/// <summary>
/// Draws a ticket on one A5 page: the event above the dashed line, the seat and its QR code below. A5 is readable on a phone, and two fit
/// on an A4 sheet. Lengths are in points.
/// </summary>
internal static class TicketLayout
{
    private const double PageWidth = 419.53;
    private const double PageHeight = 595.28;
    private const double Margin = 34;
    private const double Gap = 18;
    private const double CodeSize = 148;
    private const double Inner = PageWidth - 2 * Margin;

    public static byte[] Render(TicketDocument ticket)
    {
        var document = new PdfDocument($"{TextShaper.Sanitize(ticket.Event.Name)} – {ticket.OrderIdentifier}");
        var page = document.AddPage(PageWidth, PageHeight);
        var y = DrawHeader(page, Margin, LogoImage.Read(ticket.Event.Logo), "TICKET");
        y = DrawEvent(page, ticket.Event, y);
        y = Math.Max(y + 14, 268);
        page.DrawHorizontalLine(0, y, PageWidth, 0.8, RuleColour, dash: 4);
        DrawSeat(page, ticket, y + 28);
        DrawFooter(page, ticket.Event);
        return document.Finish();
    }

    private static double DrawEvent(PdfPage page, EventDetails e, double y)
    {
        y += page.DrawText(TextBlock.Fit(e.Name, Inner, 3, true, 24, 20, 17, 14), Margin, y, Inner, TextColour) + 12;
        var when = EventTime.FormatPeriod(e.StartsAt, e.EndsAt, e.TimeZone);
        y += DrawField(page, "WHEN", when, Margin, y, Inner, 2, true, 11);
        y +=
            page.DrawText(TextBlock.Fit(EventTime.FormatZone(e.StartsAt, e.TimeZone), Inner, 1, false, 8.5), Margin, y, Inner, MutedColour)
            + 9;
        return y + DrawField(page, "WHERE", e.Where, Margin, y, Inner, 3, false, 11, 9.5);
    }

    private static void DrawSeat(PdfPage page, TicketDocument ticket, double y)
    {
        var left = Inner - CodeSize - Gap;
        var codeX = PageWidth - Margin - CodeSize;
        QrCode.Draw(page, ticket.QrCodeText, codeX, y, CodeSize, TextColour);
        page.DrawText(
            TextBlock.Fit(ticket.QrCodeText, CodeSize + Gap, 2, false, 7.5, 6.5),
            codeX - Gap / 2,
            y + CodeSize + 10,
            CodeSize + Gap,
            MutedColour,
            align: 0.5
        );

        y += DrawField(page, "HOLDER", $"{ticket.HolderFirstName} {ticket.HolderLastName}", Margin, y, left, 3, true, 17, 14, 12) + 9;
        y += DrawField(page, "TICKET", ticket.TicketName, Margin, y, left, 3, false, 12, 10) + 9;
        y += DrawField(page, "PRICE", MoneyText.FormatOrFree(ticket.Price, ticket.Currency), Margin, y, left, 1, false, 12, 9) + 9;
        DrawField(page, "ORDER", ticket.OrderIdentifier, Margin, y, left, 2, false, 11, 9);
    }

    private static void DrawFooter(PdfPage page, EventDetails e)
    {
        var y = PageHeight - 52;
        page.DrawHorizontalLine(Margin, y, Inner, 0.5, RuleColour);
        const string Advice = "Show the code at the entrance, on paper or on a screen. It admits one person, once.";
        y += 8 + page.DrawText(TextBlock.Fit(Advice, Inner, 1, false, 8), Margin, y + 8, Inner, MutedColour);
        if (!string.IsNullOrWhiteSpace(e.Organizer))
            page.DrawText(TextBlock.Fit($"Organised by {e.Organizer}", Inner, 1, false, 8), Margin, y, Inner, MutedColour);
    }
}
