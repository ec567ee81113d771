using System.Globalization;
using NUnit.Framework;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

public sealed class InvoiceReminderScheduleTests
{
    [TestCase("2026-11-01T00:10:00Z", "2026-11-01T01:00:00Z", null)]
    [TestCase("2026-11-01T00:10:00Z", "2026-11-13T23:59:59Z", null)]
    [TestCase("2026-11-01T00:10:00Z", "2026-11-14T00:00:00Z", InvoiceEmailStage.FollowUp)]
    [TestCase("2026-11-01T00:10:00Z", "2026-11-26T23:59:59Z", InvoiceEmailStage.FollowUp)]
    [TestCase("2026-11-01T00:10:00Z", "2026-11-27T00:00:00Z", InvoiceEmailStage.PreDue)]
    [TestCase("2026-11-01T00:10:00Z", "2026-12-01T00:10:00Z", null)]
    [TestCase("2026-11-01T00:10:00Z", "2026-12-02T23:59:59Z", null)]
    [TestCase("2026-11-01T00:10:00Z", "2026-12-03T00:00:00Z", InvoiceEmailStage.PostDue)]
    [TestCase("2026-11-20T00:00:00Z", "2026-11-20T01:00:00Z", null)]
    [TestCase("2026-11-20T00:00:00Z", "2026-12-01T00:00:00Z", InvoiceEmailStage.FollowUp)]
    [TestCase("2026-11-20T00:00:00Z", "2026-12-15T00:00:00Z", InvoiceEmailStage.PreDue)]
    [TestCase("2026-11-20T00:00:00Z", "2026-11-27T00:00:00Z", InvoiceEmailStage.FollowUp)]
    [TestCase("2026-11-20T00:00:00Z", "2026-12-20T00:00:00Z", null)]
    [TestCase("2026-12-04T00:00:00Z", "2027-01-03T00:00:00Z", InvoiceEmailStage.PostDue)]
    [TestCase("2026-11-20T00:00:00Z", "2027-01-03T00:00:00Z", InvoiceEmailStage.PostDue)]
    public void Reminders_are_due_on_the_14th_the_27th_and_the_3rd_but_not_right_after_the_issue(
        string issued,
        string now,
        InvoiceEmailStage? stage
    )
    {
        var issuedAt = DateTimeOffset.Parse(issued, CultureInfo.InvariantCulture);
        Assert.That(
            InvoiceReminderSchedule.LatestDueStage(issuedAt, issuedAt.AddDays(30), DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)),
            Is.EqualTo(stage)
        );
    }

    [Test]
    public void Invoice_numbers_are_the_month_a_letter_and_six_digits() =>
        Assert.That(
            EventInvoice.FormatNumber(new DateTimeOffset(2026, 11, 30, 23, 0, 0, TimeSpan.FromHours(-5)), 42),
            Is.EqualTo("202612U-000042")
        );
}
