using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

public class AttendeePolicyTests
{
    private const long Event = 3;

    private static Actor Who(string name) =>
        name switch
        {
            "admin" => new(11, IsAdmin: true, IsVerified: true),
            "co-organizer" => new(20, IsVerified: true) { Roles = [new(Event, EventRole.Coorganizer)] },
            "registrar" => new(20, IsVerified: true) { Roles = [new(Event, EventRole.Registrar)] },
            "owner of another event" => new(30, IsVerified: true) { Roles = [new(99, EventRole.Owner)] },
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
    [TestCase("nobody", false)]
    public void Who_prints_a_ticket(string name, bool may) => Assert.That(AttendeePolicy.Print(Who(name), Ann).Allowed, Is.EqualTo(may));

    [TestCase("admin", true)]
    [TestCase("co-organizer", true)]
    [TestCase("registrar", true)]
    [TestCase("buyer", true)]
    [TestCase("attendee", true)]
    [TestCase("unverified attendee", false)]
    [TestCase("owner of another event", false)]
    [TestCase("stranger", false)]
    [TestCase("nobody", false)]
    public void Who_sees_an_attendee(string name, bool sees) =>
        Assert.That(new AttendeePolicy().Visible(Who(name)).Compile()(Ann), Is.EqualTo(sees));

    [TestCase("admin", true)]
    [TestCase("registrar", true)]
    [TestCase("buyer", false)]
    [TestCase("attendee", false)]
    [TestCase("stranger", false)]
    public void Who_takes_a_seat_back(string name, bool may) =>
        Assert.That(new AttendeePolicy().Delete(Who(name), Ann).Allowed, Is.EqualTo(may));
}
