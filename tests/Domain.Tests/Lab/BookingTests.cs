using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;
using OpenEvent.Domain.Tests.Identity;

namespace OpenEvent.Domain.Tests.Lab;

public class BookingTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 10, 7, 0, TimeSpan.Zero);
    private static readonly BookingRules Rules = new(TimeSpan.FromHours(2), 3, TimeSpan.FromDays(14));
    private static readonly BookingPolicy Policy = new();
    private static readonly Actor Jane = new(1),
        Joe = new(2),
        Admin = new(9, IsAdmin: true);

    [TestCase(0, 30)]
    [TestCase(15, 15)]
    [TestCase(60, 120)]
    public void A_booking_of_whole_quarter_hours_is_accepted(int from, int minutes) =>
        Rules.Require(CreateBooking(from, minutes), Now, isStaff: false);

    [TestCase(7, 30, "starts-at", "quarter")]
    [TestCase(15, 20, "ends-at", "quarter")]
    [TestCase(15, 0, "ends-at", "after")]
    [TestCase(15, -15, "ends-at", "after")]
    [TestCase(15, 135, "ends-at", "120 minutes")]
    [TestCase(-60, 30, "ends-at", "in the future")]
    [TestCase(-15, 60, "starts-at", "current quarter")]
    [TestCase(60 * 24 * 15, 30, "starts-at", "14 days")]
    public void Other_times_are_rejected_with_a_pointer(int from, int minutes, string field, string word)
    {
        var rejection = Assert.Throws<RejectedException>(() => Rules.Require(CreateBooking(from, minutes), Now, isStaff: false))!;
        Assert.That(rejection.Kind, Is.EqualTo(RejectionKind.Invalid));
        Assert.That(rejection.Problems.Where(p => p.Pointer == $"/data/attributes/{field}").Select(p => p.Detail), Has.Some.Contains(word));
    }

    [Test]
    public void Staff_may_book_longer() => Assert.DoesNotThrow(() => Rules.Require(CreateBooking(15, 240), Now, isStaff: true));

    [Test]
    public void Moving_a_booking_keeps_the_overlapping_slots()
    {
        var booking = CreateBooking(15, 45);
        booking.UpdateSlots(BookingRules.SlotLength);
        var before = booking.Slots.ToList();
        booking.StartsAt += BookingRules.SlotLength;
        booking.EndsAt += BookingRules.SlotLength;
        booking.UpdateSlots(BookingRules.SlotLength);
        Assert.That(
            booking.Slots.Select(s => s.StartsAt),
            Is.EquivalentTo(
                Items(booking.StartsAt, booking.StartsAt + BookingRules.SlotLength, booking.StartsAt + (BookingRules.SlotLength * 2))
            )
        );
        Assert.That(before.Count(booking.Slots.Contains), Is.EqualTo(2));
    }

    [Test]
    public void Signed_in_users_see_bookings_and_only_the_holder_and_staff_see_by_whom()
    {
        var booking = new Booking { UserId = 1 };
        var sees = Items(Actor.Anonymous, Jane, Joe, Admin)
            .Select(a => (Policy.Visible(a).Compile()(booking), Policy.CanSeePrivate(a, booking)));
        Assert.That(sees, Is.EqualTo(Items((false, false), (true, true), (true, false), (true, true))));
    }

    [TestCase(1, true)]
    [TestCase(2, false)]
    [TestCase(9, true)]
    public void Only_the_holder_and_staff_move_or_cancel_a_booking(long userId, bool allowed)
    {
        var actor = userId == 9 ? Admin : new Actor(userId);
        var booking = new Booking { UserId = 1 };
        Assert.That(
            Policy.Update(actor, booking, TestChanges.To<Booking>(nameof(Booking.EndsAt), "ends-at")).IsAllowed,
            Is.EqualTo(allowed)
        );
        Assert.That(Policy.Delete(actor, booking).IsAllowed, Is.EqualTo(allowed));
    }

    [Test]
    public void The_device_of_a_booking_cannot_be_changed() =>
        Assert.That(
            Policy.Update(Jane, new Booking { UserId = 1 }, TestChanges.To<Booking>(nameof(Booking.Device), "device")).Field,
            Is.EqualTo("device")
        );

    [Test]
    public void Booking_a_device_requires_sign_in() => Assert.That(Policy.Create(Actor.Anonymous, new Booking()).IsAllowed, Is.False);

    [Test]
    public void Only_the_caller_and_staff_see_a_call()
    {
        var policy = new LabCallPolicy();
        var mine = new LabCall { UserId = 1 };
        var withoutUser = new LabCall { UserId = null };
        Assert.That(
            Items(Actor.Anonymous, Jane, Joe, Admin).Select(a => policy.Visible(a).Compile()(mine)),
            Is.EqualTo(Items(false, true, false, true))
        );
        Assert.That(
            policy.Visible(Actor.Anonymous).Compile()(withoutUser),
            Is.False,
            "anonymous users do not see calls of deleted accounts"
        );
        Assert.That(LabCallPolicy.UseLab(Actor.Anonymous).IsAllowed, Is.False);
    }

    /// <summary>
    /// Creates a booking that begins <paramref name="from"/> minutes after 10:00; the current quarter of an hour began then.
    /// </summary>
    private static Booking CreateBooking(int from, int minutes) =>
        new()
        {
            Device = "main",
            StartsAt = Now.AddMinutes(from - 7),
            EndsAt = Now.AddMinutes(from - 7 + minutes),
        };

    private static T[] Items<T>(params T[] items) => items;
}
