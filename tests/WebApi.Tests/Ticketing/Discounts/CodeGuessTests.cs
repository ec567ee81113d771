using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Codes that do not exist are limited by user and client address, wherever a request names them.</summary>
[TestFixture]
public sealed class CodeGuessTests
{
    [Test]
    public async Task Wrong_codes_of_a_user_are_limited_over_all_routes_and_right_ones_do_not_count()
    {
        await using var server = await OpenEventServer.StartAsync("--Orders:WrongCodesPerUser=4");
        var testEvent = await TicketedEvent.CreateAsync(server);
        var ticket = await testEvent.CreateTicketAsync(10, type: "paid", price: 10);
        (await testEvent.CreateDiscountCodeAsync("RIGHT", 10, 10, "percent", ticket)).EnsureStatus(HttpStatusCode.Created);
        var buyer = await server.RegisterUserAsync();
        for (var i = 0; i < 6; i++)
            (await ReadAsync("RIGHT")).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await ReadAsync("WRONG1")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await OrderAsync("/v1/orders/create-order", "WRONG2")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(
            (await OrderAsync("/v1/orders/create-order", "WRONG3", ("Idempotency-Key", "guess"))).Status,
            Is.EqualTo(HttpStatusCode.NotFound)
        );
        Assert.That((await OrderAsync("/v1/orders/calculate-amount", "WRONG4")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((int)(await ReadAsync("WRONG5")).Status, Is.EqualTo(429));
        Assert.That((int)(await OrderAsync("/v1/orders/create-order", "RIGHT")).Status, Is.EqualTo(429));
        Assert.That((int)(await OrderAsync("/v1/orders/calculate-amount", "RIGHT")).Status, Is.EqualTo(429));
        (await OrderAsync("/v1/orders/create-order", null)).EnsureStatus(HttpStatusCode.OK);

        Task<ApiResponse> ReadAsync(string code) => buyer.GetAsync($"/v1/events/{testEvent.EventId}/discount-codes/{code}");
        Task<ApiResponse> OrderAsync(string url, string? code, params (string, string)[] headers) =>
            buyer.PostAsync(
                url,
                new Dictionary<string, object?> { ["tickets"] = new[] { new { id = ticket, quantity = 1 } }, ["discount-code"] = code },
                headers
            );
    }

    [Test]
    public async Task Ids_of_codes_that_do_not_exist_count_in_documents_of_orders()
    {
        await using var server = await OpenEventServer.StartAsync("--Orders:WrongCodesPerUser=2");
        var testEvent = await TicketedEvent.CreateAsync(server);
        var buyer = await server.RegisterUserAsync();
        Assert.That((await OrderAsync("discount-code", 4711)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await OrderAsync("access_code", 4712)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((int)(await OrderAsync("discount-code", 4713)).Status, Is.EqualTo(429));
        Assert.That((await OrderAsync("marketer", 4714)).Status, Is.Not.EqualTo((HttpStatusCode)429), "only codes count");

        Task<ApiResponse> OrderAsync(string relationship, int id) =>
            buyer.PostAsync(
                "/v1/orders",
                JsonApiDocument.Of(
                    "order",
                    null,
                    new { },
                    ("event", "event", testEvent.EventId),
                    (relationship, relationship.Replace('_', '-'), $"{id}")
                )
            );
    }

    [Test]
    public async Task Differences_of_case_that_a_discount_code_ignores_are_no_wrong_code()
    {
        await using var server = await OpenEventServer.StartAsync("--Orders:WrongCodesPerUser=1");
        var testEvent = await TicketedEvent.CreateAsync(server);
        var ticket = await testEvent.CreateTicketAsync(10, type: "paid", price: 10);
        (await testEvent.CreateDiscountCodeAsync("RIGHT", 10, 10, "percent", ticket)).EnsureStatus(HttpStatusCode.Created);
        var buyer = await server.RegisterUserAsync();
        for (var i = 0; i < 3; i++)
            (await buyer.GetAsync($"/v1/events/{testEvent.EventId}/discount-codes/right")).EnsureStatus(HttpStatusCode.OK);
    }

    [Test]
    public async Task Idempotency_keys_of_anonymous_callers_belong_to_their_client_address()
    {
        await using var server = await OpenEventServer.StartAsync();
        var testEvent = await TicketedEvent.CreateAsync(server);
        var ticket = await testEvent.CreateTicketAsync(10);
        (
            await server.Anonymous.PostAsync(
                "/v1/orders/calculate-amount",
                new { tickets = new[] { new { id = ticket, quantity = 1 } } },
                ("Idempotency-Key", "shared")
            )
        ).EnsureStatus(HttpStatusCode.OK);
        var hash = "encode(name, 'hex') = encode(sha256(convert_to('anonymous' || {0} || E'\\nshared', 'UTF8')), 'hex')";
        Assert.That(await CountAsync("' 127.0.0.1'"), Is.EqualTo(1));
        Assert.That(await CountAsync("''"), Is.Zero, "not all anonymous callers");

        Task<long> CountAsync(string address) =>
            server.SqlAsync<long>($"SELECT count(*) FROM idempotent_answers WHERE {string.Format(null, hash, address)}");
    }
}
