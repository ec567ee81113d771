using System.Globalization;
using OpenEvent.Application.Ticketing;
using OpenEvent.Infrastructure.Pdf;

namespace OpenEvent.Pdf.Bench;

/// <summary>The documents that the benchmark writes.</summary>
internal static class Documents
{
    /// <summary>The name of each document, how many of them one measurement writes, and what draws it.</summary>
    public static IReadOnlyList<(string Name, int Batch, Func<TaggedDocument> Draw)> All { get; } =
    [
        ("Latin ticket", 40, DrawTicket("FOSSASIA Summit 2026")),
        ("Thai, Hindi and Arabic ticket", 40, DrawTicket("FOSSASIA งานประชุมซอฟต์แวร์เสรี हिन्दी सम्मेलन مؤتمر")),
        ("Arabic ticket", 40, DrawTicket("المؤتمر الدولي للبرمجيات الحرة ومفتوحة المصدر")),
        ("Chinese ticket", 40, DrawTicket("第十七届亚洲自由与开源软件高峰会议暨开放硬件实验室公开日")),
        ("order of 20 attendees", 10, DrawOrder(20)),
        ("order of 200 attendees", 2, DrawOrder(200)),
    ];

    private static Func<TaggedDocument> DrawTicket(string name)
    {
        var ticket = new TicketDocument(CreateEvent(name), "Early Bird", 25m, "EUR", "Ada", "Lovelace", "a1b2c3d4-e5f6", "4711");
        return () => TicketLayout.Draw(ticket);
    }

    private static Func<TaggedDocument> DrawOrder(int attendees)
    {
        var e = CreateEvent("FOSSASIA Summit 2026");
        var total = 25m * attendees;
        var order = new OrderDocument(
            e,
            "a1b2c3d4-e5f6",
            e.StartsAt.AddDays(-30),
            "Completed",
            "Ada Lovelace",
            "ada@example.org",
            new DocumentAmounts([new DocumentLine("Early Bird", attendees, 25m, total)], [], total, "EUR"),
            new PaymentNote("Paid by Stripe"),
            [.. Enumerable.Range(1, attendees).Select(CreateAttendee)]
        );
        return () => OrderLayout.Draw(order);
    }

    private static AttendeeLine CreateAttendee(int i) =>
        new($"Guest{i}", "Müller", "Early Bird", (100 + i).ToString(CultureInfo.InvariantCulture));

    private static EventDetails CreateEvent(string name)
    {
        var starts = new DateTimeOffset(2026, 5, 23, 7, 0, 0, TimeSpan.Zero);
        return new EventDetails(name, starts, starts.AddHours(8), "Europe/Berlin", "Kongresshalle, 10999 Berlin", Organizer: "FOSSASIA");
    }
}
