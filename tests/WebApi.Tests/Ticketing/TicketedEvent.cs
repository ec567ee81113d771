using System.Globalization;
using System.Net;
using MimeKit;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>An event with a ticket on sale, and the steps of a purchase.</summary>
internal sealed class TicketedEvent(OpenEventServer server, ApiClient owner, string eventId)
{
    private int _tickets;

    public ApiClient Owner => owner;

    public string EventId => eventId;

    public static async Task<TicketedEvent> CreateAsync(OpenEventServer server, string name = "Summit")
    {
        var owner = await server.RegisterUserAsync();
        var made = await owner.CreateAsync(
            "event",
            new
            {
                name,
                starts_at = "2099-05-01T09:00:00Z",
                ends_at = "2099-05-03T18:00:00Z",
                timezone = "Europe/Berlin",
                state = "published",
                location_name = "Hall 4",
                can_pay_onsite = true,
                payment_currency = "EUR",
                is_tax_enabled = true,
            }
        );
        return new TicketedEvent(server, owner, made.Id());
    }

    public async Task<long> CreateTicketAsync(
        int? quantity,
        string? name = null,
        string type = "free",
        decimal? price = null,
        bool hidden = false,
        int? maxOrder = null
    ) =>
        long.Parse(
            (
                await owner.CreateAsync(
                    "ticket",
                    new
                    {
                        name = name ?? $"Seat {Interlocked.Increment(ref _tickets)}",
                        type,
                        price,
                        quantity,
                        min_order = 1,
                        max_order = maxOrder,
                        is_hidden = hidden,
                        sales_starts_at = "2020-01-01T00:00:00Z",
                        sales_ends_at = "2099-05-01T00:00:00Z",
                    },
                    ("event", "event", eventId)
                )
            ).Id(),
            CultureInfo.InvariantCulture
        );

    /// <summary>Creates a discount code for these tickets.</summary>
    public async Task<ApiResponse> CreateDiscountCodeAsync(string code, int? uses, decimal value, string type, params long[] tickets) =>
        await owner.CreateAsync(
            "discount-code",
            new
            {
                code,
                type,
                value,
                used_for = "ticket",
                is_active = true,
                tickets_number = uses,
                valid_from = "2020-01-01T00:00:00Z",
            },
            [("event", "event", eventId), .. tickets.Select(t => ("tickets", "ticket", $"{t}"))]
        );

    /// <summary>Creates an access code that unlocks these hidden tickets.</summary>
    public async Task<ApiResponse> CreateAccessCodeAsync(string code, int? uses, params long[] tickets) =>
        await owner.CreateAsync(
            "access-code",
            new
            {
                code,
                is_active = true,
                tickets_number = uses,
                valid_from = "2020-01-01T00:00:00Z",
            },
            [("event", "event", eventId), ("marketer", "user", $"{owner.UserId}"), .. tickets.Select(t => ("tickets", "ticket", $"{t}"))]
        );

    /// <summary>The use counter of a code, and a recount of the seats that use it in open and completed orders.</summary>
    public async Task<(int Counter, long Recount)> CountUsesAsync(string kind, string id)
    {
        var isApplied = kind == "discount" ? "is_discount_applied" : "is_access_code_applied";
        return (
            await server.SqlAsync<int>($"SELECT used FROM {kind}_uses WHERE code_id = {id}"),
            await server.SqlAsync<long>(
                $"""
                SELECT count(*) FROM attendees a JOIN orders o ON o.id = a.order_id
                WHERE o.{kind}_code_id = {id} AND o.{kind}_uses > 0 AND a.deleted_at IS NULL AND a.{isApplied}
                AND o.status NOT IN ('Cancelled', 'Expired')
                """
            )
        );
    }

    public static Task<ApiResponse> CreateOrderAsync(ApiClient buyer, object body) => buyer.PostAsync("/v1/orders/create-order", body);

    public static Task<ApiResponse> OrderTicketsAsync(ApiClient buyer, long ticket, int quantity) =>
        buyer.PostAsync("/v1/orders/create-order", new { tickets = new[] { new { id = ticket, quantity } } });

    /// <summary>Creates an order with one attendee for each e-mail address, and fills in their names.</summary>
    public static async Task<ApiResponse> CheckoutAsync(ApiClient buyer, long ticket, params string[] emails)
    {
        var order = (await OrderTicketsAsync(buyer, ticket, emails.Length)).EnsureStatus(HttpStatusCode.OK);
        var seats = (await buyer.GetAsync($"/v1/orders/{order.Id()}/attendees")).EnsureStatus(HttpStatusCode.OK);
        foreach (var (id, email) in seats.Ids.Zip(emails))
            (
                await buyer.PatchAsync(
                    $"/v1/attendees/{id}",
                    JsonApiDocument.Of(
                        "attendee",
                        id,
                        new
                        {
                            firstname = "Zoë",
                            lastname = "मुंबई",
                            email,
                        }
                    )
                )
            ).EnsureStatus(HttpStatusCode.OK);
        return order;
    }

    public static Task<ApiResponse> UpdateOrderAsync(ApiClient client, string order, object attributes) =>
        client.PatchAsync($"/v1/orders/{order}", JsonApiDocument.Of("order", order, attributes));

    public async Task<string> GetStatusAsync(string order) =>
        await server.SqlAsync<string>($"SELECT lower(status) FROM orders WHERE id = {order}");

    public Task<int> GetTakenSeatsAsync(long ticket) => server.SqlAsync<int>($"SELECT taken FROM ticket_seats WHERE ticket_id = {ticket}");

    public static bool IsAboutTickets(MimeMessage email) => email.Subject!.StartsWith("Your ticket", StringComparison.Ordinal);

    /// <summary>The ticket e-mails in the mail folder, by recipient.</summary>
    public ILookup<string, MimeMessage> ReadTicketEmails()
    {
        var folder = Path.Combine(server.DataDirectory, "mail");
        var emails = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml").Select(file => MimeMessage.Load(file)) : [];
        return emails.Where(IsAboutTickets).ToLookup(email => email.To.Mailboxes.Single().Address);
    }
}
