using System.Globalization;
using System.Net;
using System.Text.Json;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Platform;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>The sales of the whole platform, for staff and the panel of sales (docs/decisions/040).</summary>
[TestFixture]
public sealed class PlatformSalesTests : ServerFixture
{
    private static readonly string[] SalesLists =
    [
        "by-events",
        "by-location",
        "by-marketer",
        "by-organizers",
        "discounted",
        "fees",
        "invoices",
    ];

    private TicketedEvent _event = null!;
    private long _ticket;

    [SetUp]
    public async Task CreateEventAsync()
    {
        _event = await TicketedEvent.CreateAsync(Server);
        _ticket = await _event.CreateTicketAsync(100, type: "paid", price: 10.05m);
        await Server.SqlAsync($"UPDATE events SET location_name = 'Hall {_event.EventId}' WHERE id = {_event.EventId}");
    }

    [Test]
    public async Task Sales_count_completed_placed_and_pending_orders_without_refunds()
    {
        await AddOrderAsync(3, "Completed", refunded: 10.05m);
        await AddOrderAsync(1, "Completed");
        await AddOrderAsync(2, "Placed");
        await AddOrderAsync(1, "Pending");
        await AddOrderAsync(5, "Pending", isOverdue: true);
        foreach (var status in new[] { "Initializing", "Cancelled", "Expired" })
            await AddOrderAsync(4, status);
        var foreign = await AddOrderAsync(1, "Completed");
        await Server.SqlAsync($"UPDATE orders SET terms_currency = 'CHF' WHERE id = {foreign}");

        var event1 = await FindAsync("by-events", "identifier", await IdentifierAsync());
        Assert.That(SalesOf(event1), Is.EqualTo("5:30.15 2:20.1 1:10.05"));
        Assert.That(event1.GetProperty("attributes").GetProperty("owner-id").GetInt64(), Is.EqualTo(_event.Owner.UserId));

        var place = await FindAsync("by-location", "location-name", $"Hall {_event.EventId}");
        var organizer = await FindAsync("by-organizers", "email", _event.Owner.Email);
        foreach (var row in new[] { place, organizer })
        {
            Assert.That(Sales(row, "completed"), Is.EqualTo((5, 40.2m, """{"CHF":10.05,"EUR":30.15}""")));
            Assert.That(Sales(row, "placed"), Is.EqualTo((2, 20.1m, """{"EUR":20.1}""")));
            Assert.That(Sales(row, "pending"), Is.EqualTo((1, 10.05m, """{"EUR":10.05}""")));
        }
    }

    [Test]
    public async Task Each_event_has_its_own_sales_in_its_own_currency()
    {
        await AddOrderAsync(4, "Completed", refunded: 10.05m);
        await AddOrderAsync(2, "Placed");
        await AddOrderAsync(1, "Pending");
        await AddOrderAsync(5, "Pending", isOverdue: true);
        var foreign = await AddOrderAsync(1, "Completed");
        await Server.SqlAsync($"UPDATE orders SET terms_currency = 'CHF' WHERE id = {foreign}");
        var (first, owner) = (_event.EventId, _event.Owner);
        await CreateEventAsync();
        await AddOrderAsync(3, "Completed");
        await Server.SqlAsync($"UPDATE events SET payment_currency = 'chf' WHERE id = {_event.EventId}");
        await Server.SqlAsync($"UPDATE orders SET terms_currency = 'CHF' WHERE event_id = {_event.EventId}");

        var list = await Server.Admin.GetAsync("/v1/events?page[size]=0");
        Assert.That(SalesOf(RowOf(list, first)), Is.EqualTo("5:30.15 2:20.1 1:10.05"));
        Assert.That(SalesOf(RowOf(list, _event.EventId)), Is.EqualTo("3:30.15 0:0 0:0"));
        Assert.That(SalesOf((await owner.GetAsync($"/v1/events/{first}")).Data), Is.EqualTo("5:30.15 2:20.1 1:10.05"));
        var included = await owner.GetAsync($"/v1/tickets/{_ticket}?include=event");
        Assert.That(included.Text, Does.Not.Contain("completed-order-sales"), "it is not their event");
    }

