using System.Net;
using System.Text.Json.Nodes;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;
using static OpenEvent.WebApi.Tests.ResourceApi.ResourceApiFixture;

namespace OpenEvent.WebApi.Tests.ResourceApi;

[TestFixture]
public sealed class ErrorsTests
{
    private string _event = "",
        _faq = "";

    [OneTimeSetUp]
    public async Task SetUp()
    {
        _event = await CreateEventAsync();
        _faq = await CreateFaqAsync(_event, "by train");
    }

    private static IEnumerable<string> Pointers(ApiResponse answer) =>
        answer.Json.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("source").GetProperty("pointer").GetString()!);

    [Test]
    public async Task Every_error_in_a_post_is_reported_with_its_pointer()
    {
        var body = JsonApiDocument.Of(
            "event",
            null,
            new
            {
                name = 5,
                starts_at = "yesterday",
                is_featured = "perhaps",
                latitude = 91,
                logo_url = "ftp://x",
                paypal_email = "nobody",
                timezone = "Mars/Base",
            }
        );
        body["data"]!["relationships"] = new JsonObject
        {
            ["event-type"] = new JsonObject
            {
                ["data"] = new JsonObject { ["type"] = "event-topic", ["id"] = "x" },
            },
            ["event-topic"] = new JsonObject(),
        };
        var answer = await Owner.PostAsync("/v1/events", body);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(
            Pointers(answer),
            Is.EquivalentTo([
                "/data/attributes/name",
                "/data/attributes/starts-at",
                "/data/attributes/is-featured",
                "/data/attributes/latitude",
                "/data/attributes/logo-url",
                "/data/attributes/paypal-email",
                "/data/attributes/timezone",
                "/data/attributes/ends-at",
                "/data/relationships/event-type/data/type",
                "/data/relationships/event-type/data/id",
                "/data/relationships/event-topic",
            ])
        );
    }

    [Test]
    public async Task Every_error_in_a_patch_is_reported_and_nothing_is_written()
    {
        var answer = await Owner.PatchAsync(
            $"/v1/faqs/{_faq}",
            JsonApiDocument.Of(
                "faq",
                _faq,
                new
                {
                    question = "changed",
                    answer = 5,
                    deleted_at = "never",
                }
            )
        );
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(Pointers(answer), Is.EquivalentTo(["/data/attributes/answer", "/data/attributes/deleted-at"]));
        Assert.That((await GetOkAsync(Owner, $"/v1/faqs/{_faq}")).Attribute("question").GetString(), Is.EqualTo("by train"));
    }

    [Test]
    public async Task Every_missing_target_is_reported()
    {
        var answer = await Owner.PostAsync(
            "/v1/faqs",
            JsonApiDocument.Of(
                "faq",
                null,
                new { question = "q", answer = "a" },
                ("event", "event", "999999"),
                ("faq-type", "faq-type", "999999")
            )
        );
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(Pointers(answer), Is.EquivalentTo(["/data/relationships/event/data", "/data/relationships/faq-type/data"]));
    }

    [Test]
    public async Task An_invisible_target_is_reported_as_missing()
    {
        var draft = await CreateEventAsync(published: false);
        var answer = await OtherUser.PostAsync(
            "/v1/faqs",
            JsonApiDocument.Of("faq", null, new { question = "q", answer = "a" }, ("event", "event", draft))
        );
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task An_error_has_all_members_that_clients_read()
    {
        var schema = await Owner.PatchAsync($"/v1/faqs/{_faq}", JsonApiDocument.Of("faq", _faq, new { answer = 5 }));
        Assert.That(schema.Error.GetProperty("status").GetString(), Is.EqualTo("422"));
        Assert.That(schema.Error.GetProperty("title").GetString(), Is.EqualTo("Validation error"));
        var raised = await Owner.GetAsync("/v1/faqs/999999");
        Assert.That(raised.Error.GetProperty("status").GetInt32(), Is.EqualTo(404));
        foreach (var answer in new[] { schema, raised })
        {
            Assert.That(answer.Detail, Is.Not.Empty);
            Assert.That(answer.Json.GetProperty("jsonapi").GetProperty("version").GetString(), Is.EqualTo("1.0"));
            Assert.That(answer.ContentHeaders.ContentType!.ToString(), Is.EqualTo(ApiClient.JsonApi));
        }
    }

    [TestCase("""{"data":{"type":"faq-type","id":"ID","attributes":{}}}""", HttpStatusCode.Conflict, "/data/type")]
    [TestCase("""{"data":{"type":"faq","attributes":{}}}""", HttpStatusCode.BadRequest, "/data/id")]
    [TestCase("""{"data":{"type":"faq","id":"1","attributes":{}}}""", HttpStatusCode.BadRequest, "/data/id")]
    [TestCase("""{"data":{"id":"ID","attributes":{}}}""", HttpStatusCode.UnprocessableEntity, "/data")]
    [TestCase("""{"data":[]}""", HttpStatusCode.UnprocessableEntity, "/")]
    [TestCase("""{}""", HttpStatusCode.UnprocessableEntity, "/")]
    [TestCase("""{"data":{"type":"faq","id":"ID","attributes":[]}}""", HttpStatusCode.UnprocessableEntity, "/data/attributes")]
    [TestCase("""{"data":""", HttpStatusCode.BadRequest, "")]
    [TestCase("", HttpStatusCode.BadRequest, "")]
    public async Task A_malformed_document_is_rejected_with_its_pointer(string body, HttpStatusCode status, string pointer)
    {
        var answer = await Owner.PatchAsync($"/v1/faqs/{_faq}", body.Replace("ID", _faq, StringComparison.Ordinal));
        Assert.That((answer.Status, answer.Pointer), Is.EqualTo((status, pointer)));
    }

    [Test]
    public async Task The_id_may_be_a_number_and_unknown_members_are_ignored()
    {
        var answer = await Owner.PatchAsync(
            $"/v1/faqs/{_faq}",
            $$$"""
            {
                "data": {
                    "type": "faq",
                    "id": {{{_faq}}},
                    "attributes": { "nope": 1, "answer": "here" },
                    "relationships": { "nope": { "data": null } },
                    "meta": {}
                },
                "x": 1
            }
            """
        );
        Assert.That((answer.Status, answer.Attribute("answer").GetString()), Is.EqualTo((HttpStatusCode.OK, "here")));
    }

    [Test]
    public async Task Unknown_routes_and_unsupported_methods_answer_with_error_documents()
    {
        var missing = await Anonymous.GetAsync("/v1/nothing");
        Assert.That((missing.Status, missing.Error.GetProperty("title").GetString()), Is.EqualTo((HttpStatusCode.NotFound, "Not Found")));
        var method = await Anonymous.SendAsync(HttpMethod.Delete, "/v1/events", null);
        Assert.That(
            (method.Status, method.Error.GetProperty("title").GetString()),
            Is.EqualTo((HttpStatusCode.MethodNotAllowed, "Method Not Allowed"))
        );
    }

    [Test]
    public async Task An_empty_to_one_relationship_is_404_with_an_error()
    {
        var answer = await Anonymous.GetAsync($"/v1/faqs/{_faq}/faq-type");
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(answer.Error.GetProperty("status").GetRawText().Trim('"'), Is.EqualTo("404"));
    }
}
