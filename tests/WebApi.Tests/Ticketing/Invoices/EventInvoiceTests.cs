using System.Globalization;
using System.Net;
using NUnit.Framework;
using OpenEvent.Application.Ticketing;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Identity;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>The platform's invoices to organizers (docs/reference/event-invoices.md).</summary>
[TestFixture]
public sealed class EventInvoiceTests : EventInvoiceFixture
{
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
        Assert.That(attributes.GetProperty("due-at").GetDateTimeOffset() - issuedAt, Is.EqualTo(TimeSpan.FromDays(30)));

        await Server.ProcessOutboxAsync();
        await IssueInvoicesAsync();
        await Server.ProcessOutboxAsync();
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
        Assert.That((await Server.Anonymous.GetAsync(new Uri(url).PathAndQuery)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Orders_of_this_month_and_amounts_below_the_minimum_are_not_invoiced()
    {
        var now = await CreateEventAsync();
        var small = await CreateEventAsync();
        await SellAsync(now, 300);
        await Server.SqlAsync($"UPDATE orders SET completed_at = now() WHERE event_id = {now.EventId}");
        await SellAsync(small, 39);
        await IssueInvoicesAsync();
        foreach (var testEvent in new[] { now, small })
            Assert.That(await CountInvoicesAsync(testEvent), Is.Zero);
        await SellAsync(small, 1);
        await IssueInvoicesAsync();
        Assert.That(
            await Server.SqlAsync<decimal>($"SELECT amount FROM event_invoices WHERE event_id = {small.EventId}"),
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
            await Server.SqlAsync<string>("SELECT string_agg(right(identifier, 6), ' ' ORDER BY identifier) FROM event_invoices")
        )
            .Split(' ')
            .Select(n => int.Parse(n, CultureInfo.InvariantCulture))
            .ToList();
        Assert.That(numbers, Is.EqualTo(Enumerable.Range(1, numbers.Count)));
        Assert.That(
            await Server.SqlAsync<long>(
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
        await Server.SqlAsync(
            $"""
            UPDATE event_invoices SET issued_at = now() - interval '65 days', due_at = now() - interval '35 days'
            WHERE event_id IN ({late.EventId}, {paid.EventId})
            """
        );
        await Server.SqlAsync($"UPDATE event_invoices SET status = 'paid' WHERE event_id = {paid.EventId}");
        for (var i = 0; i < 2; i++)
        {
            await Server.SendAsync(new SendInvoiceReminders());
            await Server.ProcessOutboxAsync();
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
        var id = $"{await Server.SqlAsync<long>($"SELECT id FROM event_invoices WHERE event_id = {testEvent.EventId}")}";
        foreach (
            var attributes in new object[]
            {
                new { status = "paid" },
                new { amount = 1 },
                new { completed_at = "2026-01-01T00:00:00Z" },
                new { paid_via = "transfer" },
            }
        )
            Assert.That(
                (await UpdateInvoiceAsync(testEvent.Owner, id, attributes)).Status,
                Is.EqualTo(HttpStatusCode.Forbidden),
                $"{attributes}"
            );
        (await UpdateInvoiceAsync(testEvent.Owner, id, new { payment_mode = "transfer", status = "due" })).EnsureStatus(HttpStatusCode.OK);
        var paid = (await UpdateInvoiceAsync(Server.Admin, id, new { status = "paid", paid_via = "transfer" })).EnsureStatus(
            HttpStatusCode.OK
        );
        Assert.That(paid.Attribute("completed-at").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.String));
        Assert.That(
            (await (await Server.RegisterUserAsync()).GetAsync($"/v1/event-invoices/{id}")).Status,
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

    /// <summary>Takes an invoice number and rolls back.</summary>
    private async Task FailToIssueAsync()
    {
        await Server.SqlAsync("BEGIN; UPDATE number_series SET last = last + 1; ROLLBACK");
    }

    private Task<long> CountEmailsAsync(string action, ApiClient to) =>
        Server.SqlAsync<long>($"SELECT count(*) FROM mails WHERE action = '{action}' AND recipient = '{to.Email}'");
}
