using OpenEvent.Application.Events;
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

    public static TaggedDocument Draw(TicketDocument ticket)
    {
        var document = new TaggedDocument($"{TextShaper.Sanitize(ticket.Event.Name)} – {ticket.OrderIdentifier}");
        var root = document.Structure;
        var page = document.AddPage(PageWidth, PageHeight);
        var y = DrawHeader(page, root, Margin, LogoImage.Read(ticket.Event.Logo), ticket.Event.Name, "TICKET");
        y = DrawEvent(page, root, ticket.Event, y);
        y = Math.Max(y + 14, 268);
        page.DrawHorizontalLine(0, y, PageWidth, 0.8, RuleColour, dash: 4);
        DrawSeat(page, root, ticket, y + 28);
        DrawFooter(page, root, ticket.Event);
        return document;
    }

    private static double DrawEvent(PageCanvas page, StructureElement root, EventDetails e, double y)
    {
        y +=
            page.DrawText(root.Add(StructureType.H2), TextBlock.Fit(e.Name, Inner, 3, true, 24, 20, 17, 14), Margin, y, Inner, TextColour)
            + 12;
        var when = EventTime.FormatPeriod(e.StartsAt, e.EndsAt, e.TimeZone);
        y += DrawField(page, root, "WHEN", when, Margin, y, Inner, 2, true, 11);
        y +=
            page.DrawText(
                root.Add(StructureType.P),
                TextBlock.Fit(EventTime.FormatZone(e.StartsAt, e.TimeZone), Inner, 1, false, 8.5),
                Margin,
                y,
                Inner,
                MutedColour
            ) + 9;
        return y + DrawField(page, root, "WHERE", e.Where, Margin, y, Inner, 3, false, 11, 9.5);
    }

    private static void DrawSeat(PageCanvas page, StructureElement root, TicketDocument ticket, double y)
    {
        var left = Inner - CodeSize - Gap;
        var codeX = PageWidth - Margin - CodeSize;
        var top = y;
        y += DrawField(page, root, "HOLDER", $"{ticket.HolderFirstName} {ticket.HolderLastName}", Margin, y, left, 3, true, 17, 14, 12) + 9;
        y += DrawField(page, root, "TICKET", ticket.TicketName, Margin, y, left, 3, false, 12, 10) + 9;
        y += DrawField(page, root, "PRICE", MoneyText.FormatOrFree(ticket.Price, ticket.Currency), Margin, y, left, 1, false, 12, 9) + 9;
        DrawField(page, root, "ORDER", ticket.OrderIdentifier, Margin, y, left, 2, false, 11, 9);

        QrCode.Draw(page, root, ticket.QrCodeText, codeX, top, CodeSize, TextColour);
        page.DrawText(
            root.Add(StructureType.P),
            TextBlock.Fit(ticket.QrCodeText, CodeSize + Gap, 2, false, 7.5, 6.5),
            codeX - Gap / 2,
            top + CodeSize + 10,
            CodeSize + Gap,
            MutedColour,
            align: 0.5
        );
    }

    private static void DrawFooter(PageCanvas page, StructureElement root, EventDetails e)
    {
        var y = PageHeight - 52;
        page.DrawHorizontalLine(Margin, y, Inner, 0.5, RuleColour);
        const string Advice = "Show the code at the entrance, on paper or on a screen. It admits one person, once.";
        y += 8 + page.DrawText(root.Add(StructureType.P), TextBlock.Fit(Advice, Inner, 1, false, 8), Margin, y + 8, Inner, MutedColour);
        if (!string.IsNullOrWhiteSpace(e.Organizer))
            page.DrawText(
                root.Add(StructureType.P),
                TextBlock.Fit($"Organised by {e.Organizer}", Inner, 1, false, 8),
                Margin,
                y,
                Inner,
                MutedColour
            );
    }
}
