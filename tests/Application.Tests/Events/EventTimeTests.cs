using NUnit.Framework;
using OpenEvent.Application.Events;
using OpenEvent.Application.Ticketing;

namespace OpenEvent.Application.Tests.Events;

public sealed class EventTimeTests
{
    private static DateTimeOffset Utc(int month, int day, int hour, int minute = 0) =>
        new(2026, month, day, hour, minute, 0, TimeSpan.Zero);

    [TestCase("Europe/Berlin", ExpectedResult = "Sat, 23 May 2026, 09:00 – 17:30 Europe/Berlin (UTC+02:00)")]
    [TestCase("Asia/Kolkata", ExpectedResult = "Sat, 23 May 2026, 12:30 – 21:00 Asia/Kolkata (UTC+05:30)")]
    [TestCase("America/New_York", ExpectedResult = "Sat, 23 May 2026, 03:00 – 11:30 America/New_York (UTC-04:00)")]
    [TestCase("Asia/Tokyo", ExpectedResult = "Sat, 23 May 2026, 16:00 – Sun, 24 May 2026, 00:30 Asia/Tokyo (UTC+09:00)")]
    [TestCase("UTC", ExpectedResult = "Sat, 23 May 2026, 07:00 – 15:30 UTC")]
    public string Time_is_in_the_events_time_zone(string zone) =>
        $"{EventTime.FormatPeriod(Utc(5, 23, 7), Utc(5, 23, 15, 30), zone)} {EventTime.FormatZone(Utc(5, 23, 7), zone)}";

    [Test]
    public void A_stored_name_that_is_no_time_zone_is_not_shown_as_utc() =>
        Assert.That(
            () => EventTime.FormatPeriod(Utc(5, 23, 7), null, "Mars/Olympus"),
            Throws.InvalidOperationException.With.Message.Contains("Mars/Olympus")
        );

    [Test]
    public void Summer_time_ends_between_two_days() =>
        Assert.That(
            EventTime.FormatPeriod(Utc(10, 24, 8), Utc(10, 25, 8), "Europe/Berlin"),
            Is.EqualTo("Sat, 24 October 2026, 10:00 – Sun, 25 October 2026, 09:00")
        );

    [Test]
    public void Missing_or_invalid_end_is_omitted()
    {
        Assert.That(EventTime.FormatPeriod(Utc(5, 23, 7), null, "UTC"), Is.EqualTo("Sat, 23 May 2026, 07:00"));
        Assert.That(EventTime.FormatPeriod(Utc(5, 23, 7), Utc(5, 23, 7), "UTC"), Is.EqualTo("Sat, 23 May 2026, 07:00"));
    }

    [TestCase("25", "EUR", ExpectedResult = "EUR 25.00")]
    [TestCase("1234567.5", "EUR", ExpectedResult = "EUR 1,234,567.50")]
    [TestCase("5000", "JPY", ExpectedResult = "JPY 5,000")]
    [TestCase("1.5", "KWD", ExpectedResult = "KWD 1.500")]
    [TestCase("0.005", "EUR", ExpectedResult = "EUR 0.005")]
    [TestCase("-5", "EUR", ExpectedResult = "EUR -5.00")]
    public string Amount_has_the_decimals_of_its_currency(decimal amount, string currency) => MoneyText.Format(amount, currency);
}
