using OpenEvent.Bench.Throughput;
using OpenEvent.Rush;

namespace OpenEvent.Bench.Orders;

/// <summary>Compares orders, documents and e-mails: each is there once.</summary>
internal sealed class DeliveryCheck(BenchPostgres postgres, MailServerStub mailServer, string folder)
{
    /// <summary>An order of one ticket has two documents: the ticket and the summary.</summary>
    private const int DocumentsOfAnOrder = 2;

    /// <summary>To the attendee, to the buyer, and to the owner of the event.</summary>
    private const int EmailsOfAnOrder = 3;

    public async Task<bool> RunAsync()
    {
        var orders = await postgres.CountAsync("SELECT count(*) FROM orders WHERE status = 'Completed'");
        var files = Directory.GetFiles(folder, "*.pdf", SearchOption.AllDirectories).Length;
        return Expect("documents", files, DocumentsOfAnOrder * orders)
            & Expect(
                "stored URLs of documents",
                await postgres.CountAsync(
                    "SELECT (SELECT count(*) FROM orders WHERE tickets_pdf_url <> '') "
                        + "+ (SELECT count(*) FROM attendees WHERE pdf_url <> '')"
                ),
                DocumentsOfAnOrder * orders
            )
            & Expect(
                "recorded e-mails",
                await postgres.CountAsync("SELECT count(*) FROM mails WHERE state = 'Sent' AND key LIKE 'TicketPurchased%'"),
                EmailsOfAnOrder * orders
            )
            & Expect(
                "e-mails at the mail server",
                mailServer.Emails.Count,
                await postgres.CountAsync("SELECT count(*) FROM mails WHERE state = 'Sent'")
            )
            & Expect("e-mails delivered twice", mailServer.Emails.Values.Count(n => n > 1), 0)
            & Expect("notifications of buyers", await postgres.CountAsync("SELECT count(*) FROM notifications"), orders)
            & Expect(
                "outbox entries that are not done",
                await postgres.CountAsync("SELECT count(*) FROM outbox WHERE kind IN ('letter', 'order-completed') AND state <> 'Done'"),
                0
            );
    }

    private static bool Expect(string what, long found, long expected)
    {
        Console.WriteLine($"{(found == expected ? "ok    " : "FAILED")} {what}: {found}{(found == expected ? "" : $", not {expected}")}");
        return found == expected;
    }
}
