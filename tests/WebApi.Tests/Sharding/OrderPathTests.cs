using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NUnit.Framework;
using OpenEvent.Infrastructure.Ticketing;
using OpenEvent.WebApi.Tests.AllRoutes;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.Sharding;

/// <summary>
/// Buying a ticket reads and writes rows of one event only, so that rows can be distributed by event (docs/many-machines.md). The database
/// has three events with a row of every kind, and the buyer has orders at another event, too.
/// </summary>
[TestFixture]
public sealed class OrderPathTests
{
    /// <summary>
    /// The limits of unfinished orders of one user and of one address count their orders at all events. On several machines they would be
    /// counters, like those of the other limits.
    /// </summary>
    private const string LimitOfCheckouts = "client_address_hash = ";

    private static readonly string[] Background = [OrderMonitor.Query, "FROM payments AS p", "FROM refunds AS r"];

    private TwoTenantServer _tenants = null!;
    private NpgsqlDataSource _source = null!;
    private RowRecorder _recorder = null!;
    private RowOwners _owners = null!;
    private ApiClient _buyer = null!;
    private long _free;
    private long _paid;

    private long EventId => long.Parse(_tenants.TenantA.EventId, CultureInfo.InvariantCulture);

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _tenants = await TwoTenantServer.StartAsync();
        var server = _tenants.Server;
        _source = server.App.Services.GetRequiredService<NpgsqlDataSource>();
        await server.SqlAsync("UPDATE jobs SET next_run_at = '2099-01-01'");
        (_free, _paid) = await CreateTicketsAsync(_tenants.TenantA);
        await ConnectStripeAsync(_tenants.TenantA);
        var (otherFree, _) = await CreateTicketsAsync(_tenants.TenantB);
        _buyer = await server.RegisterUserAsync();
        await TicketedEvent.CheckoutAsync(_buyer, otherFree, "ann@example.org");
        var expired = await TicketedEvent.CheckoutAsync(_buyer, otherFree, "bob@example.org");
        await server.SqlAsync($"UPDATE orders SET expires_at = now() - interval '1 hour' WHERE id = {expired.Id()}");
        await new FillerRows(server).AddAsync(_tenants.TenantB);
        _recorder = new RowRecorder(_source);
        await _recorder.InstallAsync();
        _owners = await RowOwners.ReadAsync(_source, TablePlacement.OfPage.Of(TablePlacement.ByEvent));
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _tenants.DisposeAsync();

    [Test]
    public async Task Every_table_has_one_place()
    {
        await using var command = _source.CreateCommand("SELECT array_agg(tablename::text) FROM pg_tables WHERE schemaname = 'public'");
        var tables = (string[])(await command.ExecuteScalarAsync())!;
        Assert.That(TablePlacement.OfPage.All, Is.EquivalentTo(tables));
        Assert.That(_owners.FindTablesWithoutEvent(), Is.Empty, "a row that lies by event must lead to one");
    }

    [Test]
    public async Task A_free_order_touches_one_event()
    {
        var touched = await RecordAsync(async () =>
        {
            var order = await TicketedEvent.CheckoutAsync(_buyer, _free, "cid@example.org");
            await ReadAsync(order.Id());
            (await TicketedEvent.UpdateOrderAsync(_buyer, order.Id(), new { status = "pending" })).EnsureStatus(HttpStatusCode.OK);
            Assert.That(await _buyer.GetAsync($"/v1/orders/{order.Id()}"), Has.Property("Status").EqualTo(HttpStatusCode.OK));
        });
        await RequireOneEventAsync(touched, "orders", "attendees", "tickets", "ticket_seats", "order_tickets", "events");
    }

    [Test]
    public async Task A_paid_order_touches_one_event()
    {
        var payments = PaymentsOf(_tenants.TenantA);
        var touched = await RecordAsync(async () =>
        {
            var order = await TicketedEvent.CheckoutAsync(_buyer, _paid, "fay@example.org");
            (await TicketedEvent.UpdateOrderAsync(_buyer, order.Id(), new { payment_mode = "stripe", status = "pending" })).EnsureStatus(
                HttpStatusCode.OK
            );
            var charged = (await PaymentTestServer.ChargeAsync(_buyer, order.Id())).EnsureStatus(HttpStatusCode.OK);
            payments.Pay(charged);
            var verified = await PaymentTestServer.VerifyAsync(_buyer, order.Attribute("identifier").GetString()!);
            Assert.That(verified.Json.GetProperty("payment_status").GetString(), Is.EqualTo("completed"), verified.Text);
            await ReadAsync(order.Id());
        });
        await RequireOneEventAsync(touched, "orders", "payments", "stripe_authorizations", "ticket_seats");
    }

