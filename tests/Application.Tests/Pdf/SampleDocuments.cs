using OpenEvent.Application.Ticketing;

namespace OpenEvent.Application.Tests.Pdf;

internal static class SampleDocuments
{
    public static EventDetails Event(
        string name = "FOSSASIA Summit 2026",
        string place = "Kongresshalle, Hauptstraße 12, 10999 Berlin",
        string zone = "Europe/Berlin"
    ) =>
        new(
            name,
            new DateTimeOffset(2026, 5, 23, 7, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2026, 5, 23, 15, 30, 0, TimeSpan.Zero),
            zone,
            place,
            Organizer: "FOSSASIA"
        );

    public static TicketDocument Ticket(
        EventDetails? e = null,
        string ticket = "Early Bird",
        string first = "Ada",
        string last = "Lovelace"
    ) => new(e ?? Event(), ticket, 25m, "EUR", first, last, "a1b2c3d4-e5f6", "4711");

    public static InvoiceDocument Invoice(int lines = 2, string name = "Early Bird", EventDetails? e = null) =>
        new(
            e ?? Event(),
            "INVOICE",
            "O1772407800-17",
            new DateTimeOffset(2026, 3, 1, 23, 30, 0, TimeSpan.Zero),
            null,
            ["FOSSASIA Association", "Hauptstraße 12", "10999 Berlin", "Germany", "Tax ID DE123"],
            ["Ada Lovelace Ltd", "Ada Lovelace", "1 Analytical Row", "W1 London"],
            new DocumentAmounts(
                [.. Enumerable.Range(1, lines).Select(i => new DocumentLine($"{name} {i}", 3, 25m, 75m))],
                [("Discount", -5m), ("Service fee", 1.5m)],
                (75m * lines) - 3.5m,
                "EUR",
                "Includes VAT 19%: EUR 23.39"
            ),
            "Order a1b2c3d4-e5f6",
            new PaymentNote("Paid by Stripe"),
            "Thank you for coming."
        );

    public static OrderDocument Order(int seats, EventDetails? e = null) =>
        new(
            e ?? Event(),
            "a1b2c3d4-e5f6",
            new DateTimeOffset(2026, 3, 1, 23, 30, 0, TimeSpan.Zero),
            "Completed",
            "Ada Lovelace",
            "ada@example.org",
            new DocumentAmounts(
                [new DocumentLine("Early Bird", seats, 25m, 25m * seats)],
                [("Discount", -5m), ("VAT 19%", 3.19m)],
                (25m * seats) - 1.81m,
                "EUR"
            ),
            new PaymentNote("Paid by Stripe"),
            [
                .. Enumerable
                    .Range(1, seats)
                    .Select(i => new AttendeeLine(
                        $"Guest{i}",
                        "Müller",
                        "Early Bird",
                        (100 + i).ToString(System.Globalization.CultureInfo.InvariantCulture)
                    )),
            ]
        );
}
