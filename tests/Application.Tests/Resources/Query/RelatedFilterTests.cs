using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Tests.Resources.Query;

/// <summary>Conditions on linked rows: a row that the actor may not see behaves like one that does not exist.</summary>
public sealed class RelatedFilterTests
{
    private static readonly Event Fair = new()
    {
        Id = 1,
        Name = "Fair",
        State = EventState.Published,
    };
    private static readonly Event Draft = new() { Id = 2, Name = "Draft" };
    private static readonly Event Deleted = new()
    {
        Id = 3,
        Name = "Gone",
        State = EventState.Published,
        DeletedAt = DateTimeOffset.UnixEpoch,
    };

    private static readonly Actor DraftOwner = new(7) { Roles = [new HeldRole(2, TeamRole.Owner)] };

    private static readonly Ticket[] Tickets =
    [
        new()
        {
            Id = 1,
            Name = "of-fair",
            Event = Fair,
            EventId = 1,
        },
        new()
        {
            Id = 2,
            Name = "of-draft",
            Event = Draft,
            EventId = 2,
        },
        new()
        {
            Id = 3,
            Name = "of-gone",
            Event = Deleted,
            EventId = 3,
        },
    ];

    private static readonly Faq[] Faqs =
    [
        new()
        {
            Id = 1,
            Question = "with",
            EventId = 1,
            FaqTypeId = 4,
            FaqType = new FaqType
            {
                Id = 4,
                Name = "Travel",
                EventId = 1,
                Event = Fair,
            },
        },
        new()
        {
            Id = 2,
            Question = "without",
            EventId = 1,
        },
        new()
        {
            Id = 3,
            Question = "hidden",
            EventId = 1,
            FaqTypeId = 5,
            FaqType = new FaqType
            {
                Id = 5,
                Name = "Travel",
                EventId = 2,
                Event = Draft,
            },
        },
    ];

    [TestCase("""[{"name":"event","op":"has","val":{"name":"name","op":"eq","val":"Fair"}}]""", "of-fair")]
    [TestCase("""[{"name":"event__name","op":"has","val":"Fair"}]""", "of-fair")]
    [TestCase("""[{"name":"event__name","op":"has","val":"Draft"}]""", "")]
    [TestCase("""[{"name":"event__name","op":"has","val":"Gone"}]""", "")]
    [TestCase(
        """[{"name":"event","op":"any","val":[{"name":"name","op":"eq","val":"Fair"},{"name":"id","op":"eq","val":1}]}]""",
        "of-fair"
    )]
    [TestCase("""[{"name":"event","op":"has","val":[{"name":"name","op":"eq","val":"Fair"},{"name":"id","op":"eq","val":2}]}]""", "")]
    [TestCase("""[{"name":"event","op":"has","val":[]}]""", "of-fair")]
    [TestCase("""[{"not":{"name":"event__name","op":"has","val":"Fair"}}]""", "of-draft of-gone")]
    public void Visitors_filter_by_visible_events_only(string filter, string names) =>
        Assert.That(string.Join(' ', InMemoryQuery.Filter(Tickets, filter).Select(t => t.Name)), Is.EqualTo(names));

    [Test]
    public void The_team_of_a_draft_filters_by_it() =>
        Assert.That(
            InMemoryQuery.Filter(Tickets, """[{"name":"event__name","op":"has","val":"Draft"}]""", DraftOwner).Single().Name,
            Is.EqualTo("of-draft")
        );

    [TestCase("""[{"name":"faq-type","op":"is","val":null}]""", "without hidden")]
    [TestCase("""[{"name":"faq_type","op":"eq","val":null}]""", "without hidden")]
    [TestCase("""[{"name":"faq-type","op":"isnot","val":null}]""", "with")]
    [TestCase("""[{"name":"faq-type","op":"ne","val":null}]""", "with")]
    [TestCase("""[{"not":{"name":"faq-type","op":"eq","val":null}}]""", "with")]
    [TestCase("""[{"not":{"name":"faq-type","op":"ne","val":null}}]""", "without hidden")]
    [TestCase("""[{"name":"faq-type__name","op":"has","val":"Travel"}]""", "with")]
    [TestCase("""[{"not":{"name":"faq-type__name","op":"has","val":"Travel"}}]""", "without hidden")]
    public void An_optional_link_is_tested_for_a_visible_row(string filter, string questions) =>
        Assert.That(string.Join(' ', InMemoryQuery.Filter(Faqs, filter).Select(f => f.Question)), Is.EqualTo(questions));
}
