using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

/// <summary>Orders of several tickets: each ticket that breaks a rule is reported, with its place and its id.</summary>
public sealed class SaleProblemsTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void Every_ticket_out_of_its_sales_period_is_reported()
    {
        var rejection = Reject(
            new(Ticket(1), 1),
            new(Ticket(2, t => t.SalesStartsAt = Now.AddDays(1)), 1),
            new(Ticket(3, t => t.SalesEndsAt = Now), 1)
        );
        Assert.That(rejection.Problems.Select(p => (p.Pointer, p.Id)), Is.EqualTo([("/tickets/1", "2"), ("/tickets/2", "3")]));
        Assert.That(
            rejection.Problems.Select(p => p.Detail),
            Is.EqualTo(["The sale of \"T2\" has not started yet.", "The sale of \"T3\" has ended."])
        );
    }

    [Test]
    public void Every_hidden_ticket_is_reported_without_its_name()
    {
        var rejection = Reject(new(Ticket(1), 1), new(Ticket(2, t => t.IsHidden = true), 1));
        var problem = rejection.Problems.Single();
        Assert.That((rejection.Kind, problem.Pointer, problem.Id), Is.EqualTo((RejectionKind.Forbidden, "/tickets/1", "2")));
        Assert.That(problem.Detail, Is.EqualTo("Ticket 2 needs an access code."));
    }

    [TestCase(2, 2, null, 3, "Order at most 3 tickets of type \"T1\".")]
    [TestCase(1, 1, 3, null, "Order at least 3 tickets of type \"T1\".")]
    [TestCase(1, 2, 3, 3, null)]
    public void The_seats_of_one_ticket_in_two_lines_count_together(int first, int second, int? min, int? max, string? detail)
    {
        var ticket = Ticket(1, t => (t.MinOrder, t.MaxOrder) = (min, max));
        Assert.That(Find([new(ticket, first), new(ticket, second)])?.Problems[0].Detail, Is.EqualTo(detail));
    }

    [TestCase(0, "Order at least 1 tickets of type \"T1\".")]
    [TestCase(1, null)]
    public void A_ticket_without_a_minimum_needs_one_seat(int quantity, string? detail) =>
        Assert.That(Find([new(Ticket(1), quantity)])?.Problems[0].Detail, Is.EqualTo(detail));

    [Test]
    public void The_seats_of_an_order_are_limited_in_sum()
    {
        SeatRequest[] seats = [new(Ticket(1), SaleRules.MaxSeatsPerOrder), new(Ticket(2), 1)];
        Assert.That(Find(seats)?.Problems[0].Detail, Does.Contain("500"));
        Assert.That(Find(seats[..1]), Is.Null);
    }

    [Test]
    public void The_sum_of_seats_does_not_overflow() =>
        Assert.That(Find([new(Ticket(1), int.MaxValue), new(Ticket(2), int.MaxValue)])?.Kind, Is.EqualTo(RejectionKind.Invalid));

    [Test]
    public void An_event_that_is_over_is_named_first()
    {
        var rejection = Assert.Throws<RejectedException>(() => SaleRules.RequireOpen([Ticket(1)], new Event { EndsAt = Now }, Now, "/x"))!;
        Assert.That(
            (rejection.Kind, rejection.Problems[0].Pointer, rejection.Message),
            Is.EqualTo((RejectionKind.Conflict, "/x", "The event is over."))
        );
        var unpaid = Assert.Throws<RejectedException>(() =>
            SaleRules.RequireOpen([Ticket(1), Ticket(2, t => t.Type = "donation")], new Event { EndsAt = Now.AddDays(1) }, Now, "/x")
        )!;
        Assert.That(unpaid.Message, Does.StartWith("\"T2\" costs money"));
    }

    private static RejectedException Reject(params SeatRequest[] seats) => Find(seats)!;

    private static RejectedException? Find(SeatRequest[] seats)
    {
        try
        {
            var e = new Event { State = EventState.Published, EndsAt = Now.AddDays(1) };
            SaleRules.Require(seats, e, isCoorganizer: false, new HashSet<long>(), Now, i => $"/tickets/{i}");
            return null;
        }
        catch (RejectedException rejection)
        {
            return rejection;
        }
    }

    private static Ticket Ticket(long id, Action<Ticket>? change = null)
    {
        var ticket = new Ticket
        {
            Id = id,
            Name = $"T{id}",
            Type = "free",
            SalesStartsAt = Now,
            SalesEndsAt = Now.AddDays(1),
        };
        change?.Invoke(ticket);
        return ticket;
    }
}
