using System.Net;
using System.Text.Json;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;
using static OpenEvent.WebApi.Tests.ResourceApi.ResourceApiFixture;

namespace OpenEvent.WebApi.Tests.ResourceApi;

[TestFixture]
public sealed class IncludingTests
{
    private string _event = "",
        _type = "",
        _faq = "",
        _untyped = "";

    [OneTimeSetUp]
    public async Task SetUp()
    {
        _event = await CreateEventAsync();
        _type = await CreateFaqTypeAsync(_event, "travel");
        _faq = await CreateFaqAsync(_event, "by train", _type);
        _untyped = await CreateFaqAsync(_event, "by bus");
    }

    private static IEnumerable<string> Included(ApiResponse answer) =>
        answer
            .Json.GetProperty("included")
            .EnumerateArray()
            .Select(r => $"{r.GetProperty("type").GetString()} {r.GetProperty("id").GetString()}");

    private static JsonElement Linkage(ApiResponse answer, string relationship) =>
        answer.Data.GetProperty("relationships").GetProperty(relationship).GetProperty("data");

    [Test]
    public async Task A_to_one_relationship_is_included_with_its_linkage()
    {
        var answer = await GetOkAsync(Anonymous, $"/v1/faqs/{_faq}?include=faq-type,event");
        Assert.That(Included(answer), Is.EquivalentTo([$"faq-type {_type}", $"event {_event}"]));
        Assert.That(Linkage(answer, "faq-type").GetProperty("id").GetString(), Is.EqualTo(_type));
    }

    [Test]
    public async Task An_empty_to_one_relationship_is_null() =>
        Assert.That(
            Linkage(await GetOkAsync(Anonymous, $"/v1/faqs/{_untyped}?include=faq-type"), "faq-type").ValueKind,
            Is.EqualTo(JsonValueKind.Null)
        );

    [Test]
    public async Task A_to_many_relationship_is_included_with_its_linkage()
    {
        var answer = await GetOkAsync(Anonymous, $"/v1/events/{_event}?include=faqs");
        Assert.That(Included(answer), Is.EquivalentTo([$"faq {_faq}", $"faq {_untyped}"]));
        Assert.That(Linkage(answer, "faqs").GetArrayLength(), Is.EqualTo(2));
    }

    [TestCase("faqs.faq-type")]
    [TestCase("faqs.faq_type")]
    [TestCase("faqs,faqs.faq-type")]
    public async Task Dotted_paths_include_every_segment_once(string include) =>
        Assert.That(
            Included(await GetOkAsync(Anonymous, $"/v1/events/{_event}?include={include}")),
            Is.EquivalentTo([$"faq {_faq}", $"faq {_untyped}", $"faq-type {_type}"])
        );

    [Test]
    public async Task A_row_is_included_once_and_primary_data_is_not_included()
    {
        var answer = await GetOkAsync(Anonymous, $"/v1/events/{_event}/faqs?include=event,event.faqs,faq-type");
        Assert.That(Included(answer), Is.Unique.And.EquivalentTo(new[] { $"event {_event}", $"faq-type {_type}" }));
    }

    [TestCase("nope")]
    [TestCase("event.nope")]
    [TestCase("question")]
    [TestCase("event.faqs.event.faqs.event")]
    [TestCase("event,,nope")]
    public async Task An_unknown_path_is_400_with_the_parameter_even_if_there_are_no_rows(string include)
    {
        await AssertBadParameterAsync(Anonymous, $"/v1/faqs/{_faq}?include={include}", "include");
        await AssertBadParameterAsync(Anonymous, $"/v1/events/{await CreateEventAsync()}/faqs?include={include}", "include");
    }

    [TestCase("include=nope", "include")]
    [TestCase("fields[faq]=nope", "fields[faq]")]
    public async Task A_write_with_an_unknown_name_in_its_query_is_rejected_without_an_effect(string query, string parameter)
    {
        var question = UniqueText();
        var made = await Owner.PostAsync(
            $"/v1/faqs?{query}",
            JsonApiDocument.Of("faq", null, new { question, answer = "a" }, ("event", "event", _event))
        );
        Assert.That((made.Status, made.Parameter), Is.EqualTo((HttpStatusCode.BadRequest, parameter)));
        var changed = await Owner.PatchAsync($"/v1/faqs/{_faq}?{query}", JsonApiDocument.Of("faq", _faq, new { question }));
        Assert.That((changed.Status, changed.Parameter), Is.EqualTo((HttpStatusCode.BadRequest, parameter)));
        Assert.That((await Owner.DeleteAsync($"/v1/faqs/{_faq}?{query}")).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(
            await Server.SqlAsync<long>(
                $"SELECT count(*) FROM faqs WHERE question = '{question}' OR (id = {_faq} AND deleted_at IS NOT NULL)"
            ),
            Is.Zero
        );
    }

    [Test]
    public async Task Responses_to_create_and_update_support_include()
    {
        var made = (
            await Owner.PostAsync(
                "/v1/faqs?include=event",
                JsonApiDocument.Of("faq", null, new { question = UniqueText(), answer = "a" }, ("event", "event", _event))
            )
        ).EnsureStatus(HttpStatusCode.Created);
        Assert.That(Included(made), Is.EqualTo((string[])[$"event {_event}"]));
        var changed = (
            await Owner.PatchAsync($"/v1/faqs/{made.Id()}?include=event", JsonApiDocument.Of("faq", made.Id(), new { answer = "b" }))
        ).EnsureStatus(HttpStatusCode.OK);
        Assert.That(Included(changed), Is.EqualTo((string[])[$"event {_event}"]));
        await Server.SqlAsync($"DELETE FROM faqs WHERE id = {made.Id()}");
    }

    [Test]
    public async Task Hidden_rows_are_not_included()
    {
        var shop = await CreateEventAsync();
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
        );
        var all = $"/v1/events/{shop}?include=tickets,orders,attendees,role-invites,organizers,owner,tickets.attendees,faqs.event.orders";
        Assert.That(Included(await GetOkAsync(OtherUser, all)), Is.Empty);
        Assert.That(Included(await GetOkAsync(Anonymous, all)), Is.Empty);
        Assert.That(Included(await GetOkAsync(Owner, all)), Has.Some.StartsWith("ticket ").And.Some.StartsWith("user "));
    }
}
