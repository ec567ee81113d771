using System.Globalization;
using System.Net;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Ticketing;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Identity;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>The platform's invoices to organizers (docs/reference/event-invoices.md).</summary>
[TestFixture]
public sealed class EventInvoiceTests
{
    private OpenEventServer _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await OpenEventServer.StartAsync("--Invoices:Company=Platform GmbH");
        (
            await _server.Admin.CreateAsync(
                "ticket-fee",
                new
                {
                    currency = "EUR",
                    service_fee = 5,
                    maximum_fee = 1000,
                }
            )
        ).EnsureStatus(HttpStatusCode.Created);
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    [Test]
    public async Task Last_months_revenue_is_invoiced_once_with_PDF_and_email()
    {
        var testEvent = await CreateEventAsync();
        await SellAsync(testEvent, 300, 100);
        await IssueInvoicesAsync();
        var invoice = (await testEvent.Owner.GetAsync($"/v1/users/{testEvent.Owner.UserId}/event-invoices"))
            .EnsureStatus(HttpStatusCode.OK)
            .Data.EnumerateArray()
            .Single();
        var attributes = invoice.GetProperty("attributes");
        Assert.That(
            (attributes.GetProperty("amount").GetDecimal(), attributes.GetProperty("status").GetString()),
            Is.EqualTo((20m, "due")),
            "5 % of 400"
        );
        var number = attributes.GetProperty("identifier").GetString()!;
        var issuedAt = attributes.GetProperty("issued-at").GetDateTimeOffset();
        var month = issuedAt.UtcDateTime.ToString("yyyyMM", CultureInfo.InvariantCulture);
        Assert.That(number, Does.Match($"^{month}U-[0-9]{{6}}$"));
        Assert.That(
            attributes.GetProperty("due-at").GetDateTimeOffset() - issuedAt,
            Is.EqualTo(TimeSpan.FromDays(30))
        );

        await _server.ProcessOutboxAsync();
        await IssueInvoicesAsync();
        await _server.ProcessOutboxAsync();
        Assert.That(
            (await testEvent.Owner.GetAsync($"/v1/events/{testEvent.EventId}/event-invoices")).Ids.Count(),
            Is.EqualTo(1),
            "a second run creates no second invoice"
        );
        Assert.That(await CountEmailsAsync("monthly_payment", testEvent.Owner), Is.EqualTo(1));
        var text = await ReadPdfTextAsync(testEvent.Owner, $"/v1/events/invoices/{number}");
        Assert.That(
            text,
            Does.Contain(number).And.Contain("Platform GmbH").And.Contain("EUR 20.00").And.Contain("5% of ticket sales of EUR 400.00")
        );
        var url = (await testEvent.Owner.GetAsync($"/v1/event-invoices/{number}")).Attribute("invoice-pdf-url").GetString()!;
        Assert.That((await _server.Anonymous.GetAsync(new Uri(url).PathAndQuery)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Orders_of_this_month_and_amounts_below_the_minimum_are_not_invoiced()
    {
        var now = await CreateEventAsync();
        var small = await CreateEventAsync();
        await SellAsync(now, 300);
        await _server.SqlAsync($"UPDATE orders SET completed_at = now() WHERE event_id = {now.EventId}");
        await SellAsync(small, 39);
        await IssueInvoicesAsync();
        foreach (var testEvent in new[] { now, small })
            Assert.That(await CountInvoicesAsync(testEvent), Is.Zero);
        await SellAsync(small, 1);
        await IssueInvoicesAsync();
        Assert.That(
            await _server.SqlAsync<decimal>($"SELECT amount FROM event_invoices WHERE event_id = {small.EventId}"),
            Is.EqualTo(2m),
            "together they reach the minimum"
        );
    }

    [Test]
    public async Task Invoice_numbers_have_no_gaps_under_concurrency_and_failures()
    {
        for (var i = 0; i < 6; i++)
            await SellAsync(await CreateEventAsync(), 200);
        await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(async i =>
                {
                    if (i == 0)
                        await FailToIssueAsync();
                    await IssueInvoicesAsync();
                })
        );
        var numbers = (
            await _server.SqlAsync<string>("SELECT string_agg(right(identifier, 6), ' ' ORDER BY identifier) FROM event_invoices")
        )
            .Split(' ')
            .Select(n => int.Parse(n, CultureInfo.InvariantCulture))
            .ToList();
        Assert.That(numbers, Is.EqualTo(Enumerable.Range(1, numbers.Count)));
        Assert.That(
            await _server.SqlAsync<long>(
                """
                SELECT count(*) FROM orders WHERE event_invoice_id IS NULL AND status = 'Completed' AND amount >= 200
                AND completed_at < date_trunc('month', now())
                """
            ),
            Is.Zero
        );
    }

    [Test]
    public async Task Overdue_invoice_gets_one_reminder_and_a_paid_one_none()
    {
        var late = await CreateEventAsync();
        var paid = await CreateEventAsync();
        foreach (var testEvent in new[] { late, paid })
            await SellAsync(testEvent, 300);
        await IssueInvoicesAsync();
        await _server.SqlAsync(
            $"""
            UPDATE event_invoices SET issued_at = now() - interval '65 days', due_at = now() - interval '35 days'
            WHERE event_id IN ({late.EventId}, {paid.EventId})
            """
        );
        await _server.SqlAsync($"UPDATE event_invoices SET status = 'paid' WHERE event_id = {paid.EventId}");
        for (var i = 0; i < 2; i++)
        {
            await _server.SendAsync(new SendInvoiceReminders());
            await _server.ProcessOutboxAsync();
        }

        Assert.That(
            (
                await CountEmailsAsync("monthly_payment_post_due", late.Owner),
                await CountEmailsAsync("monthly_payment_post_due", paid.Owner)
            ),
            Is.EqualTo((1L, 0L))
        );
    }

    [Test]
    public async Task Organizer_cannot_mark_an_invoice_paid_or_change_its_amount()
    {
        var testEvent = await CreateEventAsync();
        await SellAsync(testEvent, 500);
        await IssueInvoicesAsync();
        var id = $"{await _server.SqlAsync<long>($"SELECT id FROM event_invoices WHERE event_id = {testEvent.EventId}")}";
        foreach (
            var attributes in new object[]
            {
                new { status = "paid" },
                new { amount = 1 },
                new { completed_at = "2026-01-01T00:00:00Z" },
                new { paid_via = "transfer" },
            }
        )
            Assert.That((await UpdateInvoiceAsync(testEvent.Owner, id, attributes)).Status, Is.EqualTo(HttpStatusCode.Forbidden), $"{attributes}");
        (await UpdateInvoiceAsync(testEvent.Owner, id, new { payment_mode = "transfer", status = "due" })).EnsureStatus(HttpStatusCode.OK);
        var paid = (await UpdateInvoiceAsync(_server.Admin, id, new { status = "paid", paid_via = "transfer" })).EnsureStatus(HttpStatusCode.OK);
        Assert.That(paid.Attribute("completed-at").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.String));
        Assert.That(
            (await (await _server.RegisterUserAsync()).GetAsync($"/v1/event-invoices/{id}")).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        Assert.That(
            (await testEvent.Owner.GetAsync("/v1/event-invoices")).Status,
            Is.EqualTo(HttpStatusCode.Forbidden),
            "only staff list all invoices"
        );
        var charge = await testEvent.Owner.PostAsync($"/v1/event-invoices/{id}/charge", new { });
        Assert.That(
            (charge.Status, charge.Detail),
            Is.EqualTo((HttpStatusCode.Conflict, "PayPal is not configured on this server: pay as the invoice says."))
        );
    }

    [Test]
    public async Task Order_invoice_shows_number_lines_totals_and_billing_address_and_is_hidden_from_attendees()
    {
        var testEvent = await CreateEventAsync();
        (
            await testEvent.Owner.CreateAsync(
                "tax",
                new
                {
                    name = "VAT",
                    rate = 20,
                    is_tax_included_in_price = false,
                    tax_id = "DE99",
                    registered_company = "Summit eV",
                },
                ("event", "event", testEvent.EventId)
            )
        ).EnsureStatus(HttpStatusCode.Created);
        var buyer = await _server.RegisterUserAsync();
        var guest = await _server.RegisterUserAsync();
        var order = await TicketedEvent.CheckoutAsync(
            buyer,
            await testEvent.CreateTicketAsync(10, "Gold मुंबई", "paid", 50),
            guest.Email,
            "b@example.org"
        );
        (
            await TicketedEvent.UpdateOrderAsync(
                buyer,
                order.Id(),
                new
                {
                    is_billing_enabled = true,
                    company = "株式会社",
                    address = "شارع ١",
                    city = "Kyoto",
                    zipcode = "600",
                    country = "JP",
                    payment_mode = "onsite",
                    status = "placed",
                }
            )
        ).EnsureStatus(HttpStatusCode.OK);
        var identifier = order.Attribute("identifier").GetString()!;
        var text = await ReadPdfTextAsync(buyer, $"/v1/orders/invoices/{identifier}");
        var created = await _server.SqlAsync<long>(
            $"SELECT floor(extract(epoch FROM created_at))::bigint FROM orders WHERE id = {order.Id()}"
        );
        foreach (
            var part in new[]
            {
                $"O{created}-{order.Id()}",
                "Gold मुंबई",
                "株式会社",
                "600 Kyoto",
                "Summit eV",
                "Tax ID DE99",
                "EUR 100.00",
                "Service fee",
                "EUR 5.00",
                "VAT 20%",
                "EUR 21.00",
                "EUR 126.00",
                "To be paid by onsite",
            }
        )
            Assert.That(text, Does.Contain(part));
        Assert.That((await guest.GetAsync($"/v1/orders/invoices/{identifier}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(
            (await _server.Anonymous.GetAsync($"/v1/orders/invoices/{identifier}")).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
        (await testEvent.Owner.GetAsync($"/v1/orders/invoices/{identifier}")).EnsureStatus(HttpStatusCode.OK);
    }

    [Test]
    public async Task Order_cancelled_or_deleted_after_its_invoice_is_credited_in_the_next()
    {
        var testEvent = await CreateEventAsync();
        var orders = await SellAsync(testEvent, 300, 100, 60);
        await IssueInvoicesAsync();
        (await TicketedEvent.UpdateOrderAsync(testEvent.Owner, orders[1], new { status = "cancelled" })).EnsureStatus(HttpStatusCode.OK);
        foreach (var order in new[] { orders[1], orders[2] })
            (
                await _server.Admin.DeleteAsync(
                    $"/v1/orders/{order}",
                    new { data = new { type = "order", attributes = new Dictionary<string, string> { ["cancel-note"] = "by mistake" } } }
                )
            ).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            await _server.SqlAsync<long>(
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
        await _server.SqlAsync($"UPDATE discount_codes SET {change} WHERE id = {await CreateHalfPriceDiscountAsync(testEvent)}");
        await _server.SqlAsync(
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
        await _server.ProcessOutboxAsync();
        var note = await GetLastInvoiceAsync(testEvent);
        Assert.That((note.Attribute("amount").GetDecimal(), note.Attribute("status").GetString()), Is.EqualTo((-15m, "refunding")));
        Assert.That(
            await ReadPdfTextAsync(testEvent.Owner, $"/v1/events/invoices/{note.Attribute("identifier").GetString()}"),
            Does.Contain("CREDIT NOTE").And.Contain("To be paid back")
        );
        Assert.That(
            await _server.SqlAsync<string>(
                $"""
                SELECT subject FROM mails WHERE recipient = '{testEvent.Owner.Email}' AND action = 'monthly_payment'
                ORDER BY id DESC LIMIT 1
                """
            ),
            Does.StartWith($"Credit note {note.Attribute("identifier").GetString()}")
        );
        Assert.That(
            (await UpdateInvoiceAsync(_server.Admin, note.Id(), new { amount = -16 })).Status,
            Is.EqualTo(HttpStatusCode.UnprocessableEntity),
            "a credit note cannot be increased"
        );
        (await UpdateInvoiceAsync(_server.Admin, note.Id(), new { amount = -15, status = "refunded" })).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            await ReadPdfTextAsync(testEvent.Owner, $"/v1/events/invoices/{note.Attribute("identifier").GetString()}"),
            Does.Contain("Paid back")
        );
        await _server.SqlAsync(
            $"""
            UPDATE event_invoices
            SET issued_at = now() - interval '65 days', due_at = now() - interval '35 days', status = 'refunding'
            WHERE id = {note.Id()}
            """
        );
        await _server.SendAsync(new SendInvoiceReminders());
        await _server.ProcessOutboxAsync();
        Assert.That(
            await _server.SqlAsync<long>(
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
        _server.SqlAsync($"UPDATE event_invoices SET period = (period - interval '1 month')::date WHERE event_id = {testEvent.EventId}");

    private async Task<ApiResponse> GetLastInvoiceAsync(TicketedEvent testEvent)
    {
        var id = await _server.SqlAsync<long>($"SELECT max(id) FROM event_invoices WHERE event_id = {testEvent.EventId}");
        return (await testEvent.Owner.GetAsync($"/v1/event-invoices/{id}")).EnsureStatus(HttpStatusCode.OK);
    }

    /// <summary>Creates a platform discount of 50 % on this event's fee.</summary>
    private async Task<string> CreateHalfPriceDiscountAsync(TicketedEvent testEvent) => (
            await _server.Admin.CreateAsync(
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

    private Task<TicketedEvent> CreateEventAsync() => TicketedEvent.CreateAsync(_server, $"Fair {Guid.NewGuid():n}");

    /// <summary>Creates orders with these amounts, completed last month.</summary>
    private async Task<IReadOnlyList<string>> SellAsync(TicketedEvent testEvent, params int[] amounts)
    {
        List<string> orders = [];
        var ticket = await testEvent.CreateTicketAsync(null);
        foreach (var amount in amounts)
        {
            var order = (await TicketedEvent.OrderTicketsAsync(testEvent.Owner, ticket, 1)).EnsureStatus(HttpStatusCode.OK);
            await _server.SqlAsync(
                $"""
                UPDATE orders
                SET status = 'Completed', amount = {amount}, expires_at = NULL, completed_at = date_trunc('month',
                now()) - interval '3 days' WHERE id = {order.Id()}
                """
            );
            orders.Add(order.Id());
        }

        return orders;
    }

    /// <summary>Issues all due invoices as the monthly job does.</summary>
    private async Task IssueInvoicesAsync()
    {
        for (long? next = 0; next is { } after; )
        {
            await using var scope = _server.App.Services.CreateAsyncScope();
            next = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new IssueEventInvoices(after));
        }
    }

    /// <summary>Takes an invoice number and rolls back.</summary>
    private async Task FailToIssueAsync()
    {
        await _server.SqlAsync("BEGIN; UPDATE number_series SET last = last + 1; ROLLBACK");
    }

    private Task<long> CountInvoicesAsync(TicketedEvent testEvent) =>
        _server.SqlAsync<long>($"SELECT count(*) FROM event_invoices WHERE event_id = {testEvent.EventId}");

    private Task<long> CountEmailsAsync(string action, ApiClient to) =>
        _server.SqlAsync<long>($"SELECT count(*) FROM mails WHERE action = '{action}' AND recipient = '{to.Email}'");

    private static Task<ApiResponse> UpdateInvoiceAsync(ApiClient client, string id, object attributes) =>
        client.PatchAsync($"/v1/event-invoices/{id}", JsonApiDocument.Of("event-invoice", id, attributes));

    private static async Task<string> ReadPdfTextAsync(ApiClient client, string url)
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():n}.pdf");
        await File.WriteAllBytesAsync(file, (await client.GetAsync(url)).EnsureStatus(HttpStatusCode.OK).Bytes);
        return ExternalTool.Run("poppler-utils", "pdftotext", "-enc", "UTF-8", file, "-");
    }
}
