using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>
/// Summary, invoice and e-mail of an order say the same about payment, amounts and place (docs/reference/orders.md#completion).
/// </summary>
[TestFixture]
public sealed class OrderDocumentsTests : EventInvoiceFixture
{
    [Test]
    public async Task Documents_of_a_placed_order_say_how_to_pay_add_up_and_show_place_and_online()
    {
        var testEvent = await CreateEventAsync();
        (
            await testEvent.Owner.PatchAsync(
                $"/v1/events/{testEvent.EventId}",
                JsonApiDocument.Of(
                    "event",
                    testEvent.EventId,
                    new
                    {
                        online = true,
                        can_pay_by_bank = true,
                        bank_details = "Summit eV\nDE02 1203 0000",
                    }
                )
            )
        ).EnsureStatus(HttpStatusCode.OK);
        await testEvent.Owner.CreateAsync(
            "tax",
            new
            {
                name = "VAT",
                rate = 25,
                is_tax_included_in_price = false,
            },
            ("event", "event", testEvent.EventId)
        );
        var ticket = await testEvent.CreateTicketAsync(10, "Gold", "paid", 100);
        var code = (await testEvent.CreateDiscountCodeAsync("TENTH", null, 10, "percent", ticket)).Id();
        var buyer = await Server.RegisterUserAsync();
        var order = (
            await TicketedEvent.CreateOrderAsync(buyer, new { tickets = new[] { new { id = ticket, quantity = 2 } }, discount_code = code })
        ).EnsureStatus(HttpStatusCode.OK);
        foreach (var seat in (await buyer.GetAsync($"/v1/orders/{order.Id()}/attendees")).Ids)
            (
                await buyer.PatchAsync(
                    $"/v1/attendees/{seat}",
                    JsonApiDocument.Of(
                        "attendee",
                        seat,
                        new
                        {
                            firstname = "Ada",
                            lastname = "L",
                            email = "ada@example.org",
                        }
                    )
                )
            ).EnsureStatus(HttpStatusCode.OK);
        (await TicketedEvent.UpdateOrderAsync(buyer, order.Id(), new { payment_mode = "bank", status = "placed" })).EnsureStatus(
            HttpStatusCode.OK
        );
        await Server.ProcessOutboxAsync();
        var identifier = order.Attribute("identifier").GetString()!;
        foreach (var url in new[] { $"/v1/orders/{identifier}/tickets-pdf", $"/v1/orders/invoices/{identifier}" })
        {
            var text = await ReadPdfTextAsync(buyer, url);
            foreach (
                var part in new[]
                {
                    "EUR 200.00",
                    "EUR -20.00",
                    "Service fee",
                    "EUR 10.00",
                    "VAT 25%",
                    "EUR 47.50",
                    "EUR 237.50",
                    "To be paid by bank transfer",
                    "Summit eV",
                    "DE02 1203 0000",
                }
            )
                Assert.That(text, Does.Contain(part), url);
            Assert.That(text, Does.Not.Contain("Paid by"), url);
        }

        Assert.That(await ReadPdfTextAsync(buyer, $"/v1/orders/{identifier}/tickets-pdf"), Does.Contain("Hall 4 and online"));
        var email = testEvent.ReadTicketEmails()[buyer.Email].Single();
        Assert.That(
            email.TextBody,
            Does.Contain("To be paid by bank transfer").And.Contain("DE02 1203 0000").And.Contain("Hall 4 and online")
        );
        (await TicketedEvent.UpdateOrderAsync(testEvent.Owner, order.Id(), new { status = "completed" })).EnsureStatus(HttpStatusCode.OK);
        var paid = await ReadPdfTextAsync(buyer, $"/v1/orders/{identifier}/tickets-pdf");
        Assert.That(paid, Does.Contain("Paid by bank transfer").And.Not.Contain("DE02 1203 0000"));
    }
}
