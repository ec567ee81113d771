using NUnit.Framework;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

public sealed class CheckInTimesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 23, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void The_device_list_keeps_the_length_of_the_time_list()
    {
        var attendee = new Attendee { CheckinTimes = "a,b" };
        CheckInTimes.Record(attendee, Station.CheckIn, Noon, "Phone, left");
        Assert.That((attendee.CheckinTimes, attendee.DeviceNameCheckin), Is.EqualTo(("a,b,2026-05-23T12:00:00+00:00", "-,-,Phone  left")));
    }

    [TestCase(null, "t1", "t1")]
    [TestCase("t1", "t2", "t1,t2")]
    [TestCase("t1", "t1,t2", "t1,t2")]
    [TestCase("t1", "t1", "t1")]
    [TestCase("t1", null, null)]
    public void A_sent_value_is_appended_unless_it_already_contains_the_list(string? list, string? sent, string? merged) =>
        Assert.That(CheckInTimes.Merge(list, sent), Is.EqualTo(merged));

    [Test]
    public void A_daily_check_in_changes_no_flag()
    {
        var attendee = new Attendee();
        CheckInTimes.Record(attendee, Station.Daily, Noon, null);
        Assert.That(
            (attendee.IsCheckedIn, attendee.IsRegistered, attendee.IsCheckedOut, attendee.CheckinTimes),
            Is.EqualTo((false, false, false, (string?)null))
        );
    }
}
