using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

/// <summary>What a request with a code can see, exactly while <see cref="CodeRules.FindProblem"/> finds no problem with the code.</summary>
public class SuppliedCodeTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private static IEnumerable<(bool Active, DateTimeOffset? From, DateTimeOffset? Till, DateTimeOffset Ends)> Codes() =>
        from active in (bool[])[true, false]
        from at in (TimeSpan?[])[null, -Tick, TimeSpan.Zero, Tick]
        from until in (TimeSpan?[])[null, -Tick, TimeSpan.Zero, Tick]
        from ends in (TimeSpan[])[-Tick, TimeSpan.Zero, Tick]
        select (active, Now + at, Now + until, Now + ends);

    private static Event PublishedEvent(DateTimeOffset ends) =>
        new()
        {
            Id = 1,
            State = EventState.Published,
            EndsAt = ends,
        };

    private static Actor ActorWithCode(string? text = "OPEN", long? id = null) =>
        Actor.Anonymous with
        {
            SuppliedCode = new SuppliedCode(id, text, Now),
        };

    private static AccessCode CreateAccessCode(Event e, bool active = true, DateTimeOffset? from = null, DateTimeOffset? until = null) =>
        new()
        {
            Id = 7,
            Code = "OPEN",
            Event = e,
            EventId = e.Id,
            IsActive = active,
            ValidFrom = from ?? Now,
            ValidTill = until,
        };

    private static Ticket HiddenTicket(AccessCode code)
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

    private static bool CanSee<T>(Policy<T> policy, T row, Actor actor)
        where T : Entity => policy.Visible(actor).Compile()(row);

    [TestCaseSource(nameof(Codes))]
    public void A_supplied_code_and_its_hidden_tickets_are_visible_exactly_while_it_is_valid(
        (bool Active, DateTimeOffset? From, DateTimeOffset? Till, DateTimeOffset Ends) code
    )
    {
        var e = PublishedEvent(code.Ends);
        var access = CreateAccessCode(e, code.Active, code.From, code.Till);
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
        var isValid = CodeRules.FindProblem(discount, e, Now) is null;
        Assert.That(CanSee(new AccessCodePolicy(), access, ActorWithCode()), Is.EqualTo(isValid));
        Assert.That(CanSee(new DiscountCodePolicy(), discount, ActorWithCode()), Is.EqualTo(isValid));
        Assert.That(CanSee(new TicketPolicy(), HiddenTicket(access), ActorWithCode()), Is.EqualTo(isValid));
        Assert.That(CanSee(new TicketPolicy(), HiddenTicket(access), ActorWithCode(null, access.Id)), Is.EqualTo(isValid));
    }

    [Test]
    public void A_wrong_code_unlocks_nothing()
    {
        var access = CreateAccessCode(PublishedEvent(Now.AddDays(1)));
        foreach (var actor in (Actor[])[Actor.Anonymous, new Actor(5), ActorWithCode("open"), ActorWithCode(null, 8), ActorWithCode(null)])
        {
            Assert.That(CanSee(new AccessCodePolicy(), access, actor), Is.False, $"{actor.SuppliedCode}");
            Assert.That(CanSee(new TicketPolicy(), HiddenTicket(access), actor), Is.False, $"{actor.SuppliedCode}");
        }
    }

    [Test]
    public void A_buyer_who_used_a_code_sees_it_but_cannot_change_it()
    {
        var e = PublishedEvent(Now.AddDays(1));
        var access = CreateAccessCode(e, active: false);
        var discount = new DiscountCode
        {
            UsedFor = DiscountCode.ForTicket,
            Event = e,
            EventId = e.Id,
        };
        var platformDiscount = new DiscountCode
        {
            UsedFor = DiscountCode.ForEvent,
            Event = e,
            EventId = e.Id,
        };
        var buyer = new Actor(5, IsVerified: true);
        var other = new Actor(6, IsVerified: true);
        foreach (var orders in (List<Order>[])[access.Orders, discount.Orders, platformDiscount.Orders])
            orders.Add(new Order { UserId = 5 });
        Assert.That(
            (
                CanSee(new AccessCodePolicy(), access, buyer),
                CanSee(new AccessCodePolicy(), access, other),
                CanSee(new AccessCodePolicy(), access, Actor.Anonymous)
            ),
            Is.EqualTo((true, false, false))
        );
        Assert.That(
            (
                CanSee(new DiscountCodePolicy(), discount, buyer),
                CanSee(new DiscountCodePolicy(), discount, other),
                CanSee(new DiscountCodePolicy(), platformDiscount, buyer)
            ),
            Is.EqualTo((true, false, false))
        );
        Assert.That(
            (new DiscountCodePolicy().CanSeePrivate(buyer, discount), new AccessCodePolicy().CanSeePrivate(buyer, access)),
            Is.EqualTo((false, false)),
            "the marketer is private"
        );
        Assert.That(
            (
                new DiscountCodePolicy().Delete(buyer, discount).IsAllowed,
                new AccessCodePolicy().Update(buyer, access, Changes<AccessCode>.None).IsAllowed
            ),
            Is.EqualTo((false, false))
        );
    }

    [Test]
    public void A_code_id_unlocks_the_tickets_but_not_the_code() =>
        Assert.That(CanSee(new AccessCodePolicy(), CreateAccessCode(PublishedEvent(Now.AddDays(1))), ActorWithCode(null, 7)), Is.False);

    [Test]
    public void A_draft_event_and_a_deleted_code_unlock_nothing()
    {
        var draft = PublishedEvent(Now.AddDays(1));
        var deleted = CreateAccessCode(PublishedEvent(Now.AddDays(1)));
        draft.State = EventState.Draft;
        deleted.DeletedAt = Now;
        Assert.That(CanSee(new TicketPolicy(), HiddenTicket(CreateAccessCode(draft)), ActorWithCode()), Is.False);
        Assert.That(CanSee(new TicketPolicy(), HiddenTicket(deleted), ActorWithCode()), Is.False);
        Assert.That(
            CanSee(new TicketPolicy(), HiddenTicket(CreateAccessCode(PublishedEvent(Now.AddDays(1)))), ActorWithCode()),
            Is.True,
            "a valid code of a published event unlocks it"
        );
    }
}
