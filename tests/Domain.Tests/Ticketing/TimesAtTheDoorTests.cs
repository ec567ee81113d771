using NUnit.Framework;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

public sealed class TimesAtTheDoorTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 23, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void Devices_and_times_stay_equally_long_whatever_device_says_nothing()
    {
        var attendee = new Attendee { CheckinTimes = "a,b" };
        TimesAtTheDoor.Note(attendee, Station.CheckIn, Noon, "Phone, left");
        Assert.That((attendee.CheckinTimes, attendee.DeviceNameCheckin), Is.EqualTo(("a,b,2026-05-23T12:00:00+00:00", "-,-,Phone  left")));
    }

    [TestCase(null, "t1", "t1")]
    [TestCase("t1", "t2", "t1,t2")]
    [TestCase("t1", "t1,t2", "t1,t2")]
    [TestCase("t1", "t1", "t1")]
    [TestCase("t1", null, null)]
    public void What_is_sent_is_added_to_the_list_unless_it_is_the_list(string? list, string? sent, string? merged) =>
        Assert.That(TimesAtTheDoor.Merged(list, sent), Is.EqualTo(merged));

    [Test]
    public void A_daily_pass_changes_no_flag()
    {
        var attendee = new Attendee();
        TimesAtTheDoor.Note(attendee, Station.Daily, Noon, null);
        Assert.That(
            (attendee.IsCheckedIn, attendee.IsRegistered, attendee.IsCheckedOut, attendee.CheckinTimes),
            Is.EqualTo((false, false, false, (string?)null))
        );
    }
}
