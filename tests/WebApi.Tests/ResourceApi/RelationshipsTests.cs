using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;
using static OpenEvent.WebApi.Tests.ResourceApi.ResourceApiFixture;

namespace OpenEvent.WebApi.Tests.ResourceApi;

/// <summary>
/// Relationship URLs: GET reads the linkage, POST adds, PATCH replaces, DELETE removes. A write answers 200 with the parent if something
/// changed, otherwise 204.
/// </summary>
[TestFixture]
public sealed class RelationshipsTests
{
    private string _event = "",
        _identifier = "",
        _type = "",
        _one = "",
        _two = "";

    private string Many => $"/v1/faq-types/{_type}/relationships/faqs";

    private string One => $"/v1/faqs/{_one}/relationships/faq-type";

    [SetUp]
    public async Task SetUp()
    {
        _event = await CreateEventAsync();
        _identifier = (await GetOkAsync(Anonymous, $"/v1/events/{_event}")).Attribute("identifier").GetString()!;
        _type = await CreateFaqTypeAsync(_event, "travel");
        _one = await CreateFaqAsync(_event, "one");
        _two = await CreateFaqAsync(_event, "two");
    }

    private static JsonObject Links(params string[] ids) =>
        new() { ["data"] = new JsonArray([.. ids.Select(id => (JsonNode)JsonApiDocument.Identifier("faq", id))]) };

    private static JsonObject Link(string? type) => new() { ["data"] = type is null ? null : JsonApiDocument.Identifier("faq-type", type) };

    private async Task<string[]> LinkedAsync() => [.. (await GetOkAsync(Anonymous, Many)).Ids];

    [Test]
    public async Task Linkage_has_identifiers_and_links()
    {
        (await Owner.PostAsync(Many, Links(_one))).EnsureStatus(HttpStatusCode.OK);
        var many = await GetOkAsync(Anonymous, Many);
        Assert.That(many.Data.GetRawText(), Is.EqualTo($$"""[{"type":"faq","id":"{{_one}}"}]"""));
        Assert.That(many.Json.GetProperty("links").GetProperty("self").GetString(), Is.EqualTo(Many));
        Assert.That(many.Json.GetProperty("links").GetProperty("related").GetString(), Is.EqualTo($"/v1/faq-types/{_type}/faqs"));
        Assert.That((await GetOkAsync(Anonymous, One)).Data.GetRawText(), Is.EqualTo($$"""{"type":"faq-type","id":"{{_type}}"}"""));
        Assert.That(
            (await GetOkAsync(Anonymous, $"/v1/faqs/{_two}/relationships/faq-type")).Data.ValueKind,
            Is.EqualTo(System.Text.Json.JsonValueKind.Null)
        );
    }

    [Test]
    public async Task Post_adds_to_a_to_many_relationship_and_returns_the_parent()
    {
        var answer = await Owner.PostAsync(Many, Links(_one, _two));
        Assert.That((answer.Status, answer.Id()), Is.EqualTo((HttpStatusCode.OK, _type)));
        Assert.That(await LinkedAsync(), Is.EquivalentTo([_one, _two]));
        Assert.That((await Owner.PostAsync(Many, Links(_two))).Status, Is.EqualTo(HttpStatusCode.NoContent), "nothing changed");
    }

