using System.Globalization;
using NUnit.Framework;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Tests.Common;

public sealed class DailyRoundTests
{
    [TestCase("2026-11-26T05:29:59Z", "2026-11-25T05:30:00Z")]
    [TestCase("2026-11-26T05:30:00Z", "2026-11-26T05:30:00Z")]
    [TestCase("2026-11-26T23:59:59Z", "2026-11-26T05:30:00Z")]
    [TestCase("2026-11-27T00:10:00Z", "2026-11-26T05:30:00Z")]
    [TestCase("2026-03-01T03:00:00Z", "2026-02-28T05:30:00Z")]
    [TestCase("2026-11-26T14:00:00+09:00", "2026-11-25T05:30:00Z")]
    public void A_round_begins_at_half_past_five_and_is_the_latest_until_the_next(string now, string round) =>
        Assert.That(
            DailyRound.Latest(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)),
            Is.EqualTo(DateTimeOffset.Parse(round, CultureInfo.InvariantCulture))
        );
}
