using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Tests.Events;

public sealed class PublishingRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 5, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(21) - TimeSpan.FromSeconds(1);

    [TestCase(1, null)]
    [TestCase(0, "/data/attributes/ends-at")]
    [TestCase(-1, "/data/attributes/ends-at")]
    public void An_event_ends_after_it_starts(int seconds, string? pointer) =>
        Assert.That(FindProblem(EventOf(TimeSpan.FromSeconds(seconds))), Is.EqualTo(pointer));

    [TestCase(EventState.Published, 0, null)]
    [TestCase(EventState.Published, 1, "/data/attributes/ends-at")]
    [TestCase(EventState.Draft, 1, null)]
    public void A_published_event_lasts_at_most_twenty_days_and_the_rest_of_the_last_one(EventState state, int seconds, string? pointer)
    {
        var e = EventOf(Longest + TimeSpan.FromSeconds(seconds));
        e.State = state;
        Assert.That(FindProblem(e), Is.EqualTo(pointer));
    }

    [TestCase("""[{"name": "Map", "link": "https://x.org"}]""", true)]
    [TestCase("[]", true)]
    [TestCase("""[{"name": "Map", "link": "https://x.org"}, {"name": "Plan", "link": " "}]""", false)]
    [TestCase("""[{"name": " ", "link": "https://x.org"}]""", false)]
    [TestCase("""[{"name": "Map"}]""", false)]
    [TestCase("""[{"name": 1, "link": "https://x.org"}]""", false)]
    [TestCase("""["Map"]""", false)]
    [TestCase("{}", false)]
    public void Each_document_has_a_name_and_a_link(string links, bool isComplete)
    {
        var e = EventOf(TimeSpan.FromHours(1));
        e.DocumentLinks = links;
        Assert.That(FindProblem(e), Is.Null, "documents are not shown");
        e.IsDocumentEnabled = true;
        Assert.That(FindProblem(e), Is.EqualTo(isComplete ? null : "/data/attributes/document-links"));
    }

    [TestCase(EventState.Published, " ", RejectionKind.Conflict)]
    [TestCase(EventState.Draft, " ", null)]
    [TestCase(EventState.Published, "Congress", null)]
    public void Only_a_published_event_needs_a_name(EventState state, string name, RejectionKind? kind)
    {
        var e = EventOf(TimeSpan.FromHours(1));
        (e.State, e.Name) = (state, name);
        Assert.That(Find(e)?.Kind, Is.EqualTo(kind));
        Assert.That(FindProblem(e), Is.EqualTo(kind is null ? null : "/data/attributes/name"));
    }

    [Test]
    public void All_problems_are_reported_together()
    {
        var e = EventOf(TimeSpan.Zero);
        (e.IsDocumentEnabled, e.DocumentLinks) = (true, "{}");
        Assert.That(Find(e)!.Problems.Select(p => p.Detail), Has.Exactly(2).Items.And.All.Not.Empty);
    }

    private static Event EventOf(TimeSpan duration) =>
        new()
        {
            Name = "Congress",
            State = EventState.Published,
            StartsAt = Start,
            EndsAt = Start + duration,
        };

    private static string? FindProblem(Event e) => Find(e)?.Problems[0].Pointer;

    private static RejectedException? Find(Event e)
    {
        try
        {
            PublishingRules.Require(e);
            return null;
        }
        catch (RejectedException rejection)
        {
            return rejection;
        }
    }
}
