using Npgsql;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.AllRoutes;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>
/// Rows that several use cases lock are locked in one order: order, payment, refund; order, attendee, check-in; and
/// event, ticket or code. Otherwise two requests
/// that begin at different rows would deadlock.
/// </summary>
[TestFixture]
public sealed class LockOrderTests
{
    private TwoTenantServer _tenants = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _tenants = await TwoTenantServer.StartAsync();

    [OneTimeTearDown]
    public ValueTask StopAsync() => _tenants.DisposeAsync();

    [TestCase("refund", "refunds", "orders", "(SELECT order_id FROM payments WHERE id = payment_id)")]
    [TestCase("refund", "refunds", "payments", "payment_id")]
    [TestCase("attendee", "attendees", "orders", "order_id")]
    [TestCase("ticket", "tickets", "events", "event_id")]
    [TestCase("discount-code", "discount_codes", "events", "event_id")]
    [TestCase("access-code", "access_codes", "events", "event_id")]
    [TestCase("user_check_in", "user_check_in", "attendees", "ticket_holder_id")]
    public async Task A_request_about_the_inner_row_locks_the_outer_row_first(string type, string table, string outer, string key)
    {
        var id = _tenants.TenantA.RowIds[type];
        var outerId = await _tenants.Server.SqlAsync<long>($"SELECT {key} FROM {table} WHERE id = {id}");
        await using var blocker = new NpgsqlConnection(_tenants.Server.ConnectionString);
        await blocker.OpenAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand($"SELECT 1 FROM {outer} WHERE id = {outerId} FOR UPDATE", blocker, transaction))
            await hold.ExecuteNonQueryAsync();
        var writing = WriteAsync(type, id);
        await _tenants.Server.WaitForBlockedStatementAsync();
        Assert.That(
            await _tenants.Server.SqlAsync<int>($"SELECT 1 FROM {table} WHERE id = {id} FOR UPDATE NOWAIT"),
            Is.EqualTo(1),
            "the inner row is not locked while the request waits for the outer one"
        );
        await transaction.RollbackAsync();
        Assert.That((int)(await writing).Status, Is.EqualTo(200), (await writing).Text);
    }

    private Task<ApiResponse> WriteAsync(string type, string id) =>
        type == "user_check_in"
            ? _tenants.Server.Admin.DeleteAsync($"/v1/user-check-in/{id}", null, (TwoTenantServer.RollBackHeader, "1"))
            : _tenants.Server.Admin.PatchAsync(
                $"/v1/{type}s/{id}",
                JsonApiDocument.Of(type, id, SampleAttributes.ChangeFor(type, "locked")),
                (TwoTenantServer.RollBackHeader, "1")
            );
}
