using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Uses of discount and access codes are taken and returned exactly, counted by seats, whoever comes at the same time.</summary>
[TestFixture]
public sealed class CodesTests : BoxOfficeFixture
{
    private int _codes;

    [Test]
    public async Task Fifty_at_once_for_ten_uses_of_a_discount_get_ten()
    {
        var buyer = await Server.SomebodyAsync();
        var ticket = await PaidAsync(100);
        var code = await HalfAsync(10, ticket);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => BuyAsync(buyer, ticket, 1, code)));
        Assert.That(answers.Count(a => a.Status == HttpStatusCode.OK), Is.EqualTo(10));
        Assert.That(
            answers.Where(a => a.Status != HttpStatusCode.OK),
            Is.All.Matches<Answer>(a =>
                a.Status == HttpStatusCode.Conflict && a.Error.GetProperty("source").GetProperty("code").GetString() == "discount_sold_out"
            )
        );
        Assert.That(await Office.UsesAsync("discount", code), Is.EqualTo((10, 10L)), "the counter and a recount");
        Assert.That(await Office.TakenAsync(ticket), Is.EqualTo(10), "who was refused the discount holds no seat");
    }

    [Test]
    public async Task Fifty_at_once_for_ten_uses_of_an_access_code_get_ten()
    {
        var buyer = await Server.SomebodyAsync();
        var ticket = await Office.TicketAsync(100, type: "paid", price: 20, hidden: true);
        var code = (await Office.AccessAsync($"IN{++_codes}", 10, ticket)).Id();
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(_ => BoxOffice.BuyAsync(buyer, new { tickets = new[] { new { id = ticket, quantity = 1 } }, access_code = code }))
        );
        Assert.That(answers.Count(a => a.Status == HttpStatusCode.OK), Is.EqualTo(10));
        Assert.That(answers.Where(a => a.Status != HttpStatusCode.OK).Select(a => a.Status), Is.All.EqualTo(HttpStatusCode.Conflict));
        Assert.That(await Office.UsesAsync("access", code), Is.EqualTo((10, 10L)));
    }

    [Test]
    public async Task The_database_itself_refuses_one_use_too_many()
    {
        var code = await HalfAsync(10, await PaidAsync(100));
        var failure = Assert.CatchAsync<Npgsql.PostgresException>(() =>
            Server.SqlAsync($"UPDATE discount_uses SET used = 11 WHERE code_id = {code}")
        );
        Assert.That(failure!.ConstraintName, Is.EqualTo("ck_discount_uses_used"));
    }

    [Test]
    public async Task Mixed_baskets_in_any_order_never_wait_for_each_other_for_ever()
    {
        var buyer = await Server.SomebodyAsync();
        var (a, b, c) = (await PaidAsync(40), await PaidAsync(40), await PaidAsync(40));
        var code = await HalfAsync(30, a, b);
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 60)
                .Select(i =>
                    BoxOffice.BuyAsync(
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
            Has.None.Contains("at the same time").And.None.Contains("Others were changing"),
            "no deadlock"
        );
        Assert.That(await Office.UsesAsync("discount", code), Is.EqualTo((30, 30L)));
        Assert.That(
            await Office.TakenAsync(a) + await Office.TakenAsync(b) + await Office.TakenAsync(c),
            Is.EqualTo(2 * answers.Count(x => x.Status == HttpStatusCode.OK))
        );
    }

    [Test]
    public async Task What_is_left_is_discounted_and_the_rest_pays_the_full_price()
    {
        var buyer = await Server.SomebodyAsync();
        var ticket = await PaidAsync(100);
        var code = await HalfAsync(3, ticket);
        var request = new { tickets = new[] { new { id = ticket, quantity = 5 } }, discount_code = code };
        var quote = (await buyer.PostAsync("/v1/orders/calculate-amount", request)).Must(HttpStatusCode.OK).Json;
        Assert.That(quote.GetProperty("total").GetDecimal(), Is.EqualTo((3 * 5) + (2 * 10)));
        Assert.That(quote.GetProperty("tickets")[0].GetProperty("discount").GetProperty("warning").GetString(), Does.Contain("3 of 5"));
        var order = (await BoxOffice.BuyAsync(buyer, request)).Must(HttpStatusCode.OK);
        Assert.That(order.Attribute("amount").GetDecimal(), Is.EqualTo(35), "the quote is the charge");
        Assert.That(await Office.UsesAsync("discount", code), Is.EqualTo((3, 3L)));
    }

    [Test]
    public async Task A_code_that_is_used_up_is_not_quoted_unless_the_client_says_that_it_does_not_mind()
    {
        var buyer = await Server.SomebodyAsync();
        var ticket = await PaidAsync(100);
        var code = await HalfAsync(1, ticket);
        (await BuyAsync(buyer, ticket, 1, code)).Must(HttpStatusCode.OK);
        var refused = await buyer.PostAsync(
            "/v1/orders/calculate-amount",
            new { tickets = new[] { new { id = ticket } }, discount_code = code }
        );
        Assert.That(
            (refused.Status, refused.Error.GetProperty("source").GetProperty("code").GetString()),
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
        ).Must(HttpStatusCode.OK);
        Assert.That(quote.Json.GetProperty("total").GetDecimal(), Is.EqualTo(10));
    }

    [Test]
    public async Task Cancelling_expiring_and_deleting_return_the_uses_once()
    {
        var buyer = await Server.SomebodyAsync();
        var ticket = await PaidAsync(100);
        var code = await HalfAsync(6, ticket);
        var (cancelled, expired, deleted) = (
            (await BuyAsync(buyer, ticket, 2, code)).Must(HttpStatusCode.OK).Id(),
            (await BuyAsync(buyer, ticket, 2, code)).Must(HttpStatusCode.OK).Id(),
            (await BuyAsync(buyer, ticket, 2, code)).Must(HttpStatusCode.OK).Id()
        );
        Assert.That((await BuyAsync(buyer, ticket, 1, code)).Status, Is.EqualTo(HttpStatusCode.Conflict));

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => BoxOffice.SetAsync(buyer, cancelled, new { status = "cancelled" })));
        Assert.That(await Office.UsesAsync("discount", code), Is.EqualTo((4, 4L)));
        (
            await Server.Admin.DeleteAsync(
                $"/v1/orders/{deleted}",
                new { data = new { type = "order", attributes = new Dictionary<string, string> { ["cancel-note"] = "by mistake" } } }
            )
        ).Must(HttpStatusCode.OK);
        Assert.That(await Office.UsesAsync("discount", code), Is.EqualTo((2, 2L)));
        await Server.SqlAsync($"UPDATE orders SET expires_at = now() - interval '1 second' WHERE id = {expired}");
        (await BuyAsync(buyer, ticket, 5, code)).Must(HttpStatusCode.OK);
        Assert.That(await Office.StatusAsync(expired), Is.EqualTo("expired"), "whoever wants the uses takes them back, though no job runs");
        Assert.That(await Office.UsesAsync("discount", code), Is.EqualTo((5, 5L)));
    }

    [Test]
    public async Task A_seat_that_leaves_a_checkout_takes_its_discount_along()
    {
        var buyer = await Server.SomebodyAsync();
        var ticket = await PaidAsync(100);
        var code = await HalfAsync(2, ticket);
        var order = (await BuyAsync(buyer, ticket, 3, code)).Must(HttpStatusCode.OK).Id();
        var discounted = await Server.SqlAsync<long>($"SELECT min(id) FROM attendees WHERE order_id = {order} AND is_discount_applied");
        (await Office.Owner.DeleteAsync($"/v1/attendees/{discounted}")).Must(HttpStatusCode.OK);
        Assert.That(await Office.UsesAsync("discount", code), Is.EqualTo((1, 1L)));
        Assert.That((await buyer.GetAsync($"/v1/orders/{order}")).Attribute("amount").GetDecimal(), Is.EqualTo(15));
    }

    [Test]
    public async Task Staff_apply_any_discount_and_use_none_of_it_up()
    {
        var ticket = await PaidAsync(100);
        var code = await HalfAsync(1, ticket);
        (await Office.Owner.PatchAsync($"/v1/discount-codes/{code}", Document.Of("discount-code", code, new { is_active = false }))).Must(
            HttpStatusCode.OK
        );
        var order = (await BuyAsync(Server.Admin, ticket, 4, code)).Must(HttpStatusCode.OK);
        Assert.That(order.Attribute("amount").GetDecimal(), Is.EqualTo(20));
        Assert.That(await Office.UsesAsync("discount", code), Is.EqualTo((0, 0L)));
        (await BoxOffice.SetAsync(Server.Admin, order.Id(), new { status = "cancelled" })).Must(HttpStatusCode.OK);
        Assert.That(await Office.UsesAsync("discount", code), Is.EqualTo((0, 0L)), "and return none");
    }

    [Test]
    public async Task The_event_teams_own_discount_is_ignored_and_an_amount_it_gives_is_final()
    {
        var ticket = await PaidAsync(100);
        var code = await HalfAsync(5, ticket);
        var order = (await BuyAsync(Office.Owner, ticket, 2, code)).Must(HttpStatusCode.OK);
        Assert.That(
            (order.Attribute("amount").GetDecimal(), order.Attribute("discount-code-id").ValueKind),
            Is.EqualTo((20m, System.Text.Json.JsonValueKind.Null))
        );
        var given = (
            await BoxOffice.BuyAsync(
                Office.Owner,
                new
                {
                    tickets = new[] { new { id = ticket, quantity = 2 } },
                    discount_code = code,
                    amount = 7.5,
                }
            )
        ).Must(HttpStatusCode.OK);
        Assert.That(given.Attribute("amount").GetDecimal(), Is.EqualTo(7.5m));
        Assert.That(await Office.UsesAsync("discount", code), Is.EqualTo((0, 0L)));
    }

    [Test]
    public async Task In_the_seed_flow_a_discount_is_named_by_its_relationship()
    {
        var buyer = await Server.SomebodyAsync();
        var ticket = await PaidAsync(100);
        var code = await HalfAsync(5, ticket);
        var seat = await buyer.CreateAsync(
            "attendee",
            new { firstname = "Ann", email = "ann@example.org" },
            ("ticket", "ticket", $"{ticket}"),
            ("event", "event", Office.EventId)
        );
        var order = (
            await buyer.PostAsync(
                "/v1/orders",
                Document.Of(
                    "order",
                    null,
                    new { payment_mode = "onsite" },
                    ("event", "event", Office.EventId),
                    ("attendees", "attendee", seat.Id()),
                    ("discount-code", "discount-code", code)
                )
            )
        ).Must(HttpStatusCode.Created);
        Assert.That(order.Attribute("amount").GetDecimal(), Is.EqualTo(5));
        Assert.That(await Office.UsesAsync("discount", code), Is.EqualTo((1, 1L)));
    }

    [Test]
    public async Task The_limit_is_not_lowered_below_what_is_used()
    {
        var buyer = await Server.SomebodyAsync();
        var ticket = await PaidAsync(100);
        var code = await HalfAsync(5, ticket);
        (await BuyAsync(buyer, ticket, 3, code)).Must(HttpStatusCode.OK);
        Task<Answer> To(int n) =>
            Office.Owner.PatchAsync($"/v1/discount-codes/{code}", Document.Of("discount-code", code, new { tickets_number = n }));
        Assert.That((await To(2)).Status, Is.EqualTo(HttpStatusCode.Conflict));
        (await To(3)).Must(HttpStatusCode.OK);
        Assert.That((await BuyAsync(buyer, ticket, 1, code)).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    private Task<long> PaidAsync(int quantity) => Office.TicketAsync(quantity, type: "paid", price: 10);

    private async Task<string> HalfAsync(int uses, params long[] tickets) =>
        (await Office.DiscountAsync($"HALF{++_codes}", uses, 50, "percent", tickets)).Id();

    private static Task<Answer> BuyAsync(Client buyer, long ticket, int quantity, string code) =>
        BoxOffice.BuyAsync(buyer, new { tickets = new[] { new { id = ticket, quantity } }, discount_code = code });
}
