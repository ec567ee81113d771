using NUnit.Framework;
using OpenEvent.Application.Platform;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Tests.Platform;

public sealed class UploadSlotsTests
{
    [Test]
    public void A_user_has_two_uploads_at_a_time()
    {
        var slots = new UploadSlots();
        var first = slots.Take(1);
        slots.Take(1);
        Assert.That(() => slots.Take(1), Throws.TypeOf<RejectedException>());
        Assert.That(() => slots.Take(2), Throws.Nothing, "another user");
        first.Dispose();
        first.Dispose();
        Assert.That(() => slots.Take(1), Throws.Nothing);
        Assert.That(() => slots.Take(1), Throws.TypeOf<RejectedException>(), "a slot is free once");
    }

    [Test]
    public void Users_without_a_verified_address_leave_slots_for_the_others()
    {
        var slots = new UploadSlots();
        for (var user = 1; user <= 4; user++)
            slots.Take(user, isVerified: false);
        Assert.That(() => slots.Take(5, isVerified: false), Throws.TypeOf<RejectedException>());
        Assert.That(() => slots.Take(6, isVerified: true), Throws.Nothing);
    }

    [Test]
    public void A_server_has_eight_uploads_at_a_time()
    {
        var slots = new UploadSlots();
        for (var user = 1; user <= 8; user++)
            slots.Take(user);
        Assert.That(
            () => slots.Take(9),
            Throws.TypeOf<RejectedException>().With.Property(nameof(RejectedException.RetryAfter)).EqualTo(TimeSpan.FromSeconds(2))
        );
    }
}
