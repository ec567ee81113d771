using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Tests.Common;
using OpenEvent.Domain.Tests.Identity;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

public sealed class CheckInPolicyTests
{
    private static readonly StationPolicy Stations = new();
    private static readonly UserCheckInPolicy CheckIns = new();
    private static readonly StationStorePaxPolicy Counts = new();

    private static readonly Station Station = new() { EventId = TestActors.EventId };
    private static readonly UserCheckIn CheckIn = new() { EventId = TestActors.EventId };
    private static readonly StationStorePax Count = new() { Station = Station };

    [Test]
    public void Registrars_see_stations_check_ins_and_counts()
    {
        Assert.That(TestActors.Where(a => Stations.CanSee(a, Station)), Is.EqualTo(TestActors.Registrars));
        Assert.That(TestActors.Where(a => CheckIns.CanSee(a, CheckIn)), Is.EqualTo(TestActors.Registrars));
        Assert.That(TestActors.Where(a => Counts.CanSee(a, Count)), Is.EqualTo(TestActors.Registrars));
    }

    [Test]
    public void Registrars_record_check_ins_and_counts()
    {
        Assert.That(TestActors.AllowedBy(a => CheckIns.Create(a, CheckIn)), Is.EqualTo(TestActors.Registrars));
        Assert.That(TestActors.AllowedBy(a => Counts.Create(a, Count)), Is.EqualTo(TestActors.Registrars));
        Assert.That(TestActors.AllowedBy(a => Counts.Update(a, Count, Changes<StationStorePax>.None)), Is.EqualTo(TestActors.Registrars));
        Assert.That(TestActors.AllowedBy(a => Counts.Delete(a, Count)), Is.EqualTo(TestActors.Registrars));
    }

    [Test]
    public void A_count_without_a_station_is_for_staff_only() =>
        Assert.That(TestActors.AllowedBy(a => Counts.Create(a, new StationStorePax())), Is.EqualTo(TestActors.Staff));

    [Test]
    public void The_event_team_sets_up_stations_and_undoes_check_ins()
    {
        Assert.That(TestActors.AllowedBy(a => Stations.Create(a, Station)), Is.EqualTo(TestActors.Coorganizers));
        Assert.That(TestActors.AllowedBy(a => Stations.Update(a, Station, Changes<Station>.None)), Is.EqualTo(TestActors.Coorganizers));
        Assert.That(TestActors.AllowedBy(a => Stations.Delete(a, Station)), Is.EqualTo(TestActors.Coorganizers));
        Assert.That(TestActors.AllowedBy(a => CheckIns.Delete(a, CheckIn)), Is.EqualTo(TestActors.Coorganizers));
        Assert.That(TestActors.AllowedBy(a => CheckIns.Update(a, CheckIn, Changes<UserCheckIn>.None)), Is.Empty);
    }
}
