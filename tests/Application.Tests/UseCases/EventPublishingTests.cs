using NUnit.Framework;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Tests.UseCases;

/// <summary>An event from its draft to its deletion, with the rules that it shares with its tickets, codes and orders.</summary>
public sealed class EventPublishingTests
{
    private UseCaseRunner _runner = null!;
    private SampleEvent _event = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _runner = await UseCaseRunner.StartAsync();

    [OneTimeTearDown]
    public ValueTask StopAsync() => _runner.DisposeAsync();

    [SetUp]
    public async Task CreateEventAsync() => _event = await SampleEvent.CreateAsync(_runner, new { state = "draft" });

    [Test]
    public async Task A_new_event_has_an_owner_a_question_and_an_identifier()
    {
        Assert.That(
            await _runner.QueryAsync<string>(
                $"""
                SELECT concat(r.role_id, ' ', i.status, ' ', f.field_identifier, ' ', e.identifier ~ '^[0-9a-f]*[a-f][0-9a-f]*$')
                FROM events e JOIN users_events_roles r ON r.event_id = e.id AND r.user_id = {_event.Owner.UserId}
                JOIN role_invites i ON i.event_id = e.id JOIN custom_forms f ON f.event_id = e.id WHERE e.id = {_event.Id}
                """
            ),
            Is.EqualTo("1 Accepted email t")
        );
    }

    [Test]
    public async Task A_draft_is_published_by_its_team_and_is_visible_from_then_on()
    {
        Assert.That(Rejection.Of(() => ChangeAsync(_event.Buyer, new { state = "published" })), Is.EqualTo("NotFound"));
        var registrar = await _event.AddMemberAsync(TeamRole.Registrar);
        Assert.That(Rejection.Of(() => ChangeAsync(registrar, new { state = "published" })), Is.EqualTo("NotFound"));
        Assert.That((await ChangeAsync(_event.Owner, new { state = "published" })).State, Is.EqualTo(EventState.Published));
        Assert.That(Rejection.Of(() => ChangeAsync(_event.Buyer, new { state = "draft" })), Is.EqualTo("Forbidden"));
        var unverified = _event.Owner with { IsVerified = false };
        Assert.That(Rejection.Of(() => ChangeAsync(unverified, new { state = "draft" })), Is.EqualTo("Forbidden"));
        Assert.That(Rejection.Of(() => ChangeAsync(Actor.Anonymous, new { state = "draft" })), Is.EqualTo("Unauthenticated"));
    }

    [Test]
    public async Task A_long_event_is_a_draft_and_cannot_be_published()
    {
        await ChangeAsync(_event.Owner, new { ends_at = "2099-06-01T00:00:00Z" });
        Assert.That(
            Rejection.Of(() => ChangeAsync(_event.Owner, new { state = "published" })),
            Is.EqualTo("Invalid /data/attributes/ends-at")
        );
        Assert.That(
            Rejection.Of(() => ChangeAsync(_event.Owner, new { ends_at = "2099-05-01T09:00:00Z" })),
            Is.EqualTo("Invalid /data/attributes/ends-at"),
            "it would end when it starts"
        );
        Assert.That(await _runner.QueryAsync<string>($"SELECT state FROM events WHERE id = {_event.Id}"), Is.EqualTo("Draft"));
    }

    [Test]
    public async Task Only_staff_feature_an_event()
    {
        Assert.That(
            Rejection.Of(() => ChangeAsync(_event.Owner, new { is_featured = true })),
            Is.EqualTo("Forbidden /data/attributes/is-featured")
        );
        var admin = await SampleEvent.RegisterAsync(_runner, "admin") with { IsAdmin = true };
        Assert.That((await ChangeAsync(admin, new { is_featured = true })).IsFeatured);
    }

