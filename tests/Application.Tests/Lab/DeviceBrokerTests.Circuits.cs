using NUnit.Framework;
using OpenEvent.Application.Lab;
using OpenEvent.Infrastructure.Lab;

namespace OpenEvent.Application.Tests.Lab;

/// <summary>The circuits that users choose for a virtual device.</summary>
public sealed partial class DeviceBrokerTests
{
    [Test]
    public async Task Each_user_gets_their_own_circuit_at_the_beginning_of_their_turn()
    {
        _broker.SetCircuit(1, "rc");
        _broker.Start();
        await CallAsync(1, "a1");
        await CallAsync(1, "a2");
        await CallAsync(2, "b1");
        await CallAsync(1, "a3");
        Assert.That(
            Log(),
            Is.EqualTo(Items("safe", "safe", "circuit rc", "a1", "a2", "safe", "circuit", "b1", "safe", "circuit rc", "a3")),
            "the device is made safe before its circuit changes"
        );
    }

    [Test]
    public async Task A_user_who_changes_the_circuit_loses_their_settings_and_is_told_once()
    {
        _broker.Start();
        await CallAsync(1, "a1");
        _broker.SetCircuit(1, "diode");
        Assert.That(await GetNoticeAsync(1), Does.Contain("another circuit").And.Contain("diode"));
        Assert.That(Log()[^3..], Is.EqualTo(Items("safe", "circuit diode", "x")));
        Assert.That(await GetNoticeAsync(1), Is.Null);
        _broker.SetCircuit(1, null);
        Assert.That(await GetNoticeAsync(1), Does.Contain("bench"));
    }

    [Test]
    public async Task A_call_with_a_circuit_does_not_change_the_choice_of_its_user()
    {
        _broker.SetCircuit(1, "rc");
        _broker.Start();
        await _broker.CallAsync(new DeviceCall(1, "run", []) { Circuit = "diode" }, default);
        await CallAsync(1, "a");
        Assert.That(Log()[1..], Is.EqualTo(Items("safe", "circuit diode", "run", "safe", "circuit rc", "a")));
        Assert.That(_broker.GetCircuit(1), Is.EqualTo("rc"));
    }

    [Test]
    public async Task The_configured_circuit_is_the_same_by_its_name()
    {
        _broker.Start();
        await CallAsync(1, "a");
        var call = new DeviceCall(1, "run", []) { Circuit = "bench" };
        await _broker.CallAsync(call, default);
        Assert.That(call.Notice, Is.Null);
        Assert.That(Log()[^2..], Is.EqualTo(Items("a", "run")), "the device is not made safe");
    }

    [Test]
    public void The_oldest_choices_of_circuits_are_forgotten()
    {
        var choices = new CircuitChoices(capacity: 2);
        choices.Set(1, "rc");
        choices.Set(2, "rc");
        choices.Set(1, "diode");
        choices.Set(3, "open");
        Assert.That((choices.Get(1), choices.Get(2), choices.Get(3)), Is.EqualTo(("diode", (string?)null, "open")));
        choices.Set(1, null);
        Assert.That(choices.Get(1), Is.Null);
    }

    private async Task<string?> GetNoticeAsync(long user)
    {
        var call = new DeviceCall(user, "x", []);
        await _broker.CallAsync(call, default);
        return call.Notice;
    }
}
