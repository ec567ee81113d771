using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Tests.Common;
using OpenEvent.Domain.Tests.Identity;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

/// <summary>Who sees tickets. User 1 has bought one for ann@example.org.</summary>
public sealed class TicketPolicyTests
{
    private const string TeamAndHolders = TestActors.Coorganizers + " user addressee";

    private static readonly TicketPolicy Policy = new();

    [TestCase(EventState.Published, false, TestActors.Everyone)]
    [TestCase(EventState.Published, true, TeamAndHolders)]
    [TestCase(EventState.Draft, false, TeamAndHolders)]
    [TestCase(EventState.Draft, true, TeamAndHolders)]
    public void Hidden_tickets_are_visible_to_the_team_and_to_their_holders(EventState state, bool isHidden, string expected)
    {
        var ticket = TicketOf(state, isHidden);
        Assert.That(TestActors.Where(a => Policy.CanSee(a, ticket)), Is.EqualTo(expected));
        Assert.That(TestActors.Where(a => Policy.CanSee(WithOtherCode(a), ticket)), Is.EqualTo(expected), "with a code of something else");
    }

    [Test]
    public void Tickets_of_a_deleted_event_are_hidden_from_everyone()
    {
        var ticket = TicketOf(EventState.Published, isHidden: false);
        ticket.Event.DeletedAt = DateTimeOffset.UnixEpoch;
        Assert.That(TestActors.Where(a => Policy.CanSee(a, ticket) || Policy.CanSee(WithOtherCode(a), ticket)), Is.Empty);
    }

    [Test]
    public void A_deleted_attendee_and_one_without_an_order_do_not_see_a_hidden_ticket()
    {
        foreach (var change in new Action<Attendee>[] { a => a.DeletedAt = DateTimeOffset.UnixEpoch, a => a.Order = null })
        {
            var ticket = TicketOf(EventState.Published, isHidden: true);
            change(ticket.Attendees[0]);
            Assert.That(TestActors.Where(a => Policy.CanSee(a, ticket)), Is.EqualTo(TestActors.Coorganizers));
            Assert.That(TestActors.Where(a => Policy.CanSee(WithOtherCode(a), ticket)), Is.EqualTo(TestActors.Coorganizers));
        }
    }

    [Test]
    public void The_check_in_team_sees_the_attendees_of_a_ticket()
    {
        var ticket = TicketOf(EventState.Published, isHidden: false);
        Assert.That(TestActors.Where(a => Policy.CanSeePrivate(a, ticket)), Is.EqualTo(TestActors.Registrars));
        Assert.That(TestActors.Where(a => Policy.PrivateTo(a)?.Compile()(ticket) == true), Is.EqualTo(TestActors.Registrars));
    }

    private static Actor WithOtherCode(Actor actor) => actor with { SuppliedCode = new SuppliedCode(8, "OTHER", DateTimeOffset.UnixEpoch) };

    private static Ticket TicketOf(EventState state, bool isHidden)
    {
        var ticket = new Ticket
        {
            EventId = TestActors.EventId,
            Event = new Event { State = state },
            IsHidden = isHidden,
        };
        ticket.Attendees.Add(
            new Attendee
            {
                Email = TestActors.Email,
                Order = new Order { UserId = TestActors.UserId },
            }
        );
        return ticket;
    }
}
