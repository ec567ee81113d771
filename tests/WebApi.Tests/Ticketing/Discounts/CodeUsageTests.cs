using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Uses of discount and access codes are counted by seat and are exact under concurrent orders.</summary>
[TestFixture]
public sealed class CodeUsageTests : TicketedEventFixture
{
    private int _codes;

    [Test]
    public async Task Fifty_concurrent_orders_get_ten_uses_of_a_discount_code()
    {
        var buyer = await Server.RegisterUserAsync();
        var ticket = await CreatePaidTicketAsync(100);
        var code = await CreateHalfPriceCodeAsync(10, ticket);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => BuyAsync(buyer, ticket, 1, code)));
        Assert.That(answers.Count(a => a.Status == HttpStatusCode.OK), Is.EqualTo(10));
        Assert.That(
            answers.Where(a => a.Status != HttpStatusCode.OK),
            Is.All.Matches<ApiResponse>(a =>
                a.Status == HttpStatusCode.Conflict && a.Error.GetProperty("source").GetProperty("code").GetString() == "discount_sold_out"
            )
        );
        Assert.That(await TestEvent.CountUsesAsync("discount", code), Is.EqualTo((10, 10L)), "the counter and a recount");
        Assert.That(await TestEvent.GetTakenSeatsAsync(ticket), Is.EqualTo(10), "rejected orders take no seats");
    }

    [Test]
    public async Task Fifty_concurrent_orders_get_ten_uses_of_an_access_code()
    {
        var buyer = await Server.RegisterUserAsync();
        var ticket = await TestEvent.CreateTicketAsync(100, type: "paid", price: 20, hidden: true);
        var code = (await TestEvent.CreateAccessCodeAsync($"IN{++_codes}", 10, ticket)).Id();
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(_ =>
                    TicketedEvent.CreateOrderAsync(buyer, new { tickets = new[] { new { id = ticket, quantity = 1 } }, access_code = code })
                )
        );
        Assert.That(answers.Count(a => a.Status == HttpStatusCode.OK), Is.EqualTo(10));
        Assert.That(answers.Where(a => a.Status != HttpStatusCode.OK).Select(a => a.Status), Is.All.EqualTo(HttpStatusCode.Conflict));
        Assert.That(await TestEvent.CountUsesAsync("access", code), Is.EqualTo((10, 10L)));
    }

    [Test]
    public async Task Database_rejects_more_uses_than_the_limit()
    {
        var code = await CreateHalfPriceCodeAsync(10, await CreatePaidTicketAsync(100));
        var failure = Assert.CatchAsync<Npgsql.PostgresException>(() =>
            Server.SqlAsync($"UPDATE discount_uses SET used = 11 WHERE code_id = {code}")
        );
        Assert.That(failure!.ConstraintName, Is.EqualTo("ck_discount_uses_used"));
    }

    [Test]
    public async Task Mixed_baskets_in_any_order_do_not_deadlock()
    {
        var buyer = await Server.RegisterUserAsync();
        var a = await CreatePaidTicketAsync(40);
        var b = await CreatePaidTicketAsync(40);
        var c = await CreatePaidTicketAsync(40);
        var code = await CreateHalfPriceCodeAsync(30, a, b);
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 60)
                .Select(i =>
                    TicketedEvent.CreateOrderAsync(
                        buyer,
                        new
                        {
                            tickets = (i % 3) switch
                            {
                                0 => new[] { new { id = a, quantity = 1 }, new { id = c, quantity = 1 } },
                                1 => [new { id = c, quantity = 1 }, new { id = b, quantity = 1 }],
                                _ => [new { id = b, quantity = 1 }, new { id = a, quantity = 1 }],
                            },
                            discount_code = code,
                            discount_verify = false,
                        }
                    )
                )
        );
        Assert.That(answers.Select(x => x.Status), Is.All.EqualTo(HttpStatusCode.OK).Or.EqualTo(HttpStatusCode.Conflict));
        Assert.That(
            answers.Select(x => x.Text),
            Has.None.Contains("at the same time").And.None.Contains("changed the same data"),
            "no deadlock"
        );
        Assert.That(await TestEvent.CountUsesAsync("discount", code), Is.EqualTo((30, 30L)));
        Assert.That(
            await TestEvent.GetTakenSeatsAsync(a) + await TestEvent.GetTakenSeatsAsync(b) + await TestEvent.GetTakenSeatsAsync(c),
            Is.EqualTo(2 * answers.Count(x => x.Status == HttpStatusCode.OK))
        );
    }

    [Test]
    public async Task Remaining_uses_are_discounted_and_other_seats_cost_the_full_price()
    {
        var buyer = await Server.RegisterUserAsync();
        var ticket = await CreatePaidTicketAsync(100);
        var code = await CreateHalfPriceCodeAsync(3, ticket);
        var request = new { tickets = new[] { new { id = ticket, quantity = 5 } }, discount_code = code };
        var quote = (await buyer.PostAsync("/v1/orders/calculate-amount", request)).EnsureStatus(HttpStatusCode.OK).Json;
        Assert.That(quote.GetProperty("total").GetDecimal(), Is.EqualTo((3 * 5) + (2 * 10)));
        Assert.That(quote.GetProperty("tickets")[0].GetProperty("discount").GetProperty("warning").GetString(), Does.Contain("3 of 5"));
        var order = (await TicketedEvent.CreateOrderAsync(buyer, request)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(order.Attribute("amount").GetDecimal(), Is.EqualTo(35), "the order costs what was quoted");
        Assert.That(await TestEvent.CountUsesAsync("discount", code), Is.EqualTo((3, 3L)));
    }

    [Test]
    public async Task Used_up_code_is_rejected_in_a_quote_unless_discount_verify_is_false()
    {
        var buyer = await Server.RegisterUserAsync();
        var ticket = await CreatePaidTicketAsync(100);
        var code = await CreateHalfPriceCodeAsync(1, ticket);
        (await BuyAsync(buyer, ticket, 1, code)).EnsureStatus(HttpStatusCode.OK);
        var rejected = await buyer.PostAsync(
            "/v1/orders/calculate-amount",
            new { tickets = new[] { new { id = ticket } }, discount_code = code }
        );
        Assert.That(
            (rejected.Status, rejected.Error.GetProperty("source").GetProperty("code").GetString()),
            Is.EqualTo((HttpStatusCode.UnprocessableEntity, "discount_sold_out"))
        );
        var quote = (
            await buyer.PostAsync(
                "/v1/orders/calculate-amount",
                new
                {
                    tickets = new[] { new { id = ticket } },
                    discount_code = code,
                    discount_verify = false,
                }
            )
        ).EnsureStatus(HttpStatusCode.OK);
        Assert.That(quote.Json.GetProperty("total").GetDecimal(), Is.EqualTo(10));
    }

    [Test]
    public async Task Cancelled_expired_and_deleted_orders_return_code_uses_once()
    {
        var buyer = await Server.RegisterUserAsync();
        var ticket = await CreatePaidTicketAsync(100);
        var code = await CreateHalfPriceCodeAsync(6, ticket);
        var cancelled = (await BuyAsync(buyer, ticket, 2, code)).EnsureStatus(HttpStatusCode.OK).Id();
        var expired = (await BuyAsync(buyer, ticket, 2, code)).EnsureStatus(HttpStatusCode.OK).Id();
        var deleted = (await BuyAsync(buyer, ticket, 2, code)).EnsureStatus(HttpStatusCode.OK).Id();
        Assert.That((await BuyAsync(buyer, ticket, 1, code)).Status, Is.EqualTo(HttpStatusCode.Conflict));

        await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => TicketedEvent.UpdateOrderAsync(buyer, cancelled, new { status = "cancelled" }))
        );
        Assert.That(await TestEvent.CountUsesAsync("discount", code), Is.EqualTo((4, 4L)));
        (
            await Server.Admin.DeleteAsync(
                $"/v1/orders/{deleted}",
                new { data = new { type = "order", attributes = new Dictionary<string, string> { ["cancel-note"] = "by mistake" } } }
            )
        ).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await TestEvent.CountUsesAsync("discount", code), Is.EqualTo((2, 2L)));
        await Server.SqlAsync($"UPDATE orders SET expires_at = now() - interval '1 second' WHERE id = {expired}");
        (await BuyAsync(buyer, ticket, 5, code)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            await TestEvent.GetStatusAsync(expired),
            Is.EqualTo("expired"),
            "an order that needs the uses expires the overdue order without the job"
        );
        Assert.That(await TestEvent.CountUsesAsync("discount", code), Is.EqualTo((5, 5L)));
    }

    [Test]
    public async Task Removing_an_attendee_returns_the_discount_use()
    {
        var buyer = await Server.RegisterUserAsync();
        var ticket = await CreatePaidTicketAsync(100);
        var code = await CreateHalfPriceCodeAsync(2, ticket);
        var order = (await BuyAsync(buyer, ticket, 3, code)).EnsureStatus(HttpStatusCode.OK).Id();
        var discounted = await Server.SqlAsync<long>($"SELECT min(id) FROM attendees WHERE order_id = {order} AND is_discount_applied");
        (await TestEvent.Owner.DeleteAsync($"/v1/attendees/{discounted}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await TestEvent.CountUsesAsync("discount", code), Is.EqualTo((1, 1L)));
        Assert.That((await buyer.GetAsync($"/v1/orders/{order}")).Attribute("amount").GetDecimal(), Is.EqualTo(15));
    }

    [Test]
    public async Task Staff_apply_any_discount_code_without_using_it()
    {
        var ticket = await CreatePaidTicketAsync(100);
        var code = await CreateHalfPriceCodeAsync(1, ticket);
        (
            await TestEvent.Owner.PatchAsync(
                $"/v1/discount-codes/{code}",
                JsonApiDocument.Of("discount-code", code, new { is_active = false })
            )
        ).EnsureStatus(HttpStatusCode.OK);
        var order = (await BuyAsync(Server.Admin, ticket, 4, code)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(order.Attribute("amount").GetDecimal(), Is.EqualTo(20));
        Assert.That(await TestEvent.CountUsesAsync("discount", code), Is.EqualTo((0, 0L)));
        (await TicketedEvent.UpdateOrderAsync(Server.Admin, order.Id(), new { status = "cancelled" })).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await TestEvent.CountUsesAsync("discount", code), Is.EqualTo((0, 0L)), "cancelling returns none");
    }

    [Test]
    public async Task Discount_code_of_the_event_team_is_ignored_and_their_amount_is_final()
    {
        var ticket = await CreatePaidTicketAsync(100);
        var code = await CreateHalfPriceCodeAsync(5, ticket);
        var order = (await BuyAsync(TestEvent.Owner, ticket, 2, code)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            (order.Attribute("amount").GetDecimal(), order.Attribute("discount-code-id").ValueKind),
            Is.EqualTo((20m, System.Text.Json.JsonValueKind.Null))
        );
        var given = (
            await TicketedEvent.CreateOrderAsync(
                TestEvent.Owner,
                new
                {
                    tickets = new[] { new { id = ticket, quantity = 2 } },
                    discount_code = code,
                    amount = 7.5,
                }
            )
        ).EnsureStatus(HttpStatusCode.OK);
        Assert.That(given.Attribute("amount").GetDecimal(), Is.EqualTo(7.5m));
        Assert.That(await TestEvent.CountUsesAsync("discount", code), Is.EqualTo((0, 0L)));
    }

    [Test]
    public async Task Placed_order_names_its_discount_code_by_relationship()
    {
        var buyer = await Server.RegisterUserAsync();
        var ticket = await CreatePaidTicketAsync(100);
        var code = await CreateHalfPriceCodeAsync(5, ticket);
        var seat = await buyer.CreateAsync(
            "attendee",
            new { firstname = "Ann", email = "ann@example.org" },
            ("ticket", "ticket", $"{ticket}"),
            ("event", "event", TestEvent.EventId)
        );
        var order = (
            await buyer.PostAsync(
                "/v1/orders",
                JsonApiDocument.Of(
                    "order",
                    null,
                    new { payment_mode = "onsite" },
                    ("event", "event", TestEvent.EventId),
                    ("attendees", "attendee", seat.Id()),
                    ("discount-code", "discount-code", code)
                )
            )
        ).EnsureStatus(HttpStatusCode.Created);
        Assert.That(order.Attribute("amount").GetDecimal(), Is.EqualTo(5));
        Assert.That(await TestEvent.CountUsesAsync("discount", code), Is.EqualTo((1, 1L)));
    }

    [Test]
    public async Task Limit_cannot_be_lowered_below_current_uses()
    {
        var buyer = await Server.RegisterUserAsync();
        var ticket = await CreatePaidTicketAsync(100);
        var code = await CreateHalfPriceCodeAsync(5, ticket);
        (await BuyAsync(buyer, ticket, 3, code)).EnsureStatus(HttpStatusCode.OK);
        Task<ApiResponse> SetLimitAsync(int limit) =>
            TestEvent.Owner.PatchAsync(
                $"/v1/discount-codes/{code}",
                JsonApiDocument.Of("discount-code", code, new { tickets_number = limit })
            );
        Assert.That((await SetLimitAsync(2)).Status, Is.EqualTo(HttpStatusCode.Conflict));
        (await SetLimitAsync(3)).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await BuyAsync(buyer, ticket, 1, code)).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    private Task<long> CreatePaidTicketAsync(int quantity) => TestEvent.CreateTicketAsync(quantity, type: "paid", price: 10);

    private async Task<string> CreateHalfPriceCodeAsync(int uses, params long[] tickets) =>
        (await TestEvent.CreateDiscountCodeAsync($"HALF{++_codes}", uses, 50, "percent", tickets)).Id();

    private static Task<ApiResponse> BuyAsync(ApiClient buyer, long ticket, int quantity, string code) =>
        TicketedEvent.CreateOrderAsync(buyer, new { tickets = new[] { new { id = ticket, quantity } }, discount_code = code });
}