    [Test]
    public async Task Patch_replaces_a_to_many_relationship()
    {
        (await Owner.PostAsync(Many, Links(_one))).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await Owner.PatchAsync(Many, Links(_two))).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await LinkedAsync(), Is.EqualTo((string[])[_two]));
        Assert.That((await Owner.PatchAsync(Many, Links(_two))).Status, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That((await Owner.PatchAsync(Many, Links())).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await LinkedAsync(), Is.Empty);
    }

    [Test]
    public async Task Delete_removes_from_a_to_many_relationship()
    {
        (await Owner.PostAsync(Many, Links(_one, _two))).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await Owner.DeleteAsync(Many, Links(_one))).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await LinkedAsync(), Is.EqualTo((string[])[_two]));
        Assert.That((await Owner.DeleteAsync(Many, Links(_one))).Status, Is.EqualTo(HttpStatusCode.NoContent));
    }

    [Test]
    public async Task A_to_one_relationship_can_be_set_replaced_and_cleared()
    {
        var other = await CreateFaqTypeAsync(_event, "food");
        Assert.That((await Owner.PatchAsync(One, Link(_type))).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await Owner.PatchAsync(One, Link(_type))).Status, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That((await Owner.PatchAsync(One, Link(other))).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(
            (await Owner.DeleteAsync(One, Link(_type))).Status,
            Is.EqualTo(HttpStatusCode.NoContent),
            "it is linked to another FAQ type"
        );
        Assert.That((await Owner.PatchAsync(One, Link(null))).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await Owner.PostAsync(One, Link(_type))).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await Owner.DeleteAsync(One, Link(_type))).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await GetOkAsync(Anonymous, One)).Data.ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
    }

    [Test]
    public async Task A_required_to_one_relationship_accepts_only_get_and_patch_and_cannot_be_changed()
    {
        var url = $"/v1/faqs/{_one}/relationships/event";
        var same = new JsonObject { ["data"] = JsonApiDocument.Identifier("event", _event) };
        Assert.That((await Anonymous.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await Owner.PatchAsync(url, same)).Status, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That((await Owner.PostAsync(url, same)).Status, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        Assert.That((await Owner.DeleteAsync(url, same)).Status, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        Assert.That(
            (await Owner.PatchAsync(url, new JsonObject { ["data"] = null })).Status,
            Is.EqualTo(HttpStatusCode.UnprocessableEntity)
        );
        Assert.That(
            (
                await Owner.PatchAsync(url, new JsonObject { ["data"] = JsonApiDocument.Identifier("event", await CreateEventAsync()) })
            ).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
    }

    [Test]
    public async Task Missing_targets_and_targets_of_another_event_are_not_linked()
    {
        Assert.That((await Owner.PostAsync(Many, Links(_one, "999999"))).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await Owner.PatchAsync(One, Link("999999"))).Status, Is.EqualTo(HttpStatusCode.NotFound));
        var elsewhere = await CreateFaqAsync(await CreateEventAsync(), "elsewhere");
        Assert.That((await Owner.PostAsync(Many, Links(_one, elsewhere))).Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(await LinkedAsync(), Is.Empty, "a rejected request changes no link");
    }

    [TestCase("{}", HttpStatusCode.BadRequest)]
    [TestCase("""{"data":{"type":"faq","id":"1"}}""", HttpStatusCode.UnprocessableEntity)]
    [TestCase("""{"data":[{"type":"event","id":"1"}]}""", HttpStatusCode.UnprocessableEntity)]
    [TestCase("""{"data":[{"type":"faq"}]}""", HttpStatusCode.UnprocessableEntity)]
    [TestCase("""{"data":[1]}""", HttpStatusCode.UnprocessableEntity)]
    [TestCase("""{"data":null}""", HttpStatusCode.UnprocessableEntity)]
    public async Task An_invalid_linkage_is_rejected(string body, HttpStatusCode status) =>
        Assert.That((await Owner.PatchAsync(Many, body)).Status, Is.EqualTo(status));

    [Test]
    public async Task Strangers_do_not_learn_what_is_wrong_with_a_linkage()
    {
        var wrong = new JsonObject { ["data"] = new JsonArray(JsonApiDocument.Identifier("nonsense", _one)) };
        Assert.That((await OtherUser.PatchAsync(Many, wrong)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await Owner.PatchAsync(Many, wrong)).Status, Is.AnyOf(HttpStatusCode.Conflict, HttpStatusCode.UnprocessableEntity));
    }

    [Test]
    public async Task Only_the_event_team_changes_links()
    {
        Assert.That((await OtherUser.PostAsync(Many, Links(_one))).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await Anonymous.PostAsync(Many, Links(_one))).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await LinkedAsync(), Is.Empty);
    }

    [Test]
    public async Task Every_event_url_accepts_the_identifier()
    {
        foreach (var url in new[] { "", "/faqs", "/faq-types", "/relationships/faqs", "/tickets", "/event-type" })
        {
            var byId = await Anonymous.GetAsync($"/v1/events/{_event}{url}");
            var byIdentifier = await Anonymous.GetAsync($"/v1/events/{_identifier}{url}");
            Assert.That(byIdentifier.Status, Is.EqualTo(byId.Status), url);
            if (byId.Status == HttpStatusCode.OK)
                Assert.That(byIdentifier.Data.GetRawText(), Is.EqualTo(byId.Data.GetRawText()), url);
        }

        (
            await Owner.PatchAsync($"/v1/events/{_identifier}", JsonApiDocument.Of("event", _event, new { owner_name = "changed" }))
        ).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await GetOkAsync(Anonymous, $"/v1/events/{_event}")).Attribute("owner-name").GetString(), Is.EqualTo("changed"));
        Assert.That((await Anonymous.GetAsync($"/v1/faqs/{_identifier}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Related_urls_of_a_missing_or_hidden_parent_are_404()
    {
        var draft = await CreateEventAsync(published: false);
        foreach (var parent in new[] { "999999", "nope", draft })
        foreach (var url in new[] { "/faqs", "/tickets", "/owner", "/relationships/faqs", "/orders" })
            Assert.That((await Anonymous.GetAsync($"/v1/events/{parent}{url}")).Status, Is.EqualTo(HttpStatusCode.NotFound), url);
    }

    [Test]
    public async Task The_links_in_a_document_are_valid_urls()
    {
        var row = await GetOkAsync(Owner, $"/v1/faqs/{_one}");
        foreach (var relationship in row.Data.GetProperty("relationships").EnumerateObject())
        {
            var links = relationship.Value.GetProperty("links");
            var linkage = (await GetOkAsync(Owner, links.GetProperty("self").GetString()!)).Data;
            var related = links.GetProperty("related").GetString()!;
            // A to-one relationship without a row is 404 at its related URL, as in the reference.
            var expected = linkage.ValueKind == JsonValueKind.Null ? HttpStatusCode.NotFound : HttpStatusCode.OK;
            Assert.That((await Owner.GetAsync(related)).Status, Is.EqualTo(expected), related);
        }

        Assert.That((await GetOkAsync(Owner, row.Data.GetProperty("links").GetProperty("self").GetString()!)).Id(), Is.EqualTo(_one));
    }
}
