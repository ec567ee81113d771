using NUnit.Framework;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Tests.UseCases;

/// <summary>Orders with discount and access codes: what they change, count and unlock.</summary>
public sealed class OrderCodeTests
{
    private UseCaseRunner _runner = null!;
    private SampleEvent _event = null!;
    private Ticket _ticket = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _runner = await UseCaseRunner.StartAsync();

    [OneTimeTearDown]
    public ValueTask StopAsync() => _runner.DisposeAsync();

    [SetUp]
    public async Task CreateEventAsync()
    {
        _event = await SampleEvent.CreateAsync(_runner);
        _ticket = await _event.AddTicketAsync();
    }

    [Test]
    public async Task A_discount_code_lowers_the_price_of_its_tickets_and_counts_its_uses()
    {
        var code = await _event.AddDiscountAsync(_ticket, new { tickets_number = 5 });
        var other = await _event.AddTicketAsync();
        var order = await OrderAsync(_event.Buyer, Discount(" half "), new TicketRequest(_ticket.Id, 2), new TicketRequest(other.Id, 1));
        Assert.That((order.Amount, order.Discount, order.DiscountUses), Is.EqualTo(((decimal?)20, 10m, 2)));
        Assert.That(await UsedAsync(code), Is.EqualTo(2));
        Assert.That(
            await _runner.QueryAsync<long>($"SELECT count(*) FROM attendees WHERE order_id = {order.Id} AND is_discount_applied"),
            Is.EqualTo(2)
        );
    }

    [Test]
    public async Task A_used_up_code_rejects_the_order_unless_it_may_be_placed_without()
    {
        await _event.AddDiscountAsync(_ticket, new { tickets_number = 1 });
        await OrderAsync(_event.Buyer, Discount("HALF"), new TicketRequest(_ticket.Id, 1));
        var request = new OrderRequest([new TicketRequest(_ticket.Id, 1)], Discount("HALF").DiscountCode);
        var rejected = Rejection.Catch(() => OrderAsync(_event.Buyer, request));
        Assert.That(
            (rejected.Kind, rejected.Problems[0].Pointer, rejected.Problems[0].Code),
            Is.EqualTo((RejectionKind.Conflict, "/discount-code", "discount_sold_out"))
        );
        Assert.That((await OrderAsync(_event.Buyer, request with { RejectsUsedUpDiscount = false })).Amount, Is.EqualTo(10));
    }

    [TestCase("NONE", "NotFound /discount-code")]
    [TestCase("LATER", "Invalid /discount-code")]
    [TestCase("GROUP", "Invalid /discount-code")]
    public async Task A_code_that_does_not_apply_is_rejected_at_the_code(string text, string rejection)
    {
        await _event.AddDiscountAsync(_ticket, new { code = "LATER", valid_from = "2090-01-01T00:00:00Z" });
        await _event.AddDiscountAsync(_ticket, new { code = "GROUP", min_quantity = 2 });
        Assert.That(Rejection.Of(() => OrderAsync(_event.Buyer, Discount(text), new TicketRequest(_ticket.Id, 1))), Is.EqualTo(rejection));
    }

    [Test]
    public async Task A_discount_code_of_another_event_does_not_apply()
    {
        var elsewhere = await SampleEvent.CreateAsync(_runner);
        var code = await elsewhere.AddDiscountAsync(await elsewhere.AddTicketAsync());
        var byText = Discount("HALF");
        var byId = new OrderRequest([], new CodeReference($"{code.Id}", code.Id));
        var ticket = new TicketRequest(_ticket.Id, 1);
        Assert.That(Rejection.Of(() => OrderAsync(_event.Buyer, byText, ticket)), Is.EqualTo("NotFound /discount-code"));
        Assert.That(Rejection.Of(() => OrderAsync(_event.Buyer, byId, ticket)), Is.EqualTo("Invalid /discount-code"));
    }

