using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

public sealed class TicketRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private static IEnumerable<TestCaseData> Tickets()
    {
        yield return Case("", _ => { });
        yield return Case("sales-ends-at", t => t.SalesEndsAt = t.SalesStartsAt);
        yield return Case("", t => t.SalesEndsAt = Now.AddDays(1));
        yield return Case("sales-ends-at", t => t.SalesEndsAt = Now.AddDays(1).AddTicks(1));
        yield return Case("quantity", t => (t.Quantity, t.MinOrder, t.MaxOrder) = (0, null, null));
        yield return Case("", t => (t.Quantity, t.MinOrder, t.MaxOrder) = (1, 1, 1));
        yield return Case("", t => (t.Quantity, t.MinOrder, t.MaxOrder) = (null, 5, 5));
        yield return Case("min-order", t => t.MinOrder = 0);
        yield return Case("max-order", t => (t.MinOrder, t.MaxOrder) = (null, 0));
        yield return Case("max-order", t => (t.MinOrder, t.MaxOrder) = (3, 2));
        yield return Case("", t => (t.MinOrder, t.MaxOrder) = (2, 2));
        yield return Case("quantity", t => (t.Quantity, t.MinOrder, t.MaxOrder) = (4, 5, null));
        yield return Case("quantity", t => (t.Quantity, t.MinOrder, t.MaxOrder) = (4, 1, 5));
        yield return Case("price", t => t.Price = -1);
        yield return Case("price", t => t.Price = 0);
        yield return Case("price", t => t.Price = null);
        yield return Case("", t => (t.Type, t.Price) = ("free", 0));
        yield return Case("min-price", t => (t.Type, t.MinPrice) = ("donation", -1));
        yield return Case("max-price", t => (t.Type, t.MinPrice, t.MaxPrice) = ("donation", 2, 1));
        yield return Case("", t => (t.Type, t.MinPrice, t.MaxPrice) = ("donation", 2, 2));
        yield return Case("", t => (t.MinPrice, t.MaxPrice) = (2, 1));
        yield return Case("max-price", t => t.MaxPrice = -1);
        yield return Case("", t => t.MaxPrice = 0);
        yield return Case("price", t => t.Price = 1.005m);
        yield return Case("min-price", t => t.MinPrice = 1.005m);
        yield return Case("max-price", t => t.MaxPrice = 1.005m);
        yield return Case("sales-ends-at quantity price", t => (t.SalesEndsAt, t.Quantity, t.Price) = (Now, 1, -1));
    }

    private static TestCaseData Case(string fields, Action<Ticket> change) => new(fields, change);

    [TestCaseSource(nameof(Tickets))]
    public void A_ticket_that_breaks_a_rule_is_rejected_at_the_field(string fields, Action<Ticket> change)
    {
        var ticket = TicketOf("paid");
        change(ticket);
        var problems = TicketRules.FindProblems(ticket, EventOf());
        Assert.That(string.Join(' ', problems.Select(p => p.Name).Distinct()), Is.EqualTo(fields));
        Assert.That(problems.Select(p => p.Detail), Is.All.Not.Empty);
        if (fields.Length == 0)
            Assert.DoesNotThrow(() => TicketRules.Require(ticket, EventOf()));
        else
            Assert.That(
                Assert.Throws<RejectedException>(() => TicketRules.Require(ticket, EventOf()))!.Problems.Select(p => p.Pointer),
                Is.EqualTo(problems.Select(p => $"/data/attributes/{p.Name}"))
            );
    }

    [TestCase("paid", false, "type")]
    [TestCase("donation", false, "type")]
    [TestCase("free", false, "")]
    [TestCase("paid", true, "")]
    public void A_ticket_that_costs_money_needs_an_event_that_takes_payments(string type, bool takesPayments, string fields)
    {
        var e = EventOf();
        e.CanPayByBank = takesPayments;
        Assert.That(string.Join(' ', TicketRules.FindProblems(TicketOf(type), e).Select(p => p.Name)), Is.EqualTo(fields));
        Assert.That(TicketRules.FindEventProblems(TicketOf(type), e).Select(p => p.EventName), Is.All.Null, "no single field of the event");
    }

    [Test]
    public void The_problem_of_an_event_names_the_ticket_and_the_field_of_the_event()
    {
        var ticket = TicketOf("paid");
        (ticket.SalesEndsAt, ticket.Price) = (Now.AddDays(2), 1.005m);
        var problems = TicketRules.FindEventProblems(ticket, EventOf()).ToList();
        Assert.That(problems.Select(p => p.EventName), Is.EqualTo(["ends-at", "payment-currency"]));
        Assert.That(problems.Select(p => p.EventDetail), Is.All.Contains("\"Seat\""));
    }

    private static Event EventOf() =>
        new()
        {
            EndsAt = Now.AddDays(1),
            CanPayByBank = true,
            PaymentCurrency = "EUR",
        };

    private static Ticket TicketOf(string type) =>
        new()
        {
            Name = "Seat",
            Type = type,
            Price = type == "paid" ? 10 : null,
            Quantity = 10,
            MinOrder = 1,
            MaxOrder = 10,
            SalesStartsAt = Now,
            SalesEndsAt = Now.AddHours(1),
        };
}
