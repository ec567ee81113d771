using NUnit.Framework;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Tests.Badges;

public sealed class PreviewSlotsTests
{
    [Test]
    public void A_user_has_one_preview_at_a_time()
    {
        var slots = new PreviewSlots();
        var first = slots.Take(1);
        Assert.That(() => slots.Take(1), Throws.TypeOf<RejectedException>());
        first.Dispose();
        var second = slots.Take(1);
        first.Dispose();
        Assert.That(() => slots.Take(1), Throws.TypeOf<RejectedException>(), "a slot is free once");
        second.Dispose();
    }

    [Test]
    public void A_server_renders_two_previews_at_a_time()
    {
        var slots = new PreviewSlots();
        slots.Take(1);
        slots.Take(2);
        Assert.That(
            () => slots.Take(3),
            Throws.TypeOf<RejectedException>().With.Property(nameof(RejectedException.RetryAfter)).EqualTo(TimeSpan.FromSeconds(2))
        );
    }
}
