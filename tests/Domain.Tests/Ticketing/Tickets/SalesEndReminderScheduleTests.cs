using System.Globalization;
using NUnit.Framework;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

public sealed class SalesEndReminderScheduleTests
{
    [TestCase("2026-11-24", null)]
    [TestCase("2026-11-25", SalesEndReminderStage.Ended)]
    [TestCase("2026-11-26", null)]
    [TestCase("2026-11-27", SalesEndReminderStage.Tomorrow)]
    [TestCase("2026-11-28", null)]
    [TestCase("2026-12-02", null)]
    [TestCase("2026-12-03", SalesEndReminderStage.NextWeek)]
    [TestCase("2026-12-04", null)]
    public void Reminders_are_due_the_day_after_the_day_before_and_a_week_before(string endsOn, SalesEndReminderStage? stage) =>
        Assert.That(
            SalesEndReminderSchedule.StageOn(DateOnly.Parse(endsOn, CultureInfo.InvariantCulture), new DateOnly(2026, 11, 26)),
            Is.EqualTo(stage)
        );
}
