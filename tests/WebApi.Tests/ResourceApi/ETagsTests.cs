using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.WebApi.JsonApi;
using OpenEvent.WebApi.Tests.AllRoutes;
using OpenEvent.WebApi.Tests.Harness;
using static OpenEvent.WebApi.Tests.ResourceApi.ResourceApiFixture;

namespace OpenEvent.WebApi.Tests.ResourceApi;

[TestFixture]
public sealed class ETagsTests
{
    private string _event = "",
        _faq = "";

    private string Url => $"/v1/faqs/{_faq}";

    [SetUp]
    public async Task SetUp()
    {
        _event = await CreateEventAsync();
        _faq = await CreateFaqAsync(_event, "by train");
    }

    private Task<ApiResponse> ChangeAsync(string answer, string? tag) =>
        Owner.PatchAsync(Url, JsonApiDocument.Of("faq", _faq, new { answer }), tag is null ? [] : [("If-Match", tag)]);

    private async Task<string> TextAsync() => (await GetOkAsync(Anonymous, Url)).Attribute("answer").GetString()!;

    [Test]
    public async Task Every_readable_route_of_every_resource_has_a_tag_and_answers_304_to_it()
    {
        await using var tenants = await TwoTenantServer.StartAsync();
        List<string> wrong = [];
        var tried = 0;
        foreach (var endpoint in tenants.Server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (
                endpoint.Metadata.GetMetadata<ResourceRoute>() is not { Operation: "list" or "get" or "related" or "linkage" } resourceRoute
            )
                continue;
            var url = SampleRequests.UrlOf(tenants, endpoint.RoutePattern.RawText!, resourceRoute, tenants.TenantA);
            var first = await tenants.Server.Admin.GetAsync(url);
            if (first.Status == HttpStatusCode.NotFound)
                continue;
            tried++;
            if (first.ETag is not { } tag)
            {
                wrong.Add($"{url}: no tag");
                continue;
            }

            var second = await tenants.Server.Admin.GetAsync(url, ("If-None-Match", tag));
            // Authenticated requests do not change the tag of the admin's account either, although it has the time of the last visit.
            if ((second.Status, second.Bytes.Length) != (HttpStatusCode.NotModified, 0))
                wrong.Add($"{url}: {second.Status}");
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(tried, Is.GreaterThan(60));
    }

    [TestCase("W/{0}", true)]
    [TestCase("{0}", true)]
    [TestCase("\"other\", {0}", true)]
    [TestCase("*", true)]
    [TestCase("\"other\"", false)]
    public async Task If_none_match_compares_weakly(string header, bool known)
    {
        var tag = (await GetOkAsync(Anonymous, Url)).ETag!;
        var answer = await Anonymous.GetAsync(
            Url,
            ("If-None-Match", string.Format(System.Globalization.CultureInfo.InvariantCulture, header, tag))
        );
        Assert.That(answer.Status, Is.EqualTo(known ? HttpStatusCode.NotModified : HttpStatusCode.OK));
    }

    [Test]
    public async Task A_change_changes_the_tags_of_the_resource_and_of_its_lists()
    {
        var one = (await GetOkAsync(Anonymous, Url)).ETag;
        var list = (await GetOkAsync(Anonymous, $"/v1/events/{_event}/faqs")).ETag;
        (await ChangeAsync("changed", null)).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await GetOkAsync(Anonymous, Url)).ETag, Is.Not.EqualTo(one));
        Assert.That((await GetOkAsync(Anonymous, $"/v1/events/{_event}/faqs")).ETag, Is.Not.EqualTo(list));
    }

    [Test]
    public async Task A_change_with_the_latest_tag_in_if_match_is_accepted()
    {
        var tag = (await GetOkAsync(Owner, Url)).ETag!;
        var changed = (await ChangeAsync("second", tag)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            (await ChangeAsync("third", changed.ETag)).Status,
            Is.EqualTo(HttpStatusCode.OK),
            "the tag of the response is valid for the next change"
        );
        Assert.That((await ChangeAsync("fourth", "*")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task The_tag_of_any_representation_is_valid_in_if_match()
    {
        var sparse = (await GetOkAsync(Anonymous, $"{Url}?fields[faq]=question&include=event")).ETag!;
        Assert.That((await ChangeAsync("second", sparse)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_stale_tag_in_if_match_is_rejected_before_anything_is_written()
    {
        var stale = (await GetOkAsync(Owner, Url)).ETag!;
        (await ChangeAsync("second", null)).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await ChangeAsync("lost", stale)).Status, Is.EqualTo(HttpStatusCode.PreconditionFailed));
        Assert.That(
            (await Owner.PatchAsync(Url, "not even JSON:API {}", ("If-Match", stale))).Status,
            Is.EqualTo(HttpStatusCode.BadRequest).Or.EqualTo(HttpStatusCode.PreconditionFailed)
        );
        Assert.That((await Owner.DeleteAsync(Url, null, ("If-Match", stale))).Status, Is.EqualTo(HttpStatusCode.PreconditionFailed));
        Assert.That(
            (await Owner.PatchAsync($"{Url}/relationships/faq-type", """{"data":null}""", ("If-Match", stale))).Status,
            Is.EqualTo(HttpStatusCode.PreconditionFailed)
        );
        Assert.That(await TextAsync(), Is.EqualTo("second"));
    }

    [Test]
    public async Task A_precondition_does_not_reveal_hidden_rows()
    {
        var draft = await CreateFaqAsync(await CreateEventAsync(published: false), "secret");
        Assert.That(
            (
                await OtherUser.PatchAsync(
                    $"/v1/faqs/{draft}",
                    JsonApiDocument.Of("faq", draft, new { answer = "x" }),
                    ("If-Match", "\"1-2\"")
                )
            ).Status,
            Is.EqualTo(HttpStatusCode.NotFound)
        );
    }

    [Test]
    [Repeat(20)]
    public async Task Exactly_one_of_two_concurrent_changes_with_the_same_tag_succeeds()
    {
        var tag = (await GetOkAsync(Owner, Url)).ETag!;
        var answers = await Task.WhenAll(ChangeAsync("left", tag), ChangeAsync("right", tag));
        Assert.That(answers.Select(a => (int)a.Status).Order(), Is.EqualTo((int[])[200, 412]));
        Assert.That(await TextAsync(), Is.EqualTo(answers[0].Status == HttpStatusCode.OK ? "left" : "right"));
    }

    [Test]
    [Repeat(20)]
    public async Task Exactly_one_of_two_concurrent_changes_of_an_event_with_the_same_tag_succeeds()
    {
        var tag = (await GetOkAsync(Owner, $"/v1/events/{_event}")).ETag!;
        var answers = await Task.WhenAll(
            new[] { "left", "right" }.Select(name =>
                Owner.PatchAsync($"/v1/events/{_event}", JsonApiDocument.Of("event", _event, new { owner_name = name }), ("If-Match", tag))
            )
        );
        Assert.That(answers.Select(a => (int)a.Status).Order(), Is.EqualTo((int[])[200, 412]));
    }
}
