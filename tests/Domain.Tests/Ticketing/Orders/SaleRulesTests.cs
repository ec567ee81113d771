using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

public class SaleRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private static Ticket CreateTicket(int from = -60, int until = 60, int? minOrder = 2, int? maxOrder = 4, bool isHidden = false) =>
        new()
        {
            Id = 9,
            Name = "Seat",
            SalesStartsAt = Now.AddSeconds(from),
            SalesEndsAt = Now.AddSeconds(until),
            MinOrder = minOrder,
            MaxOrder = maxOrder,
            IsHidden = isHidden,
        };

    private static string ResultOf(
        Ticket ticket,
        int quantity,
        bool isCoorganizer = false,
        EventState state = EventState.Published,
        DateTimeOffset? endsAt = null,
        params long[] unlockedTicketIds
    )
    {
        try
        {
            SaleRules.Require(
                [new SeatRequest(ticket, quantity)],
                new Event
                {
                    Identifier = "e",
                    State = state,
                    EndsAt = endsAt ?? Now.AddDays(1),
                },
                isCoorganizer,
                unlockedTicketIds.ToHashSet(),
                Now,
                i => $"/tickets/{i}"
            );
            return "sold";
        }
        catch (RejectedException rejection)
        {
            return $"{rejection.Kind} {rejection.Problems[0].Pointer}".Trim();
        }
    }

    [TestCase(0, 60, "sold", Description = "the start is included")]
    [TestCase(1, 60, "Conflict /tickets/0")]
    [TestCase(-60, 0, "Conflict /tickets/0", Description = "the end is excluded")]
    [TestCase(-60, 1, "sold")]
    public void Tickets_are_sold_only_in_their_sales_period(int from, int until, string result) =>
        Assert.That(ResultOf(CreateTicket(from, until), 2), Is.EqualTo(result));

    [TestCase(0, false, "Conflict /tickets/0", Description = "the end is excluded")]
    [TestCase(1, false, "sold")]
    [TestCase(0, true, "sold", Description = "the team records what it sold")]
    public void Tickets_are_sold_until_the_event_is_over(int seconds, bool isCoorganizer, string result) =>
        Assert.That(ResultOf(CreateTicket(), 2, isCoorganizer, endsAt: Now.AddSeconds(seconds)), Is.EqualTo(result));

    [TestCase("paid", false, false)]
    [TestCase("paid", true, true)]
    [TestCase("free", false, true)]
    public void Tickets_that_cost_money_are_sold_only_if_the_event_accepts_payments(string type, bool acceptsPayments, bool isSold)
    {
        var ticket = CreateTicket();
        ticket.Type = type;
        var e = new Event { EndsAt = Now.AddDays(1), CanPayByBank = acceptsPayments };
        void Ask() => SaleRules.RequireOpen([ticket], e, Now, "/x");
        if (isSold)
            Assert.DoesNotThrow(Ask);
        else
            Assert.That(Assert.Throws<RejectedException>(Ask)!.Kind, Is.EqualTo(RejectionKind.Conflict));
    }

    [TestCase(1, "Invalid /tickets/0")]
    [TestCase(2, "sold")]
    [TestCase(4, "sold")]
    [TestCase(5, "Invalid /tickets/0")]
    public void An_order_must_keep_the_minimum_and_maximum_quantity(int quantity, string result) =>
        Assert.That(ResultOf(CreateTicket(), quantity), Is.EqualTo(result));

    [TestCase(SaleRules.MaxSeatsPerOrder, "sold")]
    [TestCase(SaleRules.MaxSeatsPerOrder + 1, "Invalid /tickets/0")]
    public void An_order_has_a_maximum_number_of_seats(int quantity, string result) =>
        Assert.That(ResultOf(CreateTicket(minOrder: null, maxOrder: null), quantity), Is.EqualTo(result));

    [TestCase(false, "sold")]
    [TestCase(true, "Forbidden /tickets/0")]
    public void A_hidden_ticket_requires_its_access_code(bool isHidden, string result)
    {
        Assert.That(ResultOf(CreateTicket(isHidden: isHidden), 2), Is.EqualTo(result));
        Assert.That(ResultOf(CreateTicket(isHidden: isHidden), 2, unlockedTicketIds: 9), Is.EqualTo("sold"));
        Assert.That(ResultOf(CreateTicket(isHidden: isHidden), 2, unlockedTicketIds: 8), Is.EqualTo(result));
    }

    [Test]
    public void Only_the_event_team_sells_tickets_of_a_draft_event() =>
        Assert.That(
            (
                ResultOf(CreateTicket(), 2, state: EventState.Draft),
                ResultOf(CreateTicket(), 2, isCoorganizer: true, state: EventState.Draft)
            ),
            Is.EqualTo(("NotFound", "sold"))
        );

    [Test]
    public void The_event_team_sells_hidden_tickets_and_outside_the_sales_period_within_the_quantity_limits()
    {
        foreach (var ticket in (Ticket[])[CreateTicket(from: 1), CreateTicket(until: 0), CreateTicket(isHidden: true)])
            Assert.That(ResultOf(ticket, 2, isCoorganizer: true), Is.EqualTo("sold"));
        Assert.That(
            (ResultOf(CreateTicket(), 1, isCoorganizer: true), ResultOf(CreateTicket(), 5, isCoorganizer: true)),
            Is.EqualTo(("Invalid /tickets/0", "Invalid /tickets/0"))
        );
    }
}
