using System.Net;
using System.Text.Json;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.TestingMode;

/// <summary>A published event with tickets, made by the API only.</summary>
internal static class TestingShop
{
    /// <summary>A ticket for 49.90 EUR, paid by Stripe.</summary>
    public static async Task<(string Event, string Ticket)> OpenAsync(ApiClient owner)
    {
        var made = await owner.CreateAsync(
            "event",
            new
            {
                name = "Summit",
                starts_at = "2099-05-01T09:00:00Z",
                ends_at = "2099-05-02T18:00:00Z",
                timezone = "Europe/Berlin",
                state = "published",
                location_name = "Hall 4",
                can_pay_by_stripe = true,
                payment_currency = "EUR",
                is_ticket_form_enabled = false,
            }
        );
        await owner.CreateAsync("stripe-authorization", new { stripe_auth_code = "ac_summit" }, ("event", "event", made.Id()));
        var ticket = await owner.CreateAsync(
            "ticket",
            new
            {
                name = "Seat",
                type = "paid",
                price = 49.9,
                quantity = 100,
                min_order = 1,
                max_order = 10,
                sales_starts_at = "2020-01-01T00:00:00Z",
                sales_ends_at = "2099-05-01T00:00:00Z",
            },
            ("event", "event", made.Id())
        );
        return (made.Id(), ticket.Id());
    }

    /// <summary>Starts a checkout and charges it.</summary>
    /// <returns>The order, and the payment that the buyer's browser would confirm.</returns>
    public static async Task<(string Order, string Payment)> ChargeAsync(ApiClient buyer, string ticket)
    {
        var order = (await TicketedEvent.OrderTicketsAsync(buyer, long.Parse(ticket), 1)).EnsureStatus(HttpStatusCode.OK);
        var identifier = order.Attribute("identifier").GetString()!;
        var charged = (
            await buyer.PostAsync($"/v1/orders/{identifier}/charge", new { data = new { type = "charge", attributes = new { } } })
        ).EnsureStatus(HttpStatusCode.OK);
        var intent = JsonDocument.Parse(charged.Attribute("message").GetString()!).RootElement;
        return (order.Id(), intent.GetProperty("id").GetString()!);
    }
}
