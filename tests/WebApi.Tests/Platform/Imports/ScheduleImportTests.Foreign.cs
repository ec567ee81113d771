using System.Text;
using NUnit.Framework;

namespace OpenEvent.WebApi.Tests.Platform;

/// <summary>Schedules that another program wrote.</summary>
public sealed partial class ScheduleImportTests
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task A_second_import_of_a_foreign_schedule_makes_no_doubles(bool hasGuids)
    {
        var file = Foreign("Fair A", hasGuids);
        var id = await ImportAsync(_user, "pentabarf", file);
        Assert.That(await ImportAsync(_user, "pentabarf", file), Is.EqualTo(id));
        Assert.That(Titles(await _user.GetAsync($"/v1/events/{id}/sessions?sort=title")), Is.EqualTo(["Fair A 1", "Fair A 2"]));
        Assert.That((await _user.GetAsync($"/v1/events/{id}/speakers")).Ids, Has.Exactly(1).Items);
    }

    [Test]
    public async Task A_schedule_of_another_conference_with_the_same_ids_changes_nothing_of_the_first()
    {
        var first = await ImportAsync(_user, "pentabarf", Foreign("Fair B", hasGuids: false));
        var second = await ImportAsync(_user, "pentabarf", Foreign("Fair C", hasGuids: false));
        Assert.That(second, Is.Not.EqualTo(first));
        Assert.That(Titles(await _user.GetAsync($"/v1/events/{first}/sessions?sort=title")), Is.EqualTo(["Fair B 1", "Fair B 2"]));
        var both = await ImportAsync(_user, $"pentabarf?event={first}", Foreign(new string('D', 250), hasGuids: false));
        Assert.That((await _user.GetAsync($"/v1/events/{both}/sessions")).Ids, Has.Exactly(4).Items);
        var nameless = Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(Foreign("Fair E", hasGuids: false)).Replace("<title>Fair E</title>", "", StringComparison.Ordinal)
        );
        Assert.That(Places(await FailAsync("pentabarf", nameless)), Is.EqualTo(["/pentabarf/0/guid", "/pentabarf/1/guid"]));
    }

    /// <summary>A schedule of another program, with the ids 1 and 2.</summary>
    private static byte[] Foreign(string conference, bool hasGuids) =>
        Encoding.UTF8.GetBytes(
            $"<schedule><conference><title>{conference}</title></conference><day date=\"2099-05-01\"><room name=\"Hall\">"
                + string.Concat(
                    Enumerable
                        .Range(1, 2)
                        .Select(i =>
                            $"<event id=\"{i}\"{(hasGuids ? $" guid=\"{conference}-guid-{i}\"" : "")}><start>09:00</start>"
                            + $"<duration>00:30</duration><title>{conference[..Math.Min(6, conference.Length)]} {i}</title>"
                            + "<persons><person>Ada</person></persons></event>"
                        )
                )
                + "</room></day></schedule>"
        );
}