    [Test]
    public async Task A_cancelled_order_touches_one_event()
    {
        var touched = await RecordAsync(async () =>
        {
            var order = await TicketedEvent.CheckoutAsync(_buyer, _free, "dan@example.org");
            (await TicketedEvent.UpdateOrderAsync(_buyer, order.Id(), new { status = "cancelled" })).EnsureStatus(HttpStatusCode.OK);
        });
        await RequireOneEventAsync(touched, "orders", "attendees", "ticket_seats");
    }

    [Test]
    public async Task What_follows_a_completed_order_touches_one_event()
    {
        await _tenants.Server.ProcessOutboxAsync();
        var order = await TicketedEvent.CheckoutAsync(_buyer, _free, "eve@example.org");
        (await TicketedEvent.UpdateOrderAsync(_buyer, order.Id(), new { status = "pending" })).EnsureStatus(HttpStatusCode.OK);
        var touched = await RecordAsync(() => _tenants.Server.ProcessOutboxAsync());
        await RequireOneEventAsync(touched, "orders", "attendees", "tickets", "events");
    }

    [Test]
    public async Task A_request_that_reads_orders_of_several_events_is_detected()
    {
        var touched = await RecordAsync(async () => (await _buyer.GetAsync("/v1/orders?page[size]=0")).EnsureStatus(HttpStatusCode.OK));
        Assert.That((await FindForeignRowsAsync(touched)).Select(p => p.Split(' ')[0]).Distinct(), Does.Contain("orders"));
    }

    [Test]
    public async Task A_write_of_another_event_is_detected()
    {
        var other = _tenants.TenantB;
        var touched = await RecordAsync(async () =>
            await other.Clients["owner"].CreateAsync("faq", SampleAttributes.For("faq", "x"), ("event", "event", other.EventId))
        );
        Assert.That(await FindForeignRowsAsync(touched), Has.Some.StartsWith("faqs of event " + other.EventId));
        Assert.That(touched.Any(t => t is { Table: "faqs", IsNew: true }));
    }

    private async Task ReadAsync(string order)
    {
        foreach (var path in new[] { "", "?include=attendees.ticket,event", "/attendees", "/event", "/tickets" })
            (await _buyer.GetAsync($"/v1/orders/{order}{path}")).EnsureStatus(HttpStatusCode.OK);
    }

    private async Task<IReadOnlyList<TouchedRow>> RecordAsync(Func<Task> work) => await _recorder.RecordAsync(work, Background);

    /// <param name="tables">Some of the tables that the work uses, to show that it was recorded.</param>
    private async Task RequireOneEventAsync(IReadOnlyList<TouchedRow> touched, params string[] tables)
    {
        Assert.That(touched.Select(t => t.Table).Distinct(), Is.SupersetOf(tables));
        Assert.That(await FindForeignRowsAsync(touched), Is.Empty);
        Assert.That(
            touched
                .Where(t => t.IsNew)
                .Select(t => t.Table)
                .Intersect(TablePlacement.OfPage.Of(TablePlacement.Reference))
                .Except(["users"]),
            Is.Empty,
            "tables on every machine are not written, but for the stamp of a user's last request"
        );
    }

    /// <summary>The rows that lie by event and are not of the event of the order, each with its statement.</summary>
    private async Task<List<string>> FindForeignRowsAsync(IReadOnlyList<TouchedRow> touched)
    {
        var owned = TablePlacement.OfPage.Of(TablePlacement.ByEvent).ToHashSet();
        HashSet<string> foreign = [];
        foreach (
            var row in touched.Where(t => owned.Contains(t.Table) && !t.Statement.Contains(LimitOfCheckouts, StringComparison.Ordinal))
        )
            if (await _owners.FindEventAsync(row) is var found && found != EventId)
                foreign.Add($"{row.Table} of event {found}: {row.Statement}");
        return [.. foreign];
    }

    /// <summary>The Stripe stub is a new one, which does not know the account of the event.</summary>
    private static async Task ConnectStripeAsync(Tenant tenant)
    {
        var id = tenant.RowIds["stripe-authorization"];
        var document = JsonApiDocument.Of("stripe-authorization", id, new { stripe_auth_code = "ac_again" });
        (await tenant.Clients["owner"].PatchAsync($"/v1/stripe-authorizations/{id}", document)).EnsureStatus(HttpStatusCode.OK);
    }

    private static async Task<(long Free, long Paid)> CreateTicketsAsync(TicketedEvent of) =>
        (await of.CreateTicketAsync(20), await of.CreateTicketAsync(20, type: "paid", price: 12.5m));

    private Task<(long Free, long Paid)> CreateTicketsAsync(Tenant tenant) => CreateTicketsAsync(PaymentsOf(tenant).TestEvent);

    private PaymentTestServer PaymentsOf(Tenant tenant) =>
        new(_tenants.Server, _tenants.Stripe, new TicketedEvent(_tenants.Server, tenant.Clients["owner"], tenant.EventId));
}