    [Test]
    public async Task The_CSV_of_sales_has_the_amounts_in_the_currency_of_the_event_however_it_is_stored()
    {
        await AddOrderAsync(2, "Completed");
        await Server.SqlAsync($"UPDATE events SET payment_currency = 'eur' WHERE id = {_event.EventId}");
        var csv = await Server.ExportAsync(Server.Admin, HttpMethod.Post, "/v1/admin/export/sales/csv");
        var row = csv.Text.Split('\n').Single(line => line.Contains(_event.Owner.Email, StringComparison.Ordinal));
        Assert.That(row, Does.Contain("\"EUR\",\"2\",\"20.10\""));
        Assert.That(
            (await _event.Owner.GetAsync($"/v1/events/{_event.EventId}")).Attribute("completed-order-sales").GetDecimal(),
            Is.EqualTo(20.1m)
        );
    }

    [Test]
    public async Task A_deleted_event_is_no_sale_of_a_place_and_in_the_list_of_events_only_among_the_trashed()
    {
        await AddOrderAsync(1, "Completed");
        await Server.SqlAsync($"UPDATE events SET deleted_at = now() WHERE id = {_event.EventId}");
        Assert.That(await ListAsync("by-location", "location-name", $"Hall {_event.EventId}"), Is.Empty);
        Assert.That(await ListAsync("by-organizers", "email", _event.Owner.Email), Is.Empty);
        Assert.That(await ListAsync("by-events", "identifier", await IdentifierAsync()), Is.Empty);
        var trashed = await Server.Admin.GetAsync("/v1/admin/sales/by-events?get_trashed=true&page[size]=0");
        Assert.That(trashed.Ids, Has.Member(_event.EventId));
    }

    [Test]
    public async Task Sales_by_a_code_are_those_of_its_marketer()
    {
        var marketer = await Server.RegisterUserAsync();
        var code = (await _event.CreateDiscountCodeAsync("HALF", 50, 50, "percent", _ticket)).Id();
        await Server.SqlAsync($"UPDATE discount_codes SET marketer_id = {marketer.UserId} WHERE id = {code}");
        Assert.That(await ListAsync("discounted", "email", marketer.Email), Is.Empty, "an unused code");
        Assert.That(await ListAsync("by-marketer", "email", marketer.Email), Is.Empty);

        var order = await AddOrderAsync(2, "Completed");
        await Server.SqlAsync($"UPDATE orders SET discount_code_id = {code} WHERE id = {order}");
        await AddOrderAsync(1, "Completed");
        var discounted = await FindAsync("discounted", "email", marketer.Email);
        Assert.That(discounted.GetProperty("attributes").GetProperty("code").GetString(), Is.EqualTo("HALF"));
        Assert.That(Sales(discounted, "completed").Total, Is.EqualTo(20.1m));
        Assert.That(Sales(await FindAsync("by-marketer", "email", marketer.Email), "completed").Total, Is.EqualTo(20.1m));
    }

    /// <summary>5 % of 10.05 is 0.5025, charged as 0.50; 5 % of 100.50 is above the maximum.</summary>
    [Test]
    public async Task Fees_are_rounded_and_capped_for_each_order()
    {
        await AddOrderAsync(1, "Completed");
        await AddOrderAsync(1, "Completed");
        await AddOrderAsync(10, "Completed");
        await AddOrderAsync(1, "Placed");
        await Server.SqlAsync($"UPDATE events SET name = 'Fee {_event.EventId}' WHERE id = {_event.EventId}");
        // The buyers of this event and of the other tests pay no fee, so the row exists only while it is read.
        await Server.SqlAsync("INSERT INTO ticket_fees (currency, country, service_fee, maximum_fee) VALUES ('EUR', '', 5, 4)");
        var fees = (await FindAsync("fees", "name", $"Fee {_event.EventId}")).GetProperty("attributes");
        await Server.SqlAsync("DELETE FROM ticket_fees WHERE currency = 'EUR'");
        Assert.That(
            (
                fees.GetProperty("revenue").GetDecimal(),
                fees.GetProperty("ticket-count").GetInt32(),
                fees.GetProperty("fee-percentage").GetDecimal()
            ),
            Is.EqualTo((5m, 12, 5m))
        );
    }