    [Test]
    public async Task An_event_with_tickets_that_cost_money_keeps_a_payment_method()
    {
        await _event.AddTicketAsync();
        var rejected = Rejection.Catch(() => ChangeAsync(_event.Owner, new { can_pay_by_bank = false }));
        Assert.That((rejected.Kind, rejected.Problems[0].Pointer), Is.EqualTo((RejectionKind.Invalid, "/data/attributes/can-pay-by-bank")));
        Assert.That((await ChangeAsync(_event.Owner, new { can_pay_by_bank = false, can_pay_onsite = true })).CanPayOnsite);
    }

    [Test]
    public async Task An_event_does_not_end_before_its_sales()
    {
        await _event.AddTicketAsync(new { sales_ends_at = "2099-05-02T12:00:00Z" });
        Assert.That(
            Rejection.Of(() => ChangeAsync(_event.Owner, new { ends_at = "2099-05-02T11:59:59Z" })),
            Is.EqualTo("Invalid /data/attributes/ends-at")
        );
        Assert.That((await ChangeAsync(_event.Owner, new { ends_at = "2099-05-02T12:00:00Z" })).EndsAt.Hour, Is.EqualTo(12));
    }

    [Test]
    public async Task A_currency_fits_the_prices_and_the_amounts_of_codes()
    {
        var ticket = await _event.AddTicketAsync(new { price = 10.5 });
        await _event.AddDiscountAsync(ticket, new { type = "amount", value = 2.5 });
        Assert.That(
            Rejection.Of(() => ChangeAsync(_event.Owner, new { payment_currency = "JPY" })),
            Is.EqualTo("Invalid /data/attributes/payment-currency /data/attributes/payment-currency")
        );
        Assert.That((await ChangeAsync(_event.Owner, new { payment_currency = "usd" })).PaymentCurrency, Is.EqualTo("USD"));
    }

    [Test]
    public async Task A_currency_does_not_change_under_orders_and_an_event_with_orders_is_not_deleted()
    {
        var order = await OrderAsync();
        Assert.That(
            Rejection.Of(() => ChangeAsync(_event.Owner, new { payment_currency = "USD" })),
            Is.EqualTo("Conflict /data/attributes/payment-currency")
        );
        Assert.That(Rejection.Of(() => _runner.As(_event.Owner).DeleteAsync<Event>(_event.Id)), Is.EqualTo("Forbidden"));
        await _runner.ExecuteAsync($"UPDATE orders SET status = 'Cancelled', expires_at = NULL WHERE id = {order}");
        await ChangeAsync(_event.Owner, new { payment_currency = "USD" });
        await _runner.As(_event.Owner).DeleteAsync<Event>(_event.Id);
        Assert.That(await _runner.QueryAsync<bool>($"SELECT deleted_at IS NOT NULL FROM events WHERE id = {_event.Id}"));
        Assert.That(Rejection.Of(() => ChangeAsync(_event.Owner, new { name = "Gone" })), Is.EqualTo("NotFound"));
    }

    [Test]
    public void The_texts_of_an_event_have_a_limit_together()
    {
        var rejected = Rejection.Catch(() =>
            ChangeAsync(
                _event.Owner,
                new
                {
                    description = new string('\u0401', 20_000),
                    code_of_conduct = new string('\u20ac', 10_000),
                    refund_policy = new string('\u20ac', 10_000),
                }
            )
        );
        Assert.That((rejected.Kind, rejected.Problems[0].Pointer), Is.EqualTo((RejectionKind.Invalid, "/data/attributes/description")));
    }

    private Task<Event> ChangeAsync(Actor actor, object attributes) =>
        _runner.As(actor).UpdateAsync<Event>(_event.Id, ResourceDocument.Change("event", _event.Id, attributes));

    private async Task<long> OrderAsync()
    {
        var ticket = await _event.AddTicketAsync();
        var request = new OrderRequest([new TicketRequest(ticket.Id, 1)]);
        return (await _runner.As(_event.Owner).SendAsync(new CreateOrder(request))).Rows[0].Id;
    }
}
