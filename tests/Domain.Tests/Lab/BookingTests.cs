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
    public void A_booking_of_whole_quarters_is_taken(int from, int minutes) => Rules.Require(Of(from, minutes), Now, isStaff: false);

    [TestCase(7, 30, "starts-at", "quarter")]
    [TestCase(15, 20, "ends-at", "quarter")]
    [TestCase(15, 0, "ends-at", "after")]
    [TestCase(15, -15, "ends-at", "after")]
    [TestCase(15, 135, "ends-at", "120 minutes")]
    [TestCase(-60, 30, "ends-at", "over")]
    [TestCase(-15, 60, "starts-at", "runs now")]
    [TestCase(60 * 24 * 15, 30, "starts-at", "14 days")]
    public void Other_times_are_refused_at_their_place(int from, int minutes, string field, string word)
    {
        var refused = Assert.Throws<Refused>(() => Rules.Require(Of(from, minutes), Now, isStaff: false))!;
        Assert.That(refused.Kind, Is.EqualTo(RefusalKind.Invalid));
        Assert.That(refused.Problems.Where(p => p.Pointer == $"/data/attributes/{field}").Select(p => p.Detail), Has.Some.Contains(word));
    }

    [Test]
    public void Staff_may_book_longer() => Assert.DoesNotThrow(() => Rules.Require(Of(15, 240), Now, isStaff: true));

    [Test]
    public void Moving_keeps_the_slots_that_stay()
    {
        var booking = Of(15, 45);
        booking.CoverSlots(BookingRules.Slot);
        var before = booking.Slots.ToList();
        booking.StartsAt += BookingRules.Slot;
        booking.EndsAt += BookingRules.Slot;
        booking.CoverSlots(BookingRules.Slot);
        Assert.That(
            booking.Slots.Select(s => s.StartsAt),
            Is.EquivalentTo(Items(booking.StartsAt, booking.StartsAt + BookingRules.Slot, booking.StartsAt + (BookingRules.Slot * 2)))
        );
        Assert.That(before.Count(booking.Slots.Contains), Is.EqualTo(2));
    }

    [Test]
    public void Who_is_signed_in_sees_that_a_device_is_booked_and_only_its_holder_and_staff_by_whom()
    {
        var booking = new Booking { UserId = 1 };
        var sees = Items(Actor.Anonymous, Jane, Joe, Admin)
            .Select(a => (Policy.Visible(a).Compile()(booking), Policy.SeesPrivate(a, booking)));
        Assert.That(sees, Is.EqualTo(Items((false, false), (true, true), (true, false), (true, true))));
    }

    [TestCase(1, true)]
    [TestCase(2, false)]
    [TestCase(9, true)]
    public void A_booking_is_its_holders_and_staffs_to_move_and_to_cancel(long who, bool allowed)
    {
        var (actor, booking) = (who == 9 ? Admin : new Actor(who), new Booking { UserId = 1 });
        Assert.That(Policy.Update(actor, booking, Touching.The<Booking>(nameof(Booking.EndsAt), "ends-at")).Allowed, Is.EqualTo(allowed));
        Assert.That(Policy.Delete(actor, booking).Allowed, Is.EqualTo(allowed));
    }

    [Test]
    public void A_booking_stays_with_its_device() =>
        Assert.That(
            Policy.Update(Jane, new Booking { UserId = 1 }, Touching.The<Booking>(nameof(Booking.Device), "device")).Field,
            Is.EqualTo("device")
        );

    [Test]
    public void Nobody_books_without_signing_in() => Assert.That(Policy.Create(Actor.Anonymous, new Booking()).Allowed, Is.False);

    [Test]
    public void Calls_are_seen_by_their_caller_and_staff()
    {
        var (policy, mine, lost) = (new LabCallPolicy(), new LabCall { UserId = 1 }, new LabCall { UserId = null });
        Assert.That(
            Items(Actor.Anonymous, Jane, Joe, Admin).Select(a => policy.Visible(a).Compile()(mine)),
            Is.EqualTo(Items(false, true, false, true))
        );
        Assert.That(policy.Visible(Actor.Anonymous).Compile()(lost), Is.False, "a removed account's calls are no visitor's");
        Assert.That(LabCallPolicy.Use(Actor.Anonymous).Allowed, Is.False);
    }

    /// <summary>From 10:00, whose quarter runs.</summary>
    private static Booking Of(int from, int minutes) =>
        new()
        {
            Device = "main",
            StartsAt = Now.AddMinutes(from - 7),
            EndsAt = Now.AddMinutes(from - 7 + minutes),
        };

    private static T[] Items<T>(params T[] items) => items;
}
