using System.Globalization;
using NUnit.Framework;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

public sealed class InvoiceRemindersTests
{
    [TestCase("2026-11-01T00:10:00Z", "2026-11-01T01:00:00Z", null)]
    [TestCase("2026-11-01T00:10:00Z", "2026-11-13T23:59:59Z", null)]
    [TestCase("2026-11-01T00:10:00Z", "2026-11-14T00:00:00Z", InvoiceStage.FollowUp)]
    [TestCase("2026-11-01T00:10:00Z", "2026-11-26T23:59:59Z", InvoiceStage.FollowUp)]
    [TestCase("2026-11-01T00:10:00Z", "2026-11-27T00:00:00Z", InvoiceStage.PreDue)]
    [TestCase("2026-11-01T00:10:00Z", "2026-12-01T00:10:00Z", null)]
    [TestCase("2026-11-01T00:10:00Z", "2026-12-02T23:59:59Z", null)]
    [TestCase("2026-11-01T00:10:00Z", "2026-12-03T00:00:00Z", InvoiceStage.PostDue)]
    [TestCase("2026-11-20T00:00:00Z", "2026-11-20T01:00:00Z", null)]
    [TestCase("2026-11-20T00:00:00Z", "2026-12-01T00:00:00Z", InvoiceStage.FollowUp)]
    [TestCase("2026-11-20T00:00:00Z", "2026-12-15T00:00:00Z", InvoiceStage.PreDue)]
    [TestCase("2026-11-20T00:00:00Z", "2027-01-03T00:00:00Z", InvoiceStage.PostDue)]
    public void Reminders_come_on_the_14th_the_27th_and_the_3rd_and_not_right_after_the_issue(
        string issued,
        string now,
        InvoiceStage? stage
    )
    {
        var issuedAt = DateTimeOffset.Parse(issued, CultureInfo.InvariantCulture);
        Assert.That(
            InvoiceReminders.StageOf(issuedAt, issuedAt.AddDays(30), DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)),
            Is.EqualTo(stage)
        );
    }

    [Test]
    public void Numbers_are_month_letter_and_six_digits() =>
        Assert.That(
            EventInvoice.NumberOf(new DateTimeOffset(2026, 11, 30, 23, 0, 0, TimeSpan.FromHours(-5)), 42),
            Is.EqualTo("202612U-000042")
        );
}
