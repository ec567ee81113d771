using NUnit.Framework;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

public sealed class PaymentChecksTests
{
    [TestCase(0, 1)]
    [TestCase(1, 2)]
    [TestCase(5, 32)]
    [TestCase(6, 60)]
    [TestCase(7, 60)]
    [TestCase(10_000, 60)]
    public void An_open_payment_is_checked_after_pauses_that_double_up_to_an_hour(int checks, int minutes) =>
        Assert.That(new Payment { Checks = checks }.NextCheckDelay, Is.EqualTo(TimeSpan.FromMinutes(minutes)));

    [Test]
    public void The_idempotency_key_changes_with_its_version()
    {
        Assert.That(new Payment { Reference = "r" }.IdempotencyKey, Is.EqualTo("r"));
        Assert.That(new Payment { Reference = "r", KeyVersion = 2 }.IdempotencyKey, Is.EqualTo("r_2"));
        Assert.That(new Refund { Reference = "r" }.IdempotencyKey, Is.EqualTo("r"));
        Assert.That(new Refund { Reference = "r", KeyVersion = 2 }.IdempotencyKey, Is.EqualTo("r_2"));
    }

    [TestCase(null, false)]
    [TestCase(DisputeState.Open, true)]
    [TestCase(DisputeState.Won, false)]
    [TestCase(DisputeState.Lost, false)]
    public void A_payment_is_disputed_until_the_dispute_is_decided(DisputeState? state, bool isDisputed) =>
        Assert.That(new Payment { DisputeState = state }.IsDisputed, Is.EqualTo(isDisputed));

    [Test]
    public void Only_a_failed_refund_does_not_count() =>
        Assert.That(Enum.GetValues<RefundState>().Where(s => !new Refund { State = s }.CountsAsRefunded), Is.EqualTo([RefundState.Failed]));

    [Test]
    public void Each_failure_of_a_refund_is_explained_in_its_own_words()
    {
        string?[] failures =
        [
            RefundFailure.Disputed,
            RefundFailure.AccessLost,
            "lost_or_stolen_card",
            "expired_or_canceled_card",
            "insufficient_funds",
            null,
            "other",
        ];
        Assert.That(failures.Select(RefundFailure.Explain), Is.Unique.And.All.EndsWith("."));
        Assert.That(RefundFailure.Explain("other"), Does.Contain("other"));
        Assert.That((RefundFailure.Disputed, RefundFailure.AccessLost), Is.EqualTo(("charge_disputed", "access_lost")));
    }
}
