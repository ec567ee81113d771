using System.Net;
using NUnit.Framework;
using static OpenEvent.WebApi.Tests.ResourceApi.ResourceApiFixture;

namespace OpenEvent.WebApi.Tests.ResourceApi;

/// <summary>Filters by fields of related rows. They must not reveal hidden rows.</summary>
[TestFixture]
public sealed class RelatedFilterTests
{
    private string _event = "",
        _marker = "",
        _typed = "",
        _untyped = "",
        _type = "",
        _identifier = "";

    [OneTimeSetUp]
    public async Task SetUp()
    {
        _marker = UniqueText();
        _event = await CreateEventAsync(name: $"Filtered {_marker}");
        _type = await CreateFaqTypeAsync(_event, "travel");
        _typed = await CreateFaqAsync(_event, "by train", _type);
        _untyped = await CreateFaqAsync(_event, "by bus");
        _identifier = (await GetOkAsync(Anonymous, $"/v1/events/{_event}")).Attribute("identifier").GetString()!;
    }

    private async Task<string[]> FaqsAsync(string filter) =>
        [.. (await GetOkAsync(Anonymous, $"/v1/events/{_event}/faqs?{Filter(filter)}")).Ids];

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
    public async Task Has_filters_by_a_to_one_relationship(string filter, bool typed, bool untyped) =>
        Assert.That(
            await FaqsAsync($"[{filter}]"),
            Is.EquivalentTo(new[] { typed ? _typed : null, untyped ? _untyped : null }.OfType<string>())
        );

    [TestCase("""{"name":"faq-type","op":"eq","val":null}""", false, true)]
    [TestCase("""{"name":"faq-type","op":"ne","val":null}""", true, false)]
    [TestCase("""{"name":"faq_type","op":"is_","val":null}""", false, true)]
    [TestCase("""{"name":"faq_type","op":"isnot","val":null}""", true, false)]
    [TestCase("""{"not":{"name":"faq-type","op":"eq","val":null}}""", true, false)]
    [TestCase("""{"name":"event","op":"eq","val":null}""", false, false)]
    [TestCase("""{"or":[{"name":"faq-type","op":"eq","val":null},{"name":"faq-type__name","op":"has","val":"travel"}]}""", true, true)]
    public async Task A_to_one_relationship_is_compared_with_null(string filter, bool typed, bool untyped) =>
        await Has_filters_by_a_to_one_relationship(filter, typed, untyped);

    [TestCase("faqs", "eq", false)]
    [TestCase("faqs", "ne", true)]
    [TestCase("faqs", "is", false)]
    [TestCase("faqs", "isnot", true)]
    public Task A_to_many_relationship_is_compared_with_null(string name, string op, bool found) =>
        Any_filters_by_a_to_many_relationship($$"""{"name":"{{name}}","op":"{{op}}","val":null}""", found);

    [TestCase("""{"name":"faq-type","op":"gt","val":null}""")]
    [TestCase("""{"name":"faq-type","op":"eq","val":1}""")]
    [TestCase("""{"name":"faq-type","op":"eq","field":"question"}""")]
    [TestCase("""{"name":"nope","op":"eq","val":null}""")]
    public Task A_relationship_is_compared_with_null_only(string filter) =>
        AssertBadParameterAsync(Anonymous, $"/v1/events/{_event}/faqs?{Filter($"[{filter}]")}", "filter");

    [TestCase("""{"name":"faqs","op":"any","val":{"name":"question","op":"eq","val":"by train"}}""", true)]
    [TestCase("""{"name":"faqs","op":"any","val":{"or":[{"name":"question","op":"eq","val":"by train"}]}}""", true)]
    [TestCase("""{"name":"faqs__question","op":"any","val":"by train"}""", true)]
    [TestCase("""{"name":"faqs","op":"any","val":{"name":"question","op":"eq","val":"by bus"}}""", false)]
    [TestCase("""{"not":{"name":"faqs","op":"any","val":{"name":"question","op":"eq","val":"by bus"}}}""", true)]
    public async Task Any_filters_by_a_to_many_relationship(string filter, bool found) =>
        Assert.That(
            (await GetOkAsync(Anonymous, $"/v1/events/{_event}/faq-types?{Filter($"[{filter}]")}")).Ids,
            Is.EqualTo(found ? [_type] : Array.Empty<string>())
        );

    [Test]
    public async Task Has_finds_an_event_by_its_own_identifier() =>
        Assert.That(
            await FaqsAsync($$"""[{"name":"event__identifier","op":"has","val":"{{_identifier}}"}]"""),
            Is.EquivalentTo([_typed, _untyped])
        );

