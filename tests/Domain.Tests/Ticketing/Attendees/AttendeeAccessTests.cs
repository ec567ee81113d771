using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Tests.Common;
using OpenEvent.Domain.Tests.Identity;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

/// <summary>Who writes what of an attendee: user 1 is the buyer or the creator, and ann@example.org attends.</summary>
public sealed class AttendeeAccessTests
{
    private const string StaffAndUser = TestActors.Staff + " user";

    private static readonly AttendeePolicy Policy = new();

    [TestCase(OrderStatus.Initializing, StaffAndUser)]
    [TestCase(OrderStatus.Pending, TestActors.Staff)]
    [TestCase(OrderStatus.Completed, TestActors.Staff)]
    [TestCase(null, StaffAndUser)]
    public void The_buyer_fills_in_attendees_until_the_order_is_submitted(OrderStatus? status, string allowed)
    {
        Assert.That(TestActors.AllowedBy(a => Policy.Update(a, AttendeeIn(status), To(nameof(Attendee.City)))), Is.EqualTo(allowed));
        Assert.That(
            TestActors.AllowedBy(a => Policy.Update(a, AttendeeIn(status), Changes<Attendee>.None)),
            Is.EqualTo(TestActors.Everyone),
            "nothing changes"
        );
    }

    [TestCase(nameof(Attendee.IsCheckedIn))]
    [TestCase(nameof(Attendee.IsCheckedOut))]
    [TestCase(nameof(Attendee.IsRegistered))]
    [TestCase(nameof(Attendee.CheckinTimes))]
    [TestCase(nameof(Attendee.CheckoutTimes))]
    [TestCase(nameof(Attendee.RegisterTimes))]
    [TestCase(nameof(Attendee.DeviceNameCheckin))]
    [TestCase(nameof(Attendee.IsBadgePrinted))]
    [TestCase(nameof(Attendee.BadgePrintedAt))]
    [TestCase(nameof(Attendee.Ticket))]
    [TestCase(nameof(Attendee.Event))]
    public void The_buyer_does_not_change_the_fields_of_check_in_and_of_the_server(string member)
    {
        var attendee = AttendeeIn(OrderStatus.Initializing);
        Assert.That(TestActors.AllowedBy(a => Policy.Update(a, attendee, To(member))), Is.EqualTo(TestActors.Staff));
        Assert.That(Policy.Update(TestActors.Named("user"), attendee, To(member)).Field, Is.EqualTo(member));
    }

    [TestCase(nameof(Attendee.Order), "order")]
    [TestCase(nameof(Attendee.DeletedAt), "deleted-at")]
    public void Nobody_moves_or_restores_an_attendee(string member, string field)
    {
        var attendee = AttendeeIn(OrderStatus.Initializing);
        Assert.That(TestActors.AllowedBy(a => Policy.Update(a, attendee, To(member))), Is.Empty);
        Assert.That(Policy.Update(TestActors.Named("admin"), attendee, To(member)).Field, Is.EqualTo(field));
    }

    [Test]
    public void Signed_in_users_create_attendees_without_an_order()
    {
        Assert.That(TestActors.AllowedBy(a => Policy.Create(a, new Attendee())), Is.EqualTo(TestActors.SignedIn));
        Assert.That(TestActors.AllowedBy(a => Policy.Create(a, new Attendee { OrderId = 7 })), Is.Empty);
        Assert.That(Policy.Create(TestActors.Named("admin"), new Attendee { OrderId = 7 }).Field, Is.EqualTo("order"));
    }

    [Test]
    public void The_creator_and_the_team_put_an_attendee_into_an_order()
    {
        const string Allowed = TestActors.Coorganizers + " user";
        Assert.That(TestActors.AllowedBy(a => AttendeePolicy.AddToOrder(a, AttendeeIn(null))), Is.EqualTo(Allowed));
        Assert.That(AttendeePolicy.AddToOrder(TestActors.Named("stranger"), AttendeeIn(null)).Field, Is.EqualTo("attendees"));
        Assert.That(TestActors.AllowedBy(a => Policy.Delete(a, AttendeeIn(null))), Is.EqualTo(TestActors.Registrars + " user"));
        Assert.That(TestActors.AllowedBy(a => Policy.Delete(a, AttendeeIn(OrderStatus.Initializing))), Is.EqualTo(TestActors.Registrars));
    }

    [Test]
    public void An_attendee_without_an_order_is_visible_to_the_creator_and_the_check_in_team()
    {
        Assert.That(TestActors.Where(a => Policy.CanSee(a, AttendeeIn(null))), Is.EqualTo(TestActors.Registrars + " user"));
        Assert.That(
            TestActors.Where(a => Policy.CanSee(a, AttendeeIn(OrderStatus.Placed))),
            Is.EqualTo(TestActors.Registrars + " user addressee")
        );
        Assert.That(
            TestActors.AllowedBy(a => AttendeePolicy.GetTicketPdf(a, AttendeeIn(null))),
            Is.EqualTo(TestActors.Coorganizers + " user addressee")
        );
    }

    [TestCase("Ann", "Lee", "Ann Lee")]
    [TestCase("Ann", null, "Ann")]
    [TestCase(null, "Lee", "Lee")]
    [TestCase(null, null, "")]
    public void The_full_name_is_what_is_known_of_it(string? first, string? last, string name) =>
        Assert.That(new Attendee { Firstname = first, Lastname = last }.FullName, Is.EqualTo(name));

    private static Changes<Attendee> To(string member) => TestChanges.To<Attendee>(member, member);

    private static Attendee AttendeeIn(OrderStatus? status) =>
        new()
        {
            EventId = TestActors.EventId,
            Email = TestActors.Email,
            CreatorId = status is null ? TestActors.UserId : 77,
            Order = status is { } s ? new Order { UserId = TestActors.UserId, Status = s } : null,
        };
}
