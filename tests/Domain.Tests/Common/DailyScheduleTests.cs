using System.Globalization;
using NUnit.Framework;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Tests.Common;

public sealed class DailyScheduleTests
{
    [TestCase("2026-11-26T05:29:59Z", "2026-11-25T05:30:00Z")]
    [TestCase("2026-11-26T05:30:00Z", "2026-11-26T05:30:00Z")]
    [TestCase("2026-11-26T23:59:59Z", "2026-11-26T05:30:00Z")]
    [TestCase("2026-11-27T00:10:00Z", "2026-11-26T05:30:00Z")]
    [TestCase("2026-03-01T03:00:00Z", "2026-02-28T05:30:00Z")]
    [TestCase("2026-11-26T14:00:00+09:00", "2026-11-25T05:30:00Z")]
    public void The_latest_run_is_the_last_0530_UTC_that_has_passed(string now, string latestRun) =>
        Assert.That(
            DailySchedule.LatestRun(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)),
            Is.EqualTo(DateTimeOffset.Parse(latestRun, CultureInfo.InvariantCulture))
        );
}
