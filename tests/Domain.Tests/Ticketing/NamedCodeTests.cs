using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

/// <summary>What a code opens for who names it: as long as <see cref="CodeRules.Objection"/> has none, and not a moment longer.</summary>
public class NamedCodeTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private static IEnumerable<(bool Active, DateTimeOffset? From, DateTimeOffset? Till, DateTimeOffset Ends)> Codes() =>
        from active in (bool[])[true, false]
        from at in (TimeSpan?[])[null, -Tick, TimeSpan.Zero, Tick]
        from till in (TimeSpan?[])[null, -Tick, TimeSpan.Zero, Tick]
        from ends in (TimeSpan[])[-Tick, TimeSpan.Zero, Tick]
        select (active, Now + at, Now + till, Now + ends);

    private static Event Fair(DateTimeOffset ends) =>
        new()
        {
            Id = 1,
            State = EventState.Published,
            EndsAt = ends,
        };

    private static Actor Naming(string? text = "OPEN", long? id = null) =>
        Actor.Anonymous with
        {
            NamedCode = new NamedCode(id, text, Now),
        };

    private static AccessCode Access(Event e, bool active = true, DateTimeOffset? from = null, DateTimeOffset? till = null) =>
        new()
        {
            Id = 7,
            Code = "OPEN",
            Event = e,
            EventId = e.Id,
            IsActive = active,
            ValidFrom = from ?? Now,
            ValidTill = till,
        };

    private static Ticket Hidden(AccessCode code)
    {
        var ticket = new Ticket
        {
            Id = 3,
            Event = code.Event,
            EventId = code.EventId,
            IsHidden = true,
        };
        ticket.AccessCodes.Add(
            new AccessCodeTicket
            {
                AccessCode = code,
                AccessCodeId = code.Id,
                Ticket = ticket,
                TicketId = ticket.Id,
            }
        );
        return ticket;
    }

    private static bool Sees<T>(Policy<T> policy, T row, Actor actor)
        where T : Entity => policy.Visible(actor).Compile()(row);

    [TestCaseSource(nameof(Codes))]
    public void A_named_code_and_its_hidden_tickets_are_seen_exactly_while_it_is_good(
        (bool Active, DateTimeOffset? From, DateTimeOffset? Till, DateTimeOffset Ends) code
    )
    {
        var e = Fair(code.Ends);
        var access = Access(e, code.Active, code.From, code.Till);
        var discount = new DiscountCode
        {
            Code = "OPEN",
            UsedFor = DiscountCode.ForTicket,
            Event = e,
            EventId = e.Id,
            IsActive = code.Active,
            ValidFrom = code.From,
            ValidTill = code.Till,
        };
        var good = CodeRules.Objection(discount, e, Now) is null;
        Assert.That(Sees(new AccessCodePolicy(), access, Naming()), Is.EqualTo(good));
        Assert.That(Sees(new DiscountCodePolicy(), discount, Naming()), Is.EqualTo(good));
        Assert.That(Sees(new TicketPolicy(), Hidden(access), Naming()), Is.EqualTo(good));
        Assert.That(Sees(new TicketPolicy(), Hidden(access), Naming(null, access.Id)), Is.EqualTo(good));
    }

    [Test]
    public void Another_name_opens_nothing()
    {
        var access = Access(Fair(Now.AddDays(1)));
        foreach (var actor in (Actor[])[Actor.Anonymous, new Actor(5), Naming("open"), Naming(null, 8), Naming(null)])
        {
            Assert.That(Sees(new AccessCodePolicy(), access, actor), Is.False, $"{actor.NamedCode}");
            Assert.That(Sees(new TicketPolicy(), Hidden(access), actor), Is.False, $"{actor.NamedCode}");
        }
    }

    [Test]
    public void Who_has_an_order_by_a_code_sees_it_and_does_not_change_it()
    {
        var e = Fair(Now.AddDays(1));
        var (access, discount, platforms) = (
            Access(e, active: false),
            new DiscountCode
            {
                UsedFor = DiscountCode.ForTicket,
                Event = e,
                EventId = e.Id,
            },
            new DiscountCode
            {
                UsedFor = DiscountCode.ForEvent,
                Event = e,
                EventId = e.Id,
            }
        );
        var (buyer, other) = (new Actor(5, IsVerified: true), new Actor(6, IsVerified: true));
        foreach (var orders in (List<Order>[])[access.Orders, discount.Orders, platforms.Orders])
            orders.Add(new Order { UserId = 5 });
        Assert.That(
            (
                Sees(new AccessCodePolicy(), access, buyer),
                Sees(new AccessCodePolicy(), access, other),
                Sees(new AccessCodePolicy(), access, Actor.Anonymous)
            ),
            Is.EqualTo((true, false, false))
        );
        Assert.That(
            (
                Sees(new DiscountCodePolicy(), discount, buyer),
                Sees(new DiscountCodePolicy(), discount, other),
                Sees(new DiscountCodePolicy(), platforms, buyer)
            ),
            Is.EqualTo((true, false, false))
        );
        Assert.That(
            (new DiscountCodePolicy().SeesPrivate(buyer, discount), new AccessCodePolicy().SeesPrivate(buyer, access)),
            Is.EqualTo((false, false)),
            "not who hands it out"
        );
        Assert.That(
            (
                new DiscountCodePolicy().Delete(buyer, discount).Allowed,
                new AccessCodePolicy().Update(buyer, access, Changes<AccessCode>.None).Allowed
            ),
            Is.EqualTo((false, false))
        );
    }

    [Test]
    public void An_id_opens_the_tickets_and_not_the_code() =>
        Assert.That(Sees(new AccessCodePolicy(), Access(Fair(Now.AddDays(1))), Naming(null, 7)), Is.False);

    [Test]
    public void A_draft_and_a_deleted_code_open_nothing()
    {
        var (draft, deleted) = (Fair(Now.AddDays(1)), Access(Fair(Now.AddDays(1))));
        draft.State = EventState.Draft;
        deleted.DeletedAt = Now;
        Assert.That(Sees(new TicketPolicy(), Hidden(Access(draft)), Naming()), Is.False);
        Assert.That(Sees(new TicketPolicy(), Hidden(deleted), Naming()), Is.False);
        Assert.That(Sees(new TicketPolicy(), Hidden(Access(Fair(Now.AddDays(1)))), Naming()), Is.True, "the control");
    }
}
