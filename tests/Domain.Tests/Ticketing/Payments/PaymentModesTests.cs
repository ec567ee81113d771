using NUnit.Framework;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

public sealed class PaymentModesTests
{
    private static readonly Dictionary<string, Event> EventsByMode = new()
    {
        ["stripe"] = new Event { CanPayByStripe = true },
        ["paypal"] = new Event { CanPayByPaypal = true },
        ["bank"] = new Event { CanPayByBank = true },
        ["cheque"] = new Event { CanPayByCheque = true },
        ["onsite"] = new Event { CanPayOnsite = true },
        ["omise"] = new Event { CanPayByOmise = true },
        ["alipay"] = new Event { CanPayByAlipay = true },
        ["paytm"] = new Event { CanPayByPaytm = true },
        ["invoice"] = new Event { CanPayByInvoice = true },
    };

    [Test]
    public void Each_mode_is_enabled_by_its_own_switch()
    {
        Assert.That(PaymentModes.All, Is.EquivalentTo(EventsByMode.Keys.Append(PaymentModes.Free)));
        foreach (var (enabled, e) in EventsByMode)
        {
            Assert.That(PaymentModes.HasAnyEnabled(e), enabled);
            foreach (var mode in PaymentModes.All)
                Assert.That(
                    PaymentModes.IsEnabled(mode, e),
                    Is.EqualTo(mode == enabled || mode == PaymentModes.Free),
                    $"{mode} by {enabled}"
                );
        }
    }

    [Test]
    public void An_event_without_a_switch_takes_no_payments()
    {
        Assert.That(PaymentModes.HasAnyEnabled(new Event()), Is.False);
        Assert.That((PaymentModes.IsEnabled(null, new Event()), PaymentModes.IsEnabled("gold", new Event())), Is.EqualTo((false, false)));
    }

    [TestCase("bank", true, false)]
    [TestCase("cheque", true, false)]
    [TestCase("onsite", true, false)]
    [TestCase("invoice", true, false)]
    [TestCase("stripe", false, true)]
    [TestCase("paypal", false, true)]
    [TestCase("free", false, false)]
    [TestCase(null, false, false)]
    public void Modes_are_offline_online_or_neither(string? mode, bool isOffline, bool isOnline) =>
        Assert.That((PaymentModes.IsOffline(mode), PaymentModes.IsOnline(mode)), Is.EqualTo((isOffline, isOnline)));
}
