using System.Globalization;
using NUnit.Framework;
using OpenEvent.Application.Events;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Tests.Events;

/// <summary>The dates of a copied event keep their local times.</summary>
public class DateShiftTests
{
    [TestCase(
        "2027-03-20T09:00+01:00",
        "2027-04-10T09:00+02:00",
        "2027-03-19T18:00+01:00",
        "2027-04-09T18:00+02:00",
        TestName = "Over_the_start_of_summer_time"
    )]
    [TestCase(
        "2027-10-20T09:00+02:00",
        "2027-11-10T10:30+01:00",
        "2027-10-21T18:00+02:00",
        "2027-11-11T19:30+01:00",
        TestName = "Over_its_end_by_a_part_of_a_day"
    )]
    [TestCase(
        "2028-02-29T09:00+01:00",
        "2029-03-01T09:00+01:00",
        "2028-02-28T09:00+01:00",
        "2029-02-28T09:00+01:00",
        TestName = "Days_are_counted_and_not_months"
    )]
    [TestCase(
        "2027-04-10T09:00+02:00",
        "2027-03-20T09:00+01:00",
        "2027-04-10T12:00+02:00",
        "2027-03-20T12:00+01:00",
        TestName = "Backwards"
    )]
    public void Dates_move_by_the_same_local_time(string from, string to, string date, string expected) =>
        Assert.That(Shift(from, to).Move(Parse(date)), Is.EqualTo(Parse(expected)));

    [Test]
    public void A_local_time_that_the_clocks_skip_becomes_the_end_of_the_gap() =>
        Assert.That(
            Shift("2027-03-01T09:00+01:00", "2027-03-08T09:00+01:00").Move(Parse("2027-03-21T02:30+01:00")),
            Is.EqualTo(Parse("2027-03-28T03:00+02:00"))
        );

    [Test]
    public void A_later_date_never_becomes_the_earlier_one()
    {
        var shift = Shift("2027-03-01T09:00+01:00", "2027-03-08T09:00+01:00");
        var day = Parse("2027-03-21T00:00+01:00");
        var moved = Enumerable.Range(0, 24 * 60).Select(minute => shift.Move(day.AddMinutes(minute)));
        Assert.That(moved, Is.Ordered);
    }

    [Test]
    public void A_date_outside_the_calendar_is_rejected_at_the_start() =>
        Assert.That(
            () => Shift("2027-03-01T09:00+01:00", "9999-12-31T00:00Z").Move(Parse("2027-06-01T00:00Z")),
            Throws
                .TypeOf<RejectedException>()
                .With.Property(nameof(RejectedException.Problems))
                .One.Matches<Problem>(p => p.Pointer == "/starts-at")
        );

    private static DateShift Shift(string from, string to) => new(Parse(from), Parse(to), EventTimeZone.Of("Europe/Berlin"));

    private static DateTimeOffset Parse(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
