using System.Globalization;
using System.Net;
using MimeKit;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>An event with a ticket on sale, and the steps of a purchase.</summary>
internal sealed class BoxOffice(OpenEventServer server, Client owner, string eventId)
{
    private int _tickets;

    public Client Owner => owner;

    public string EventId => eventId;

    public static async Task<BoxOffice> OpenAsync(OpenEventServer server, string name = "Summit")
    {
        var owner = await server.SomebodyAsync();
        var made = await owner.CreateAsync("event", new { name, starts_at = "2099-05-01T09:00:00Z", ends_at = "2099-05-03T18:00:00Z", timezone = "Europe/Berlin", state = "published", location_name = "Hall 4", can_pay_onsite = true });
        return new BoxOffice(server, owner, made.Id());
    }

    public async Task<long> TicketAsync(int? quantity, string? name = null, string type = "free", decimal? price = null, bool hidden = false, int? maxOrder = null) =>
        long.Parse((await owner.CreateAsync("ticket", new { name = name ?? $"Seat {Interlocked.Increment(ref _tickets)}", type, price, quantity, min_order = 1, max_order = maxOrder, is_hidden = hidden, sales_starts_at = "2020-01-01T00:00:00Z", sales_ends_at = "2099-05-01T00:00:00Z" },
            ("event", "event", eventId))).Id(), CultureInfo.InvariantCulture);

    public static Task<Answer> OrderAsync(Client buyer, long ticket, int quantity) =>
        buyer.PostAsync("/v1/orders/create-order", new { tickets = new[] { new { id = ticket, quantity } } });

    /// <summary>A checkout with its attendees filled in: one@…, two@… of the buyer's choice.</summary>
    public static async Task<Answer> CheckoutAsync(Client buyer, long ticket, params string[] emails)
    {
        var order = (await OrderAsync(buyer, ticket, emails.Length)).Must(HttpStatusCode.OK);
        var seats = (await buyer.GetAsync($"/v1/orders/{order.Id()}/attendees")).Must(HttpStatusCode.OK);
        foreach (var (id, email) in seats.Ids.Zip(emails))
            (await buyer.PatchAsync($"/v1/attendees/{id}", Document.Of("attendee", id, new { firstname = "Zoë", lastname = "मुंबई", email }))).Must(HttpStatusCode.OK);
        return order;
    }

    public static Task<Answer> SetAsync(Client who, string order, object attributes) => who.PatchAsync($"/v1/orders/{order}", Document.Of("order", order, attributes));

    public async Task<string> StatusAsync(string order) => await server.SqlAsync<string>($"SELECT lower(status) FROM orders WHERE id = {order}");

    public Task<int> TakenAsync(long ticket) => server.SqlAsync<int>($"SELECT taken FROM ticket_seats WHERE ticket_id = {ticket}");

    public static bool IsAboutTickets(MimeMessage letter) => letter.Subject!.StartsWith("Your ticket", StringComparison.Ordinal);

    /// <summary>The post about tickets in the folder, by who it is to.</summary>
    public ILookup<string, MimeMessage> Post()
    {
        var folder = Path.Combine(server.DataDirectory, "mail");
        var letters = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml").Select(file => MimeMessage.Load(file)) : [];
        return letters.Where(IsAboutTickets).ToLookup(letter => letter.To.Mailboxes.Single().Address);
    }
}
