using NUnit.Framework;
using OpenEvent.Application.Events;

namespace OpenEvent.Application.Tests.Events;

public sealed class EventTimeZoneTests
{
    [TestCase("Europe/Berlin", "Europe/Berlin")]
    [TestCase("Europe/Amsterdam", "Europe/Amsterdam")]
    [TestCase("Asia/Calcutta", "Asia/Kolkata")]
    [TestCase("UTC", "UTC")]
    [TestCase("Etc/UTC", "UTC")]
    [TestCase("Zulu", "UTC")]
    public void Zones_of_the_IANA_database_have_one_canonical_id(string id, string canonical) =>
        Assert.That(EventTimeZone.FindCanonicalId(id), Is.EqualTo(canonical));

    /// <summary>Asked twice, and after the right name: the answer does not depend on what was asked before.</summary>
    [TestCase("europe/berlin")]
    [TestCase("EUROPE/BERLIN")]
    [TestCase("posix/Europe/Berlin")]
    [TestCase("right/Europe/Berlin")]
    [TestCase("localtime")]
    [TestCase("Factory")]
    [TestCase("W. Europe Standard Time")]
    [TestCase("Mars/Base")]
    [TestCase("+02:00")]
    [TestCase("")]
    public void Other_names_are_no_zones(string id)
    {
        Assert.That(EventTimeZone.FindCanonicalId(id), Is.Null);
        Assert.That(EventTimeZone.FindCanonicalId("Europe/Berlin"), Is.Not.Null);
        Assert.That(EventTimeZone.FindCanonicalId(id), Is.Null);
    }

    [TestCase("2026-11-26T15:30:00Z", "Asia/Tokyo", "2026-11-27")]
    [TestCase("2026-11-26T14:30:00Z", "Asia/Tokyo", "2026-11-26")]
    [TestCase("2026-11-26T07:00:00Z", "America/Los_Angeles", "2026-11-25")]
    [TestCase("2026-07-01T22:30:00Z", "europe/berlin", "2026-07-02", Description = "A row of an earlier version.")]
    [TestCase("2026-07-01T22:30:00Z", "posix/Europe/Berlin", "2026-07-02", Description = "A row of an earlier version.")]
    public void Days_are_those_of_the_zone(string at, string zone, string day) =>
        Assert.That(
            EventTimeZone.LocalDate(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture), zone).ToString("O"),
            Is.EqualTo(day)
        );

    [TestCase("localtime")]
    [TestCase("Mars/Base")]
    public void A_stored_name_that_is_no_zone_is_never_read_as_UTC(string stored) =>
        Assert.That(() => EventTimeZone.Of(stored), Throws.InvalidOperationException.With.Message.Contains(stored));
}
