using System.Net;
using NUnit.Framework;
using OpenEvent.Application.Ticketing;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Identity;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Credits for orders cancelled after their invoice, and platform discounts (docs/reference/event-invoices.md).</summary>
[TestFixture]
public sealed class EventInvoiceCreditTests : EventInvoiceFixture
{
    [Test]
    public async Task Order_cancelled_or_deleted_after_its_invoice_is_credited_in_the_next()
    {
        var testEvent = await CreateEventAsync();
        var orders = await SellAsync(testEvent, 300, 100, 60);
        await IssueInvoicesAsync();
        (await TicketedEvent.UpdateOrderAsync(testEvent.Owner, orders[1], new { status = "cancelled" })).EnsureStatus(HttpStatusCode.OK);
        foreach (var order in new[] { orders[1], orders[2] })
            (
                await Server.Admin.DeleteAsync(
                    $"/v1/orders/{order}",
                    new { data = new { type = "order", attributes = new Dictionary<string, string> { ["cancel-note"] = "by mistake" } } }
                )
            ).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            await Server.SqlAsync<long>(
                $"""
                SELECT count(*) FROM invoice_credits c JOIN event_invoices i ON i.id = c.invoice_id
                WHERE i.event_id = {testEvent.EventId}
                """
            ),
            Is.EqualTo(2),
            "an order that is cancelled and then deleted is credited once"
        );
        await IssueInvoicesAsync();
        Assert.That(await CountInvoicesAsync(testEvent), Is.EqualTo(1), "an event gets one invoice for a month");

        await MoveInvoicesToLastMonthAsync(testEvent);
        await SellAsync(testEvent, 500);
        await IssueInvoicesAsync();
        var next = await GetLastInvoiceAsync(testEvent);
        Assert.That(
            (next.Attribute("amount").GetDecimal(), next.Attribute("credit").GetDecimal(), next.Attribute("status").GetString()),
            Is.EqualTo((17m, 8m, "due")),
            "5 % of 500 minus 5 % of 160"
        );
        var text = await ReadPdfTextAsync(testEvent.Owner, $"/v1/events/invoices/{next.Attribute("identifier").GetString()}");
        Assert.That(
            text,
            Does.Contain("Credit for orders cancelled after their")
                .And.Contain("EUR -8.00")
                .And.Contain("EUR 17.00")
                .And.Contain("5% of ticket sales of EUR 500.00")
        );

