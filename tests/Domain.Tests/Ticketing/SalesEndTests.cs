using System.Globalization;
using NUnit.Framework;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

public sealed class SalesEndTests
{
    private static readonly DateTimeOffset Round = new(2026, 11, 26, 5, 30, 0, TimeSpan.Zero);

    [TestCase("2026-11-24T23:59:59Z", "UTC", null)]
    [TestCase("2026-11-25T00:00:00Z", "UTC", SalesEndStage.Over)]
    [TestCase("2026-11-25T23:59:59Z", "UTC", SalesEndStage.Over)]
    [TestCase("2026-11-26T00:00:00Z", "UTC", null)]
    [TestCase("2026-11-26T23:59:59Z", "UTC", null)]
    [TestCase("2026-11-27T00:00:00Z", "UTC", SalesEndStage.Tomorrow)]
    [TestCase("2026-11-27T23:59:59Z", "UTC", SalesEndStage.Tomorrow)]
    [TestCase("2026-11-28T00:00:00Z", "UTC", null)]
    [TestCase("2026-12-02T23:59:59Z", "UTC", null)]
    [TestCase("2026-12-03T00:00:00Z", "UTC", SalesEndStage.NextWeek)]
    [TestCase("2026-12-04T00:00:00Z", "UTC", null)]
    public void Organizers_are_told_the_day_after_the_day_before_and_a_week_before(string endsAt, string zone, SalesEndStage? stage) =>
        Says(endsAt, zone, stage);

    [TestCase("2026-11-26T15:30:00Z", "Asia/Tokyo", SalesEndStage.Tomorrow)] // 00:30 on the 27th there, at 14:30 on the 26th
    [TestCase("2026-11-26T14:30:00Z", "Asia/Tokyo", null)]
    [TestCase("2026-11-26T07:00:00Z", "America/Los_Angeles", null)] // it is still the 25th there, and ends on it
    [TestCase("2026-11-26T09:00:00Z", "America/Los_Angeles", SalesEndStage.Tomorrow)]
    [TestCase("2026-11-27T00:30:00Z", "Nowhere/Atall", SalesEndStage.Tomorrow)] // as UTC
    public void Which_day_it_is_says_the_events_calendar(string endsAt, string zone, SalesEndStage? stage) => Says(endsAt, zone, stage);

    private static void Says(string endsAt, string zone, SalesEndStage? stage) =>
        Assert.That(SalesEnd.StageOf(DateTimeOffset.Parse(endsAt, CultureInfo.InvariantCulture), zone, Round), Is.EqualTo(stage));
}