    [Test]
    public async Task Sales_are_paged_sorted_and_filtered_by_clients()
    {
        var page = (
            await Server.Admin.GetAsync(
                "/v1/admin/sales/by-events?page[size]=1&page[number]=1&sort=-starts-at,name&filter="
                    + """[{"name":"ends-at","op":"gt","val":"2020-01-01T00:00:00Z"}]"""
            )
        ).EnsureStatus(HttpStatusCode.OK);
        Assert.That(page.Data.GetArrayLength(), Is.EqualTo(1));
        Assert.That(page.Json.GetProperty("meta").GetProperty("count").GetInt64(), Is.Positive);
        Assert.That(page.Data[0].GetProperty("type").GetString(), Is.EqualTo("admin-sales-by-events"));
        Assert.That((await Server.Admin.GetAsync("/v1/admin/sales/by-events/1")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [TestCase("is_sales_admin")]
    [TestCase("is_marketer")]
    public async Task The_panel_of_a_role_on_the_platform_gives_access_to_sales_but_not_to_statistics(string flag)
    {
        var person = await Server.RegisterUserAsync();
        await RequireSalesAsync(person, HttpStatusCode.Forbidden);
        await RequireSalesAsync(Server.Anonymous, HttpStatusCode.Unauthorized);
        await Server.SqlAsync($"UPDATE users SET {flag} = true WHERE id = {person.UserId}");
        await RequireSalesAsync(person, HttpStatusCode.OK);
        Assert.That((await person.GetAsync("/v1/admin/statistics/users")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await person.GetAsync("/v1/admin/statistics/event-types")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task A_system_role_for_one_event_gives_no_access_to_the_sales_of_all()
    {
        var person = await Server.RegisterUserAsync();
        await Server.SqlAsync(
            $"INSERT INTO user_system_roles (user_id, custom_system_role_id, event_id) VALUES ({person.UserId}, 1, {_event.EventId})"
        );
        await RequireSalesAsync(person, HttpStatusCode.Forbidden);
        await Server.SqlAsync($"UPDATE user_system_roles SET event_id = null WHERE user_id = {person.UserId}");
        await RequireSalesAsync(person, HttpStatusCode.OK);
        await Server.SqlAsync("UPDATE panel_permissions SET can_access = false WHERE panel_name = 'sales'");
        await RequireSalesAsync(person, HttpStatusCode.Forbidden);
        await Server.SqlAsync("UPDATE panel_permissions SET can_access = true WHERE panel_name = 'sales'");
    }

    private static async Task RequireSalesAsync(ApiClient client, HttpStatusCode status)
    {
        foreach (var list in SalesLists)
            Assert.That((await client.GetAsync($"/v1/admin/sales/{list}")).Status, Is.EqualTo(status), list);
    }

    private async Task<JsonElement> FindAsync(string list, string name, string value) => (await ListAsync(list, name, value)).Single();

    private async Task<List<JsonElement>> ListAsync(string list, string name, string value)
    {
        var filter = TestFilter.Of(name, "eq", value);
        var found = (await Server.Admin.GetAsync($"/v1/admin/sales/{list}?filter={filter}")).EnsureStatus(HttpStatusCode.OK);
        return [.. found.Data.EnumerateArray()];
    }

    private static JsonElement RowOf(ApiResponse list, string id) =>
        list.Data.EnumerateArray().Single(row => row.GetProperty("id").ToString() == id);

    /// <summary>The seats and sales by status.</summary>
    private static string SalesOf(JsonElement row) =>
        string.Join(
            ' ',
            new[] { "completed", "placed", "pending" }.Select(s => $"{Get(row, $"{s}-order-tickets")}:{Get(row, $"{s}-order-sales")}")
        );

    private static string Get(JsonElement row, string attribute) => row.GetProperty("attributes").GetProperty(attribute).GetRawText();

    private static (int Tickets, decimal Total, string ByCurrency) Sales(JsonElement row, string status)
    {
        var sales = row.GetProperty("attributes").GetProperty("sales").GetProperty(status);
        return (
            sales.GetProperty("ticket_count").GetInt32(),
            sales.GetProperty("sales_total").GetDecimal(),
            sales.GetProperty("by_currency").GetRawText()
        );
    }

    private Task<string> IdentifierAsync() => Server.SqlAsync<string>($"SELECT identifier FROM events WHERE id = {_event.EventId}");

    /// <summary>An order with this status, as if its payment had been reported.</summary>
    private async Task<string> AddOrderAsync(int seats, string status, decimal refunded = 0, bool isOverdue = false)
    {
        var order = (await TicketedEvent.OrderTicketsAsync(await Server.RegisterUserAsync(), _ticket, seats))
            .EnsureStatus(HttpStatusCode.OK)
            .Id();
        await Server.SqlAsync(
            $"""
            UPDATE orders SET status = '{status}', amount_refunded = {refunded.ToString(CultureInfo.InvariantCulture)},
                expires_at = {(isOverdue ? "now() - interval '1 minute'" : "null")}
            WHERE id = {order}
            """
        );
        return order;
    }
}
