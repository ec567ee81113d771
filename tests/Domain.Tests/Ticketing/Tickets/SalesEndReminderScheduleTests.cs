using System.Globalization;
using NUnit.Framework;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

public sealed class SalesEndReminderScheduleTests
{
    private static readonly DateTimeOffset RunAt = new(2026, 11, 26, 5, 30, 0, TimeSpan.Zero);

    [TestCase("2026-11-24T23:59:59Z", "UTC", null)]
    [TestCase("2026-11-25T00:00:00Z", "UTC", SalesEndReminderStage.Ended)]
    [TestCase("2026-11-25T23:59:59Z", "UTC", SalesEndReminderStage.Ended)]
    [TestCase("2026-11-26T00:00:00Z", "UTC", null)]
    [TestCase("2026-11-26T23:59:59Z", "UTC", null)]
    [TestCase("2026-11-27T00:00:00Z", "UTC", SalesEndReminderStage.Tomorrow)]
    [TestCase("2026-11-27T23:59:59Z", "UTC", SalesEndReminderStage.Tomorrow)]
    [TestCase("2026-11-28T00:00:00Z", "UTC", null)]
    [TestCase("2026-12-02T23:59:59Z", "UTC", null)]
    [TestCase("2026-12-03T00:00:00Z", "UTC", SalesEndReminderStage.NextWeek)]
    [TestCase("2026-12-04T00:00:00Z", "UTC", null)]
    public void Reminders_are_due_the_day_after_the_day_before_and_a_week_before(
        string endsAt,
        string timeZoneId,
        SalesEndReminderStage? stage
    ) => AssertStage(endsAt, timeZoneId, stage);

    [TestCase("2026-11-26T15:30:00Z", "Asia/Tokyo", SalesEndReminderStage.Tomorrow)] // ends on the 27th there; today is the 26th there
    [TestCase("2026-11-26T14:30:00Z", "Asia/Tokyo", null)]
    [TestCase("2026-11-26T07:00:00Z", "America/Los_Angeles", null)] // today is the 25th there, and the sale ends on it
    [TestCase("2026-11-26T09:00:00Z", "America/Los_Angeles", SalesEndReminderStage.Tomorrow)]
    [TestCase("2026-11-27T00:30:00Z", "Nowhere/Atall", SalesEndReminderStage.Tomorrow)] // an unknown zone counts as UTC
    public void Days_are_counted_in_the_time_zone_of_the_event(string endsAt, string timeZoneId, SalesEndReminderStage? stage) =>
        AssertStage(endsAt, timeZoneId, stage);

    private static void AssertStage(string endsAt, string timeZoneId, SalesEndReminderStage? stage) =>
        Assert.That(
            SalesEndReminderSchedule.StageOn(DateTimeOffset.Parse(endsAt, CultureInfo.InvariantCulture), timeZoneId, RunAt),
            Is.EqualTo(stage)
        );
}
