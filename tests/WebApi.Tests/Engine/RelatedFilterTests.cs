using System.Net;
using NUnit.Framework;
using static OpenEvent.WebApi.Tests.Engine.Ground;

namespace OpenEvent.WebApi.Tests.Engine;

/// <summary>Filters that look through relationships: what they find, and that they find nothing hidden.</summary>
[TestFixture]
public sealed class RelatedFilterTests
{
    private string _event = "",
        _mark = "",
        _typed = "",
        _untyped = "",
        _type = "",
        _identifier = "";

    [OneTimeSetUp]
    public async Task SetUp()
    {
        _mark = Mark();
        _event = await EventAsync(name: $"Through {_mark}");
        _type = await FaqTypeAsync(_event, "travel");
        _typed = await FaqAsync(_event, "by train", _type);
        _untyped = await FaqAsync(_event, "by bus");
        _identifier = (await ReadAsync(Anyone, $"/v1/events/{_event}")).Attribute("identifier").GetString()!;
    }

    private async Task<string[]> FaqsAsync(string filter) =>
        [.. (await ReadAsync(Anyone, $"/v1/events/{_event}/faqs?{Filter(filter)}")).Ids];

    [TestCase("""{"name":"faq-type","op":"has","val":{"name":"name","op":"eq","val":"travel"}}""", true, false)]
    [TestCase("""{"name":"faq_type","op":"has","val":{"name":"name","op":"eq","val":"food"}}""", false, false)]
    [TestCase(
        """{"name":"faq-type","op":"has","val":{"or":[{"name":"name","op":"eq","val":"travel"},{"name":"name","op":"eq","val":"food"}]}}""",
        true,
        false
    )]
    [TestCase(
        """{"name":"faq-type","op":"has","val":{"and":[{"name":"name","op":"like","val":"t%"},{"name":"name","op":"like","val":"%l"}]}}""",
        true,
        false
    )]
    [TestCase("""{"name":"faq-type","op":"has","val":{"or":[]}}""", true, false)]
    [TestCase("""{"name":"faq-type__name","op":"has","val":"travel"}""", true, false)]
    [TestCase("""{"name":"faq_type__name","op":"has","val":"travel"}""", true, false)]
    [TestCase(
        """{"name":"faq-type","op":"has","val":{"name":"event","op":"has","val":{"name":"state","op":"eq","val":"published"}}}""",
        true,
        false
    )]
    [TestCase("""{"not":{"name":"faq-type","op":"has","val":{"name":"name","op":"eq","val":"travel"}}}""", false, true)]
    [TestCase("""{"not":{"name":"faq-type","op":"has","val":{"name":"name","op":"eq","val":"food"}}}""", true, true)]
    public async Task Has_looks_through_a_to_one(string filter, bool typed, bool untyped) =>
        Assert.That(
            await FaqsAsync($"[{filter}]"),
            Is.EquivalentTo(new[] { typed ? _typed : null, untyped ? _untyped : null }.OfType<string>())
        );

    [TestCase("""{"name":"faqs","op":"any","val":{"name":"question","op":"eq","val":"by train"}}""", true)]
    [TestCase("""{"name":"faqs","op":"any","val":{"or":[{"name":"question","op":"eq","val":"by train"}]}}""", true)]
    [TestCase("""{"name":"faqs__question","op":"any","val":"by train"}""", true)]
    [TestCase("""{"name":"faqs","op":"any","val":{"name":"question","op":"eq","val":"by bus"}}""", false)]
    [TestCase("""{"not":{"name":"faqs","op":"any","val":{"name":"question","op":"eq","val":"by bus"}}}""", true)]
    public async Task Any_looks_through_a_to_many(string filter, bool found) =>
        Assert.That(
            (await ReadAsync(Anyone, $"/v1/events/{_event}/faq-types?{Filter($"[{filter}]")}")).Ids,
            Is.EqualTo(found ? [_type] : Array.Empty<string>())
        );

    [Test]
    public async Task An_event_is_found_by_the_identifier_of_its_own() =>
        Assert.That(
            await FaqsAsync($$"""[{"name":"event__identifier","op":"has","val":"{{_identifier}}"}]"""),
            Is.EquivalentTo([_typed, _untyped])
        );