    [TestCase("publ%", true)]
    [TestCase("%LISH%", true)]
    [TestCase("draft", false)]
    public async Task Enum_values_can_be_matched_with_wildcards(string pattern, bool found)
    {
        var filter = $$"""[{"name":"state","op":"ilike","val":"{{pattern}}"},{"name":"id","op":"eq","val":{{_event}}}]""";
        Assert.That((await GetOkAsync(Anonymous, $"/v1/events?{Filter(filter)}")).Ids, found ? Has.Exactly(1).Items : Is.Empty);
    }

    [Test]
    public async Task A_hidden_row_behaves_as_absent_in_has_and_in_not_has()
    {
        // The only ticket of a published event is hidden. For other users the event has no tickets.
        var shop = await CreateEventAsync(name: $"Shop {_marker}");
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
            Assert.That(await ShopsAsync(OtherUser, has), Is.Empty, val);
            Assert.That(await ShopsAsync(OtherUser, $$"""{"not":{{has}}}"""), Is.EqualTo((string[])[shop]), val);
            Assert.That(await ShopsAsync(Owner, has), Is.EqualTo((string[])[shop]), val);
            Assert.That(await ShopsAsync(Owner, $$"""{"not":{{has}}}"""), Is.Empty, val);
        }

        const string None = """{"name":"tickets","op":"eq","val":null}""";
        Assert.That(await ShopsAsync(OtherUser, None), Is.EqualTo((string[])[shop]));
        Assert.That(await ShopsAsync(Owner, None), Is.Empty);

        async Task<string[]> ShopsAsync(Harness.ApiClient client, string filter) =>
            [.. (await GetOkAsync(client, $"/v1/events?{Filter($$"""[{"name":"id","op":"eq","val":{{shop}}},{{filter}}]""")}")).Ids];
    }

    [Test]
    public async Task Deleted_rows_behave_as_absent()
    {
        var gone = await CreateFaqAsync(_event, $"gone {_marker}", _type);
        (await Owner.DeleteAsync($"/v1/faqs/{gone}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            (
                await GetOkAsync(
                    Owner,
                    $"/v1/events/{_event}/faq-types?{Filter($$"""[{"name":"faqs__question","op":"any","val":"gone {{_marker}}"}]""")}"
                )
            ).Ids,
            Is.Empty
        );
    }

    [TestCase("""{"name":"owner","op":"has","val":{"name":"email","op":"ilike","val":"engine%"}}""")]
    [TestCase("""{"name":"owner","op":"has","val":{"name":"is-admin","op":"eq","val":true}}""")]
    public async Task Private_fields_of_hidden_rows_match_nothing(string filter)
    {
        Assert.That((await GetOkAsync(OtherUser, $"/v1/events?{Filter($"[{filter}]")}")).Ids, Is.Empty);
        await AssertBadParameterAsync(Anonymous, $"/v1/events?{Filter($"[{filter}]")}", "filter");
    }

    [TestCase("""{"name":"owner","op":"has","val":{"name":"password","op":"ilike","val":"a%"}}""")]
    [TestCase("""{"name":"organizers","op":"any","val":{"or":[]}}""")]
    [TestCase("""{"name":"orders","op":"any","val":{"name":"amount","op":"gt","val":0}}""")]
    [TestCase("""{"name":"attendees","op":"any","val":{"name":"email","op":"ilike","val":"a%"}}""")]
    [TestCase("""{"name":"role-invites","op":"any","val":{"name":"email","op":"ilike","val":"a%"}}""")]
    [TestCase("""{"name":"completed-order-sales","op":"gt","val":0}""")]
    public async Task Private_fields_cannot_be_filtered_by(string filter)
    {
        await AssertBadParameterAsync(OtherUser, $"/v1/events?{Filter($"[{filter}]")}", "filter");
        await AssertBadParameterAsync(Anonymous, $"/v1/events?{Filter($"[{filter}]")}", "filter");
    }

    [TestCase("""{"name":"owner","op":"has","val":{"name":"email","op":"eq","val":"engine-owner@example.org"}}""")]
    [TestCase("""{"not":{"name":"orders","op":"any","val":{"or":[]}}}""")]
    public async Task Staff_can_filter_by_private_fields(string filter) =>
        Assert.That(
            (await GetOkAsync(Admin, $"/v1/events?{Filter($$"""[{"name":"id","op":"eq","val":{{_event}}},{{filter}}]""")}")).Ids,
            Is.EqualTo((string[])[_event])
        );

    [Test]
    public async Task Only_the_event_team_finds_a_draft_event()
    {
        var draft = await CreateEventAsync(published: false, name: $"Secret {_marker}");
        var filter = Filter($$"""[{"name":"name","op":"ilike","val":"%Secret {{_marker}}%"}]""");
        Assert.That((await GetOkAsync(OtherUser, $"/v1/events?{filter}")).Ids, Is.Empty);
        Assert.That((await GetOkAsync(Owner, $"/v1/events?{filter}")).Ids, Is.EqualTo((string[])[draft]));
    }
}
