using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Lab;
using OpenEvent.Domain.Tests.Common;

namespace OpenEvent.Domain.Tests.Lab;

/// <summary>The last time inside each limit of a booking, and the first outside.</summary>
public sealed class BookingLimitsTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 10, 0, 0, TimeSpan.Zero);
    private static readonly BookingRules Rules = new(TimeSpan.FromHours(2), 3, TimeSpan.FromDays(14));

    [TestCase(0, 24 * 60, null)]
    [TestCase(0, (24 * 60) + 15, "ends-at")]
    [TestCase(-15, 15, "ends-at", Description = "it ends now")]
    [TestCase(-15, 30, "starts-at", Description = "the previous quarter of an hour is over")]
    [TestCase(0, 15, null)]
    [TestCase(14 * 24 * 60, 15, null)]
    [TestCase((14 * 24 * 60) + 15, 15, "starts-at")]
    public void Staff_book_within_the_limits_of_a_device(int from, int minutes, string? field)
    {
        var booking = new Booking { StartsAt = Now.AddMinutes(from), EndsAt = Now.AddMinutes(from + minutes) };
        void Ask() => Rules.Require(booking, Now, isStaff: true);
        if (field is null)
            Assert.DoesNotThrow(Ask);
        else
            Assert.That(Assert.Throws<RejectedException>(Ask)!.Problems.Select(p => p.Pointer), Is.EqualTo([$"/data/attributes/{field}"]));
    }

    [Test]
    public void A_shorter_booking_gives_up_the_slot_at_its_end()
    {
        var booking = new Booking { StartsAt = Now, EndsAt = Now.AddMinutes(30) };
        booking.UpdateSlots(BookingRules.SlotLength);
        booking.EndsAt = Now.AddMinutes(15);
        booking.UpdateSlots(BookingRules.SlotLength);
        Assert.That(booking.Slots.Select(s => s.StartsAt), Is.EqualTo([Now]));
    }

    [Test]
    public void A_removed_job_is_no_longer_counted()
    {
        var queue = new TurnQueue<string>();
        queue.Enqueue(1, "a");
        queue.Enqueue(1, "b");
        Assert.That((queue.Remove(1, "a"), queue.Remove(1, "a"), queue.Remove(2, "b")), Is.EqualTo((true, false, false)));
        Assert.That((queue.Count, queue.UserCount, queue.Remove(1, "b"), queue.Count), Is.EqualTo((1, 1, true, 0)));
    }

    [Test]
    public void Signed_in_users_and_the_server_use_the_lab() =>
        Assert.That(TestActors.AllowedBy(LabCallPolicy.UseLab), Is.EqualTo(TestActors.SignedIn));
}
