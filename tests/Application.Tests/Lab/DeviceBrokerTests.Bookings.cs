using NUnit.Framework;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Tests.Lab;

/// <summary>Tests of a booked device.</summary>
public sealed partial class DeviceBrokerTests
{
    [Test]
    public async Task A_booking_keeps_its_holders_settings_until_it_ends()
    {
        _broker.Start();
        await CallAsync(1, "a", default, new BookedPeriod(1, _clock.GetUtcNow(), _clock.GetUtcNow().AddMinutes(30)));
        await AdvanceAsync(TimeSpan.FromMinutes(29));
        Assert.That(Log()[^1], Is.EqualTo("a"));
        await AdvanceAsync(TimeSpan.FromMinutes(2));
        await WaitUntilAsync(() => Log()[^1] == "safe");
    }

    [Test]
    public async Task The_holder_of_a_running_booking_has_exclusive_use_while_active()
    {
        _broker.Start();
        var mine = new BookedPeriod(1, _clock.GetUtcNow().AddMinutes(-1), _clock.GetUtcNow().AddMinutes(59));
        Assert.That(await CallAsync(1, "mine", default, mine), Is.EqualTo("mine"));
        var rejection = Assert.ThrowsAsync<RejectedException>(() => CallAsync(2, "yours", default, mine))!;
        Assert.That(
            (rejection.Kind, rejection.Problems[0].Code, rejection.RetryAfter),
            Is.EqualTo((RejectionKind.Conflict, DeviceCodes.Booked, (TimeSpan?)TimeSpan.FromMinutes(59)))
        );
        _clock.Advance(TimeSpan.FromMinutes(6));
        Assert.That(await CallAsync(2, "holder inactive", default, mine), Is.EqualTo("holder inactive"));
        Assert.That(await CallAsync(1, "back", default, mine), Is.EqualTo("back"));
        Assert.That(
            Assert.ThrowsAsync<RejectedException>(() => CallAsync(2, "again", default, mine))!.Kind,
            Is.EqualTo(RejectionKind.Conflict)
        );
        _clock.Advance(TimeSpan.FromMinutes(54));
        Assert.That(await CallAsync(2, "after it", default, mine), Is.EqualTo("after it"));
    }

    [Test]
    public async Task The_holder_is_served_before_waiting_users()
    {
        _device.HoldsCalls = true;
        _broker.Start();
        var mine = new BookedPeriod(9, _clock.GetUtcNow().AddMinutes(-10), _clock.GetUtcNow().AddMinutes(50));
        List<Task<string>> all = [CallAsync(1, "a", default, mine)];
        await _device.WaitForCallAsync();
        all.Add(CallAsync(2, "b", default, mine));
        all.Add(CallAsync(9, "holder", default, mine));
        _device.Release(3);
        Assert.That(await all[2], Is.EqualTo("holder"));
        Assert.That(
            Assert.ThrowsAsync<RejectedException>(() => all[1])!.Kind,
            Is.EqualTo(RejectionKind.Conflict),
            "because the holder is active now"
        );
        Assert.That(Calls(), Is.EqualTo(Items("a", "holder")));
    }
}
