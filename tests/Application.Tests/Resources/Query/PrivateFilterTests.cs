using NUnit.Framework;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Program;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Tests.Resources.Query;

/// <summary>A condition on a private field, and its negation, hold only on rows whose private fields the actor sees.</summary>
public sealed class PrivateFilterTests
{
    private static readonly Actor Submitter = new(1, "ann@example.org");
    private static readonly Actor Admin = new(9, IsAdmin: true);
    private static readonly Actor Owner = new(7) { Roles = [new HeldRole(1, TeamRole.Owner)] };

    private static readonly Session[] Sessions =
    [
        new()
        {
            Id = 1,
            Title = "own",
            Comments = "please",
            CreatorId = 1,
            EventId = 2,
        },
        new()
        {
            Id = 2,
            Title = "other",
            Comments = "please",
            CreatorId = 2,
            EventId = 2,
        },
        new()
        {
            Id = 3,
            Title = "silent",
            Comments = "no",
            CreatorId = 1,
            EventId = 2,
        },
    ];

    private static readonly User Buyer = new()
    {
        Id = 1,
        Email = "ann@example.org",
        FirstName = "Ann",
    };
    private static readonly Event Fair = new() { Id = 1, State = EventState.Published };

    private static readonly Order[] Orders =
    [
        new()
        {
            Id = 1,
            EventId = 1,
            Event = Fair,
            UserId = 1,
            User = Buyer,
            City = "Rome",
        },
        new()
        {
            Id = 2,
            EventId = 2,
            Event = Fair,
            UserId = 2,
            User = Buyer,
            City = "Rome",
        },
    ];

    [TestCase("""[{"name":"comments","op":"eq","val":"please"}]""", "own", "own other")]
    [TestCase("""[{"not":{"name":"comments","op":"eq","val":"please"}}]""", "silent", "silent")]
    [TestCase("""[{"name":"comments","op":"ne","field":"title"}]""", "own silent", "own other silent")]
    [TestCase("""[{"name":"title","op":"ne","field":"comments"}]""", "own silent", "own other silent")]
    [TestCase(
        """[{"or":[{"name":"comments","op":"eq","val":"no"},{"name":"title","op":"eq","val":"other"}]}]""",
        "other silent",
        "other silent"
    )]
    public void A_private_field_is_compared_on_own_rows(string filter, string own, string all)
    {
        Assert.That(Titles(filter, Submitter), Is.EqualTo(own));
        Assert.That(Titles(filter, Admin), Is.EqualTo(all));
    }

    [Test]
    public void A_visitor_cannot_name_a_private_field()
    {
        var rejection = Assert.Throws<RejectedException>(() => Titles("""[{"name":"comments","op":"eq","val":"x"}]""", Actor.Anonymous))!;
        Assert.That(rejection.Message, Is.EqualTo("A session cannot be filtered by comments."));
    }

    [TestCase("""[{"name":"user__email","op":"has","val":"ann@example.org"}]""")]
    [TestCase("""[{"name":"user__first-name","op":"has","val":"Ann"}]""")]
    public void The_contact_data_of_a_buyer_is_compared_on_orders_of_the_own_event(string filter)
    {
        Assert.That(InMemoryQuery.Filter(Orders, filter, Owner).Select(o => o.Id), Is.EqualTo([1]));
        Assert.That(InMemoryQuery.Filter(Orders, filter, Admin).Count(), Is.EqualTo(2));
        Assert.That(() => InMemoryQuery.Filter(Orders, filter, Actor.Anonymous).Count(), Throws.TypeOf<RejectedException>());
    }

    [Test]
    public void A_missing_contact_is_tested_on_orders_of_the_own_event()
    {
        Assert.That(InMemoryQuery.Filter(Orders, """[{"name":"user","op":"ne","val":null}]""", Owner).Single().Id, Is.EqualTo(1));
        Assert.That(InMemoryQuery.Filter(Orders, """[{"not":{"name":"user","op":"ne","val":null}}]""", Owner), Is.Empty);
    }

    private static string Titles(string filter, Actor actor) =>
        string.Join(' ', InMemoryQuery.Filter(Sessions, filter, actor).Select(s => s.Title));
}