        await MoveInvoicesToLastMonthAsync(testEvent);
        await IssueInvoicesAsync();
        Assert.That(await CountInvoicesAsync(testEvent), Is.EqualTo(2), "an order is credited once");
    }

    [Test]
    public async Task Credit_equals_the_invoiced_fee_including_cap_and_discount()
    {
        var testEvent = await CreateEventAsync();
        await CreateHalfPriceDiscountAsync(testEvent);
        var orders = await SellAsync(testEvent, 30000, 10000);
        await IssueInvoicesAsync();
        Assert.That(
            (await GetLastInvoiceAsync(testEvent)).Attribute("amount").GetDecimal(),
            Is.EqualTo(500),
            "5 % of 40000 is capped at 1000, minus half"
        );
        (await TicketedEvent.UpdateOrderAsync(testEvent.Owner, orders[1], new { status = "cancelled" })).EnsureStatus(HttpStatusCode.OK);
        await MoveInvoicesToLastMonthAsync(testEvent);
        await IssueInvoicesAsync();
        Assert.That(
            await CountInvoicesAsync(testEvent),
            Is.EqualTo(1),
            "5 % of 30000 is still above the cap, so the cancelled order was free of charge"
        );
        (await TicketedEvent.UpdateOrderAsync(testEvent.Owner, orders[0], new { status = "cancelled" })).EnsureStatus(HttpStatusCode.OK);
        await IssueInvoicesAsync();
        var note = await GetLastInvoiceAsync(testEvent);
        Assert.That((note.Attribute("amount").GetDecimal(), note.Attribute("status").GetString()), Is.EqualTo((-500m, "refunding")));
    }

    [TestCase("is_active = false", 20)]
    [TestCase("valid_from = now() + interval '1 day'", 20)]
    [TestCase("valid_till = now() - interval '1 day'", 20)]
    [TestCase("valid_till = now() + interval '1 day'", 10)]
    [TestCase("valid_from = NULL", 10)]
    public async Task Platform_discount_applies_while_valid_also_after_the_event(string change, decimal amount)
    {
        var testEvent = await CreateEventAsync();
        await SellAsync(testEvent, 400);
        await Server.SqlAsync($"UPDATE discount_codes SET {change} WHERE id = {await CreateHalfPriceDiscountAsync(testEvent)}");
        await Server.SqlAsync(
            $"UPDATE events SET starts_at = now() - interval '3 days', ends_at = now() - interval '2 days' WHERE id = {testEvent.EventId}"
        );
        await IssueInvoicesAsync();
        Assert.That((await GetLastInvoiceAsync(testEvent)).Attribute("amount").GetDecimal(), Is.EqualTo(amount));
    }

    [Test]
    public async Task More_cancelled_than_sold_gives_a_credit_note()
    {
        var testEvent = await CreateEventAsync();
        var orders = await SellAsync(testEvent, 300);
        await IssueInvoicesAsync();
        (await TicketedEvent.UpdateOrderAsync(testEvent.Owner, orders[0], new { status = "cancelled" })).EnsureStatus(HttpStatusCode.OK);
        await MoveInvoicesToLastMonthAsync(testEvent);
        await IssueInvoicesAsync();
        await Server.ProcessOutboxAsync();
        var note = await GetLastInvoiceAsync(testEvent);
        Assert.That((note.Attribute("amount").GetDecimal(), note.Attribute("status").GetString()), Is.EqualTo((-15m, "refunding")));
        Assert.That(
            await ReadPdfTextAsync(testEvent.Owner, $"/v1/events/invoices/{note.Attribute("identifier").GetString()}"),
            Does.Contain("CREDIT NOTE").And.Contain("To be paid back")
        );
        Assert.That(
            await Server.SqlAsync<string>(
                $"""
                SELECT subject FROM mails WHERE recipient = '{testEvent.Owner.Email}' AND action = 'monthly_payment'
                ORDER BY id DESC LIMIT 1
                """
            ),
            Does.StartWith($"Credit note {note.Attribute("identifier").GetString()}")
        );
        Assert.That(
            (await UpdateInvoiceAsync(Server.Admin, note.Id(), new { amount = -16 })).Status,
            Is.EqualTo(HttpStatusCode.UnprocessableEntity),
            "a credit note cannot be increased"
        );
        (await UpdateInvoiceAsync(Server.Admin, note.Id(), new { amount = -15, status = "refunded" })).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            await ReadPdfTextAsync(testEvent.Owner, $"/v1/events/invoices/{note.Attribute("identifier").GetString()}"),
            Does.Contain("Paid back")
        );
        await Server.SqlAsync(
            $"""
            UPDATE event_invoices
            SET issued_at = now() - interval '65 days', due_at = now() - interval '35 days', status = 'refunding'
            WHERE id = {note.Id()}
            """
        );
        await Server.SendAsync(new SendInvoiceReminders());
        await Server.ProcessOutboxAsync();
        Assert.That(
            await Server.SqlAsync<long>(
                $"""
                SELECT count(*) FROM mails WHERE recipient = '{testEvent.Owner.Email}' AND action = 'monthly_payment_post_due'
                AND subject LIKE '%{note.Attribute("identifier").GetString()}%'
                """
            ),
            Is.Zero,
            "no reminder is sent about a credit note"
        );
    }

    [Test]
    public async Task Order_without_invoice_is_not_credited()
    {
        var testEvent = await CreateEventAsync();
        var orders = await SellAsync(testEvent, 300);
        (await TicketedEvent.UpdateOrderAsync(testEvent.Owner, orders[0], new { status = "cancelled" })).EnsureStatus(HttpStatusCode.OK);
        await IssueInvoicesAsync();
        Assert.That(await CountInvoicesAsync(testEvent), Is.Zero);
    }

    private Task MoveInvoicesToLastMonthAsync(TicketedEvent testEvent) =>
        Server.SqlAsync($"UPDATE event_invoices SET period = (period - interval '1 month')::date WHERE event_id = {testEvent.EventId}");

    private async Task<ApiResponse> GetLastInvoiceAsync(TicketedEvent testEvent)
    {
        var id = await Server.SqlAsync<long>($"SELECT max(id) FROM event_invoices WHERE event_id = {testEvent.EventId}");
        return (await testEvent.Owner.GetAsync($"/v1/event-invoices/{id}")).EnsureStatus(HttpStatusCode.OK);
    }

    /// <summary>Creates a platform discount of 50 % on this event's fee.</summary>
    private async Task<string> CreateHalfPriceDiscountAsync(TicketedEvent testEvent) => (
            await Server.Admin.CreateAsync(
                "discount-code",
                new
                {
                    code = $"P{testEvent.EventId}",
                    type = "percent",
                    value = 50,
                    used_for = "event",
                    is_active = true,
                    valid_from = "2020-01-01T00:00:00Z",
                },
                ("events", "event", testEvent.EventId)
            )
        ).EnsureStatus(HttpStatusCode.Created).Id();
}
