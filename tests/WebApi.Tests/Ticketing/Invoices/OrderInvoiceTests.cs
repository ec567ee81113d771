using System.Net;
using NUnit.Framework;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>The invoice of an order to its buyer (docs/reference/event-invoices.md).</summary>
[TestFixture]
public sealed class OrderInvoiceTests : EventInvoiceFixture
{
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
        var buyer = await Server.RegisterUserAsync();
        var guest = await Server.RegisterUserAsync();
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
        var created = await Server.SqlAsync<long>(
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
        Assert.That((await Server.Anonymous.GetAsync($"/v1/orders/invoices/{identifier}")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        (await testEvent.Owner.GetAsync($"/v1/orders/invoices/{identifier}")).EnsureStatus(HttpStatusCode.OK);
    }
}
