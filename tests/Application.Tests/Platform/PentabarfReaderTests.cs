using System.Text;
using NUnit.Framework;
using OpenEvent.Application.Platform;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Tests.Platform;

/// <summary>What a schedule file may have.</summary>
public sealed class PentabarfReaderTests
{
    [TestCase("<date>9999-12-31T23:59:00Z</date>")]
    [TestCase("<date>-9998-01-01T00:00:00Z</date>")]
    [TestCase("<date>2201-01-01T00:00:00Z</date>")]
    [TestCase("<start>09:00</start>", "9999-12-31")]
    [TestCase("<start>09:00</start>", "-0001-12-31")]
    public void A_time_that_is_centuries_away_is_a_problem_at_its_place(string time, string day = "2099-05-01") =>
        Assert.That(ProblemsOf(Schedule(time, day)), Is.EqualTo(["/pentabarf/0/start"]));

    [Test]
    public void A_session_has_at_most_a_hundred_speakers()
    {
        Assert.That(ProblemsOf(Schedule(Start + Persons(100))), Is.Empty);
        Assert.That(ProblemsOf(Schedule(Start + Persons(101))), Is.EqualTo(["/pentabarf/0/persons"]));
        Assert.That(ProblemsOf(Schedule(Start + Persons(30_000))), Is.EqualTo(["/pentabarf/0/persons"]));
    }

    [Test]
    public void All_sessions_and_speakers_of_a_file_count_together()
    {
        var events = string.Concat(Enumerable.Range(0, 100).Select(i => Event($"{i}", Start + Persons(100))));
        Assert.That(() => Read(Wrap(events)), Throws.TypeOf<RejectedException>().With.Message.Contains("more than 10000 rows"));
    }

    [Test]
    public void XML_with_very_many_elements_is_rejected_before_it_is_a_tree()
    {
        var elements = string.Concat(Enumerable.Repeat("<a/>", 600_000));
        Assert.That(() => Read($"<schedule>{elements}</schedule>"), Throws.TypeOf<RejectedException>().With.Message.Contains("500000"));
        var attributes = string.Concat(Enumerable.Range(0, 510_000).Select(i => $" a{i:x}=''"));
        Assert.That(() => Read($"<schedule{attributes}/>"), Throws.TypeOf<RejectedException>().With.Message.Contains("tag"));
    }

    private const string Start = "<start>09:00</start>";

    private static string Persons(int count) =>
        $"<persons>{string.Concat(Enumerable.Range(0, count).Select(i => $"<person>p{i}</person>"))}</persons>";

    private static string Event(string id, string content) =>
        $"<event id=\"{id}\"><title>Talk</title><duration>00:45</duration>{content}</event>";

    private static string Wrap(string events, string day = "2099-05-01") =>
        $"<schedule><conference><title>Gears</title></conference><day date=\"{day}\"><room name=\"Hall\">{events}</room></day></schedule>";

    private static string Schedule(string content, string day = "2099-05-01") => Wrap(Event("1", content), day);

    private static void Read(string xml) => Read(xml, new ArchiveProblems());

    private static void Read(string xml, ArchiveProblems problems) => new PentabarfReader(problems).Read(Encoding.UTF8.GetBytes(xml));

    private static IEnumerable<string?> ProblemsOf(string xml)
    {
        var problems = new ArchiveProblems();
        Read(xml, problems);
        try
        {
            problems.ThrowIfAny();
            return [];
        }
        catch (RejectedException rejection)
        {
            return rejection.Problems.Select(p => p.Pointer);
        }
    }
}
