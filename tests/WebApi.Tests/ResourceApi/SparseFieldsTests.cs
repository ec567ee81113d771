using NUnit.Framework;
using static OpenEvent.WebApi.Tests.ResourceApi.ResourceApiFixture;

namespace OpenEvent.WebApi.Tests.ResourceApi;

[TestFixture]
public sealed class SparseFieldsTests
{
    private string _event = "",
        _faq = "";

    [OneTimeSetUp]
    public async Task SetUp()
    {
        _event = await CreateEventAsync();
        _faq = await CreateFaqAsync(_event, "by train");
    }

    [TestCase("fields[event]=name", "name")]
    [TestCase("fields[event]=starts-at", "starts-at")]
    [TestCase("fields[event]=name,starts_at", "name starts-at")]
    [TestCase("fields[event]=name,starts-at", "name starts-at")]
    [TestCase("fields[events]=name", "name")]
    [TestCase("fields[events]=name&fields[event]=starts-at", "name starts-at")]
    [TestCase("fields[event]=id", "")]
    [TestCase("fields[events]=id", "")]
    [TestCase("fields[event]=", "")]
    [TestCase("fields[faq]=question", null)]
    public async Task Only_the_named_attributes_and_the_id_are_sent(string query, string? names)
    {
        var answer = await GetOkAsync(Anonymous, $"/v1/events/{_event}?{query}");
        Assert.That(answer.Id(), Is.EqualTo(_event));
        var sent = answer.Data.GetProperty("attributes").EnumerateObject().Select(a => a.Name).Order().ToList();
        if (names is null)
            Assert.That(sent, Has.Count.GreaterThan(50));
        else
            Assert.That(string.Join(' ', sent), Is.EqualTo(names));
    }

    [Test]
    public async Task Relationships_are_named_like_attributes() =>
        Assert.That(
            (await GetOkAsync(Anonymous, $"/v1/faqs/{_faq}?fields[faq]=question,faq_type"))
                .Data.GetProperty("relationships")
                .EnumerateObject()
                .Select(r => r.Name),
            Is.EqualTo((string[])["faq-type"])
        );

    [Test]
    public async Task Each_list_of_relationships_is_returned_with_its_links()
    {
        string[] names = ["tickets", "faqs", "sponsors", "tracks", "sessions", "speakers"];
        for (var subset = 1; subset < 1 << names.Length; subset++)
        {
            var chosen = names.Where((_, i) => (subset & (1 << i)) != 0).ToList();
            var answer = await GetOkAsync(Anonymous, $"/v1/events/{_event}?fields[event]={string.Join(',', chosen)}");
            Assert.That(
                answer.Data.GetProperty("relationships").EnumerateObject().Select(r => r.Name),
                Is.EquivalentTo(chosen),
                "the links of the chosen relationships"
            );
        }
    }

    [Test]
    public async Task Each_type_of_a_document_has_its_own_field_list()
    {
        var answer = await GetOkAsync(Anonymous, $"/v1/faqs/{_faq}?include=event&fields[event]=name&fields[faq]=answer");
        Assert.That(answer.Data.GetProperty("attributes").EnumerateObject().Select(a => a.Name), Is.EqualTo((string[])["answer"]));
        Assert.That(
            answer.Json.GetProperty("included")[0].GetProperty("attributes").EnumerateObject().Select(a => a.Name),
            Is.EqualTo((string[])["name"])
        );
    }

    [TestCase("fields[event]=nope", "fields[event]")]
    [TestCase("fields[event]=name,nope", "fields[event]")]
    [TestCase("fields[events]=nope", "fields[events]")]
    [TestCase("fields[nope]=name", "fields[nope]")]
    [TestCase("fields[nopes]=name", "fields[nopes]")]
    [TestCase("fields[eventss]=name", "fields[eventss]")]
    [TestCase("fields[]=name", "fields[]")]
    public async Task Unknown_names_are_400_with_the_parameter(string query, string parameter)
    {
        await AssertBadParameterAsync(Anonymous, $"/v1/events/{_event}?{query}", parameter);
        await AssertBadParameterAsync(Anonymous, $"/v1/events?{query}", parameter);
    }

    [TestCase("faq_types")]
    [TestCase("faq-types")]
    [TestCase("faq-type")]
    public async Task The_path_of_a_type_is_taken_for_the_type(string type) =>
        Assert.That(
            (await GetOkAsync(Anonymous, $"/v1/faqs/{_faq}?fields[{type}]=name&fields[faqs]=question"))
                .Data.GetProperty("attributes")
                .EnumerateObject()
                .Select(a => a.Name),
            Is.EqualTo((string[])["question"])
        );

    [Test]
    public async Task Requesting_a_private_field_does_not_show_it() =>
        Assert.That(
            (await GetOkAsync(OtherUser, $"/v1/events/{_event}?fields[event]=completed-order-sales,name"))
                .Data.GetProperty("attributes")
                .EnumerateObject()
                .Select(a => a.Name),
            Is.EqualTo((string[])["name"])
        );
}
