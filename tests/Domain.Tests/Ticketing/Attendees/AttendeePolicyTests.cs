using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

public class AttendeePolicyTests
{
    private const long Event = 3;

    private static Actor ActorNamed(string name) =>
        name switch
        {
            "admin" => new(11, IsAdmin: true, IsVerified: true),
            "co-organizer" => new(20, IsVerified: true) { Roles = [new(Event, TeamRole.Coorganizer)] },
            "registrar" => new(20, IsVerified: true) { Roles = [new(Event, TeamRole.Registrar)] },
            "owner of another event" => new(30, IsVerified: true) { Roles = [new(99, TeamRole.Owner)] },
            "buyer" => new(1, "buyer@example.org", IsVerified: true),
            "attendee" => new(2, "ann@example.org", IsVerified: true),
            "unverified attendee" => new(2, "ann@example.org"),
            "stranger" => new(5, "eve@example.org", IsVerified: true),
            _ => Actor.Anonymous,
        };

    private static Attendee Ann =>
        new()
        {
            Id = 4,
            EventId = Event,
            Email = "ann@example.org",
            OrderId = 7,
            Order = new Order
            {
                Id = 7,
                EventId = Event,
                UserId = 1,
                Status = OrderStatus.Completed,
            },
        };

    [TestCase("admin", true)]
    [TestCase("co-organizer", true)]
    [TestCase("buyer", true)]
    [TestCase("attendee", true)]
    [TestCase("registrar", false)]
    [TestCase("unverified attendee", false)]
    [TestCase("owner of another event", false)]
    [TestCase("stranger", false)]
    [TestCase("visitor", false)]
    public void The_event_team_the_buyer_and_the_attendee_get_the_ticket_pdf(string name, bool isAllowed) =>
        Assert.That(AttendeePolicy.GetTicketPdf(ActorNamed(name), Ann).IsAllowed, Is.EqualTo(isAllowed));

    [TestCase("admin", true)]
    [TestCase("co-organizer", true)]
    [TestCase("registrar", true)]
    [TestCase("buyer", true)]
    [TestCase("attendee", true)]
    [TestCase("unverified attendee", false)]
    [TestCase("owner of another event", false)]
    [TestCase("stranger", false)]
    [TestCase("visitor", false)]
    public void The_check_in_team_the_buyer_and_the_attendee_see_an_attendee(string name, bool isVisible) =>
        Assert.That(new AttendeePolicy().Visible(ActorNamed(name)).Compile()(Ann), Is.EqualTo(isVisible));

    [TestCase("admin", true)]
    [TestCase("registrar", true)]
    [TestCase("buyer", false)]
    [TestCase("attendee", false)]
    [TestCase("stranger", false)]
    public void Only_the_check_in_team_deletes_an_attendee_of_an_order(string name, bool isAllowed) =>
        Assert.That(new AttendeePolicy().Delete(ActorNamed(name), Ann).IsAllowed, Is.EqualTo(isAllowed));
}
