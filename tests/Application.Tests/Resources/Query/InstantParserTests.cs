using System.Globalization;
using NUnit.Framework;
using OpenEvent.Application.Resources.Query;

namespace OpenEvent.Application.Tests.Resources.Query;

public sealed class InstantParserTests
{
    [TestCase("2030-01-02", "2030-01-02T00:00:00Z")]
    [TestCase("2030-01-02T03:04:05Z", "2030-01-02T03:04:05Z")]
    [TestCase("2030-01-02T03:04:05", "2030-01-02T03:04:05Z")]
    [TestCase("2030-01-02T03:04:05+05:30", "2030-01-01T21:34:05Z")]
    [TestCase("2030-01-02T03:04:05.1234567Z", "2030-01-02T03:04:05.123456Z")]
    public void A_time_is_read_in_utc_and_in_microseconds(string text, string instant)
    {
        Assert.That(InstantParser.TryParse(text, out var parsed));
        Assert.That(parsed, Is.EqualTo(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture)));
        Assert.That(parsed.Offset, Is.EqualTo(TimeSpan.Zero));
    }

    [TestCase("2030-1-2")]
    [TestCase("")]
    [TestCase("tomorrow 12")]
    [TestCase("Jan 2, 2030")]
    [TestCase("2030-13-01")]
    [TestCase("2030-01-02T03:04:05.000000000000000000000Z")]
    [TestCase("0001-01-01T00:00:00+14:00")]
    public void Other_texts_are_no_times(string text)
    {
        Assert.That(InstantParser.TryParse(text, out var parsed), Is.False);
        Assert.That(parsed, Is.EqualTo(default(DateTimeOffset)));
    }
}