    [TestCase("publ%", true)]
    [TestCase("%LISH%", true)]
    [TestCase("draft", false)]
    public async Task Words_of_a_list_are_searched_with_wildcards_too(string pattern, bool found) =>
        Assert.That(
            (
                await ReadAsync(
                    Anyone,
                    $"/v1/events?{Filter($$"""[{"name":"state","op":"ilike","val":"{{pattern}}"},{"name":"id","op":"eq","val":{{_event}}}]""")}"
                )
            ).Ids,
            found ? Has.Exactly(1).Items : Is.Empty
        );

    [Test]
    public async Task A_hidden_row_behaves_as_absent_in_has_and_in_not_has()
    {
        // A published event whose only ticket is hidden: to a stranger it has no ticket at all, whatever its name is.
        var shop = await EventAsync(name: $"Shop {_mark}");
        (
            await Owner.CreateAsync(
                "ticket",
                new
                {
                    name = "Backstage",
                    type = "free",
                    quantity = 1,
                    is_hidden = true,
                    sales_starts_at = "2020-01-01T00:00:00Z",
                    sales_ends_at = "2099-01-01T00:00:00Z",
                    min_order = 1,
                    max_order = 1,
                },
                ("event", "event", shop)
            )
        ).Id();
        foreach (
            var val in new[]
            {
                """{"or":[]}""",
                """{"name":"name","op":"ilike","val":"b%"}""",
                """{"name":"quantity","op":"ge","val":0}""",
                """{"not":{"name":"name","op":"ilike","val":"z%"}}""",
            }
        )
        {
            var has = $$"""{"name":"tickets","op":"any","val":{{val}}}""";
            Assert.That(await ShopsAsync(Stranger, has), Is.Empty, val);
            Assert.That(await ShopsAsync(Stranger, $$"""{"not":{{has}}}"""), Is.EqualTo((string[])[shop]), val);
            Assert.That(await ShopsAsync(Owner, has), Is.EqualTo((string[])[shop]), val);
            Assert.That(await ShopsAsync(Owner, $$"""{"not":{{has}}}"""), Is.Empty, val);
        }

        async Task<string[]> ShopsAsync(Harness.Client who, string filter) =>
            [.. (await ReadAsync(who, $"/v1/events?{Filter($$"""[{"name":"id","op":"eq","val":{{shop}}},{{filter}}]""")}")).Ids];
    }

    [Test]
    public async Task Deleted_rows_behave_as_absent()
    {
        var gone = await FaqAsync(_event, $"gone {_mark}", _type);
        (await Owner.DeleteAsync($"/v1/faqs/{gone}")).Must(HttpStatusCode.OK);
        Assert.That(
            (
                await ReadAsync(
                    Owner,
                    $"/v1/events/{_event}/faq-types?{Filter($$"""[{"name":"faqs__question","op":"any","val":"gone {{_mark}}"}]""")}"
                )
            ).Ids,
            Is.Empty
        );
    }

    [TestCase("""{"name":"owner","op":"has","val":{"name":"email","op":"ilike","val":"engine%"}}""")]
    [TestCase("""{"name":"owner","op":"has","val":{"name":"is-admin","op":"eq","val":true}}""")]
    [TestCase("""{"name":"owner","op":"has","val":{"name":"password","op":"ilike","val":"a%"}}""")]
    [TestCase("""{"name":"organizers","op":"any","val":{"or":[]}}""")]
    [TestCase("""{"name":"orders","op":"any","val":{"name":"amount","op":"gt","val":0}}""")]
    [TestCase("""{"name":"attendees","op":"any","val":{"name":"email","op":"ilike","val":"a%"}}""")]
    [TestCase("""{"name":"role-invites","op":"any","val":{"name":"email","op":"ilike","val":"a%"}}""")]
    [TestCase("""{"name":"completed-order-sales","op":"gt","val":0}""")]
    public async Task What_is_private_cannot_be_asked_for(string filter)
    {
        await MustNameAsync(Stranger, $"/v1/events?{Filter($"[{filter}]")}", "filter");
        await MustNameAsync(Anyone, $"/v1/events?{Filter($"[{filter}]")}", "filter");
    }

    [TestCase("""{"name":"owner","op":"has","val":{"name":"email","op":"eq","val":"engine-owner@example.org"}}""")]
    [TestCase("""{"not":{"name":"orders","op":"any","val":{"or":[]}}}""")]
    public async Task Staff_may_ask_for_it(string filter) =>
        Assert.That(
            (await ReadAsync(Admin, $"/v1/events?{Filter($$"""[{"name":"id","op":"eq","val":{{_event}}},{{filter}}]""")}")).Ids,
            Is.EqualTo((string[])[_event])
        );

    [Test]
    public async Task Drafts_are_found_by_their_team_only()
    {
        var draft = await EventAsync(published: false, name: $"Secret {_mark}");
        var filter = Filter($$"""[{"name":"name","op":"ilike","val":"%Secret {{_mark}}%"}]""");
        Assert.That((await ReadAsync(Stranger, $"/v1/events?{filter}")).Ids, Is.Empty);
        Assert.That((await ReadAsync(Owner, $"/v1/events?{filter}")).Ids, Is.EqualTo((string[])[draft]));
    }
}
