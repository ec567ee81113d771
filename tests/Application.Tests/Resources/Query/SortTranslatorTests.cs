using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Tests.Resources.Query;

public sealed class SortTranslatorTests
{
    private static readonly Event Fair = new() { Id = 1, State = EventState.Published };
    private static readonly Event Draft = new() { Id = 2 };

    private static readonly Faq[] Faqs =
    [
        FaqOf(4, "four", "beta"),
        FaqOf(1, "one", "beta"),
        FaqOf(3, "three", "alpha"),
        FaqOf(2, "two", "alpha"),
    ];

    [TestCase("", "one two three four")]
    [TestCase("question", "four one three two")]
    [TestCase("-question", "two three one four")]
    [TestCase("faq-type.name,question", "three two four one")]
    [TestCase("faq-type.name,-question", "two three one four")]
    [TestCase("-faq-type.name,question", "four one three two")]
    [TestCase("-faq-type.name,-question", "one four two three")]
    [TestCase("answer", "one two three four", Description = "equal keys are sorted by id")]
    [TestCase("-answer", "one two three four")]
    [TestCase("id", "one two three four")]
    [TestCase("-id", "four three two one")]
    [TestCase("faq-type.id,-id", "four three two one")]
    public void Rows_are_sorted_by_the_keys_and_then_by_id(string keys, string questions) =>
        Assert.That(string.Join(' ', InMemoryQuery.Sort(Faqs, keys).Select(f => f.Question)), Is.EqualTo(questions));

    [Test]
    public void The_value_of_a_hidden_row_counts_as_missing()
    {
        Faq[] faqs = [FaqOf(1, "visible", "zzz"), FaqOf(2, "hidden", "aaa", Draft)];
        Assert.That(InMemoryQuery.Sort(faqs, "-faq-type.name").Select(f => f.Question), Is.EqualTo(["visible", "hidden"]));
        var owner = new Actor(7) { Roles = [new HeldRole(2, TeamRole.Owner)] };
        Assert.That(InMemoryQuery.Sort(faqs, "faq-type.name", owner).Select(f => f.Question), Is.EqualTo(["hidden", "visible"]));
    }

    [TestCase("nope", "A faq cannot be sorted by nope.")]
    [TestCase("nope.name", "A faq cannot be sorted by nope.")]
    [TestCase("faq-type.nope", "A faq-type cannot be sorted by nope.")]
    [TestCase("faq-type", "A faq cannot be sorted by faq-type.")]
    public void An_unknown_key_is_malformed(string key, string detail) => AssertUnsortable<Faq>(key, detail);

    [Test]
    public void Only_single_visible_columns_are_sorted_by()
    {
        AssertUnsortable<Event>("faqs.question", "An event cannot be sorted by faqs.");
        AssertUnsortable<Event>("document-links", "An event cannot be sorted by document-links.", new Actor(9, IsAdmin: true));
        AssertUnsortable<Event>(
            "completed-order-sales",
            "An event cannot be sorted by completed-order-sales.",
            new Actor(9, IsAdmin: true)
        );
        AssertUnsortable<Session>("comments", "A session cannot be sorted by comments.", new Actor(7));
        AssertUnsortable<Order>("marketer.first-name", "An order cannot be sorted by marketer.", new Actor(7));
        Assert.That(InMemoryQuery.Sort(Array.Empty<Session>(), "comments", new Actor(9, IsAdmin: true)), Is.Empty);
        Assert.That(InMemoryQuery.Sort(Array.Empty<Order>(), "marketer.first-name", new Actor(9, IsAdmin: true)), Is.Empty);
    }

    private static void AssertUnsortable<T>(string key, string detail, Actor? actor = null)
        where T : Entity
    {
        var rejection = Assert.Throws<RejectedException>(() => _ = InMemoryQuery.Sort(Array.Empty<T>(), key, actor).Count())!;
        Assert.That((rejection.Kind, rejection.Problems[0]), Is.EqualTo((RejectionKind.Malformed, new Problem(detail, Parameter: "sort"))));
    }

    private static Faq FaqOf(long id, string question, string type, Event? eventOfType = null) =>
        new()
        {
            Id = id,
            Question = question,
            Answer = "same",
            FaqType = new FaqType
            {
                Id = 9,
                Name = type,
                Event = eventOfType ?? Fair,
                EventId = (eventOfType ?? Fair).Id,
            },
        };
}
