using NUnit.Framework;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

/// <summary>What a scan at each kind of station changes at the attendee.</summary>
public sealed class CheckInStateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 23, 14, 0, 0, TimeSpan.FromHours(2));
    private const string NoonText = "2026-05-23T12:00:00+00:00";

    [Test]
    public void A_registration_sets_its_flag_and_adds_its_time()
    {
        var attendee = new Attendee { RegisterTimes = "t1" };
        CheckInTimes.Record(attendee, Station.Registration, Noon, "Phone");
        Assert.That(
            (attendee.IsRegistered, attendee.RegisterTimes, attendee.IsCheckedIn, attendee.CheckinTimes, attendee.DeviceNameCheckin),
            Is.EqualTo((true, $"t1,{NoonText}", false, (string?)null, (string?)null))
        );
    }

    [Test]
    public void A_check_in_and_a_check_out_exclude_each_other()
    {
        var attendee = new Attendee();
        CheckInTimes.Record(attendee, Station.CheckIn, Noon, " Phone ");
        Assert.That((attendee.IsCheckedIn, attendee.IsCheckedOut), Is.EqualTo((true, false)));
        CheckInTimes.Record(attendee, Station.CheckOut, Noon, null);
        Assert.That((attendee.IsCheckedIn, attendee.IsCheckedOut), Is.EqualTo((false, true)));
        CheckInTimes.Record(attendee, Station.CheckIn, Noon, " ");
        Assert.That((attendee.IsCheckedIn, attendee.IsCheckedOut), Is.EqualTo((true, false)));
        Assert.That(
            (attendee.CheckinTimes, attendee.CheckoutTimes, attendee.DeviceNameCheckin),
            Is.EqualTo(($"{NoonText},{NoonText}", NoonText, "Phone,-"))
        );
    }

    [TestCase(null, 0, null)]
    [TestCase(null, 2, "-,-")]
    [TestCase("a", 1, "a")]
    [TestCase("a,b", 3, "a,b,-")]
    [TestCase("a,b,c", 2, "a,b,c")]
    public void A_list_is_filled_up_to_a_number_of_entries(string? list, int entries, string? padded) =>
        Assert.That(CheckInTimes.PadTo(list, entries), Is.EqualTo(padded));

    [TestCase("t1,t2", "t1,t2x", "t1,t2,t1,t2x", Description = "it only begins with the same characters")]
    [TestCase("", "t1", "t1")]
    [TestCase("t1", "", "")]
    public void A_sent_list_replaces_the_list_that_it_continues(string list, string sent, string merged) =>
        Assert.That(CheckInTimes.Merge(list, sent), Is.EqualTo(merged));

    [Test]
    public void The_members_of_a_check_in_are_granted_by_name()
    {
        Assert.That(CheckInTimes.StateMembers, Is.EqualTo(["IsRegistered", "IsCheckedIn", "IsCheckedOut"]));
        Assert.That(
            CheckInTimes.Members,
            Is.EqualTo(CheckInTimes.StateMembers.Concat(["RegisterTimes", "CheckinTimes", "CheckoutTimes", "DeviceNameCheckin"]))
        );
    }
}