    [Test]
    public async Task Staff_use_a_code_out_of_its_limits_without_counting_and_the_team_none()
    {
        var code = await _event.AddDiscountAsync(_ticket, new { min_quantity = 5, tickets_number = 5 });
        var byStaff = await OrderAsync(SampleEvent.Admin, Discount("HALF"), new TicketRequest(_ticket.Id, 1));
        var byTeam = await OrderAsync(_event.Owner, Discount("HALF"), new TicketRequest(_ticket.Id, 1));
        Assert.That((byStaff.Amount, byTeam.Amount, byTeam.DiscountCodeId), Is.EqualTo(((decimal?)5, (decimal?)10, (long?)null)));
        Assert.That(await UsedAsync(code), Is.Zero);
    }

    [Test]
    public async Task A_hidden_ticket_is_sold_with_its_access_code_only()
    {
        var hidden = await _event.AddTicketAsync(new { is_hidden = true });
        var code = await _event.AddAccessCodeAsync(hidden, new { tickets_number = 3 });
        var ticket = new TicketRequest(hidden.Id, 2);
        Assert.That(Rejection.Of(() => OrderAsync(_event.Buyer, new OrderRequest([]), ticket)), Is.EqualTo("Forbidden /tickets/0/id"));
        Assert.That(Rejection.Of(() => OrderAsync(_event.Buyer, Access("open"), ticket)), Is.EqualTo("NotFound /access-code"));
        var order = await OrderAsync(_event.Buyer, Access(" OPEN "), ticket);
        Assert.That((order.AccessCodeId, order.AccessUses), Is.EqualTo(((long?)code.Id, 2)));
        Assert.That(await _runner.QueryAsync<int>($"SELECT used FROM access_uses WHERE code_id = {code.Id}"), Is.EqualTo(2));
        Assert.That(Rejection.Of(() => OrderAsync(_event.Buyer, Access("OPEN"), ticket)), Is.EqualTo("Conflict /access-code"));
    }

    [Test]
    public async Task An_access_code_of_another_event_unlocks_nothing()
    {
        var elsewhere = await SampleEvent.CreateAsync(_runner);
        var code = await elsewhere.AddAccessCodeAsync(await elsewhere.AddTicketAsync(new { is_hidden = true }));
        var hidden = await _event.AddTicketAsync(new { is_hidden = true });
        var byId = new OrderRequest([], AccessCode: new CodeReference($"{code.Id}", code.Id));
        Assert.That(
            Rejection.Of(() => OrderAsync(_event.Buyer, byId, new TicketRequest(hidden.Id, 1))),
            Is.EqualTo("Invalid /access-code")
        );
    }

    [Test]
    public async Task A_quote_has_the_price_of_the_order_and_takes_nothing()
    {
        var code = await _event.AddDiscountAsync(_ticket);
        var request = Discount("HALF") with { Tickets = [new TicketRequest(_ticket.Id, 3)] };
        var quote = (await _runner.As(_event.Buyer).SendAsync(new QuoteOrder(request))).Quote;
        Assert.That((quote.Total.Amount, quote.Total.Discount), Is.EqualTo((15m, 15m)));
        Assert.That(await UsedAsync(code), Is.Zero);
        Assert.That(await _runner.QueryAsync<int>($"SELECT taken FROM ticket_seats WHERE ticket_id = {_ticket.Id}"), Is.Zero);
    }

    private static OrderRequest Discount(string text) => new([], new CodeReference(text, null));

    private static OrderRequest Access(string text) => new([], AccessCode: new CodeReference(text, null));

    private async Task<Order> OrderAsync(Actor actor, OrderRequest request, params TicketRequest[] tickets) =>
        (await _runner.As(actor).SendAsync(new CreateOrder(tickets.Length == 0 ? request : request with { Tickets = tickets }))).Rows[0];

    private Task<int> UsedAsync(DiscountCode code) => _runner.QueryAsync<int>($"SELECT used FROM discount_uses WHERE code_id = {code.Id}");
}
