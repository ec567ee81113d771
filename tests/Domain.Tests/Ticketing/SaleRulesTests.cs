using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

public class SaleRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private static Ticket Seat(int from = -60, int till = 60, int? least = 2, int? most = 4, bool hidden = false) =>
        new()
        {
            Id = 9,
            Name = "Seat",
            SalesStartsAt = Now.AddSeconds(from),
            SalesEndsAt = Now.AddSeconds(till),
            MinOrder = least,
            MaxOrder = most,
            IsHidden = hidden,
        };

    private static string Ask(Ticket ticket, int quantity, bool runs = false, EventState state = EventState.Published, params long[] opened)
    {
        try
        {
            SaleRules.Require(
                [new SeatRequest(ticket, quantity)],
                new Event { Identifier = "e", State = state },
                runs,
                opened.ToHashSet(),
                Now,
                i => $"/tickets/{i}"
            );
            return "sold";
        }
        catch (Refused refused)
        {
            return $"{refused.Kind} {refused.Problems[0].Pointer}".Trim();
        }
    }

    [TestCase(0, 60, "sold", Description = "from that moment on")]
    [TestCase(1, 60, "Conflict /tickets/0")]
    [TestCase(-60, 0, "Conflict /tickets/0", Description = "until that moment")]
    [TestCase(-60, 1, "sold")]
    public void A_sale_has_its_window(int from, int till, string answer) => Assert.That(Ask(Seat(from, till), 2), Is.EqualTo(answer));

    [TestCase(1, "Invalid /tickets/0")]
    [TestCase(2, "sold")]
    [TestCase(4, "sold")]
    [TestCase(5, "Invalid /tickets/0")]
    public void An_order_has_its_fewest_and_its_most(int quantity, string answer) => Assert.That(Ask(Seat(), quantity), Is.EqualTo(answer));

    [TestCase(SaleRules.MostSeats, "sold")]
    [TestCase(SaleRules.MostSeats + 1, "Invalid /tickets/0")]
    public void No_order_is_endless(int quantity, string answer) =>
        Assert.That(Ask(Seat(least: null, most: null), quantity), Is.EqualTo(answer));

    [TestCase(false, "sold")]
    [TestCase(true, "Forbidden /tickets/0")]
    public void A_hidden_ticket_needs_what_opens_it(bool hidden, string answer)
    {
        Assert.That(Ask(Seat(hidden: hidden), 2), Is.EqualTo(answer));
        Assert.That(Ask(Seat(hidden: hidden), 2, opened: 9), Is.EqualTo("sold"));
        Assert.That(Ask(Seat(hidden: hidden), 2, opened: 8), Is.EqualTo(answer));
    }

    [Test]
    public void Drafts_are_sold_by_the_events_team_only() =>
        Assert.That(
            (Ask(Seat(), 2, state: EventState.Draft), Ask(Seat(), 2, runs: true, state: EventState.Draft)),
            Is.EqualTo(("Missing", "sold"))
        );

    [Test]
    public void The_events_team_sells_before_after_and_under_the_counter_but_keeps_the_orders_size()
    {
        foreach (var ticket in (Ticket[])[Seat(from: 1), Seat(till: 0), Seat(hidden: true)])
            Assert.That(Ask(ticket, 2, runs: true), Is.EqualTo("sold"));
        Assert.That((Ask(Seat(), 1, runs: true), Ask(Seat(), 5, runs: true)), Is.EqualTo(("Invalid /tickets/0", "Invalid /tickets/0")));
    }
}
