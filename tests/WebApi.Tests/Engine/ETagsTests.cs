using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.WebApi.JsonApi;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Proof;
using static OpenEvent.WebApi.Tests.Engine.Ground;

namespace OpenEvent.WebApi.Tests.Engine;

[TestFixture]
public sealed class ETagsTests
{
    private string _event = "",
        _faq = "";

    private string Url => $"/v1/faqs/{_faq}";

    [SetUp]
    public async Task SetUp()
    {
        _event = await EventAsync();
        _faq = await FaqAsync(_event, "by train");
    }

    private Task<Answer> ChangeAsync(string answer, string? tag) =>
        Owner.PatchAsync(Url, Document.Of("faq", _faq, new { answer }), tag is null ? [] : [("If-Match", tag)]);

    private async Task<string> TextAsync() => (await ReadAsync(Anyone, Url)).Attribute("answer").GetString()!;

    [Test]
    public async Task Every_readable_route_of_every_resource_has_a_tag_and_answers_304_to_it()
    {
        await using var ground = await ProvingGround.StartAsync();
        List<string> wrong = [];
        var tried = 0;
        foreach (var endpoint in ground.Server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<Surface>() is not { Verb: "list" or "get" or "related" or "linkage" } surface)
                continue;
            var url = Requests.UrlOf(ground, endpoint.RoutePattern.RawText!, surface, ground.Here);
            var first = await ground.Server.Admin.GetAsync(url);
            if (first.Status == HttpStatusCode.NotFound)
                continue;
            tried++;
            if (first.ETag is not { } tag)
            {
                wrong.Add($"{url}: no tag");
                continue;
            }

            var second = await ground.Server.Admin.GetAsync(url, ("If-None-Match", tag));
            // The admin's own account says when he was last here.
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
        var tag = (await ReadAsync(Anyone, Url)).ETag!;
        var answer = await Anyone.GetAsync(
            Url,
            ("If-None-Match", string.Format(System.Globalization.CultureInfo.InvariantCulture, header, tag))
        );
        Assert.That(answer.Status, Is.EqualTo(known ? HttpStatusCode.NotModified : HttpStatusCode.OK));
    }

    [Test]
    public async Task A_change_changes_the_tags_of_the_resource_and_of_its_lists()
    {
        var (one, list) = ((await ReadAsync(Anyone, Url)).ETag, (await ReadAsync(Anyone, $"/v1/events/{_event}/faqs")).ETag);
        (await ChangeAsync("changed", null)).Must(HttpStatusCode.OK);
        Assert.That((await ReadAsync(Anyone, Url)).ETag, Is.Not.EqualTo(one));
        Assert.That((await ReadAsync(Anyone, $"/v1/events/{_event}/faqs")).ETag, Is.Not.EqualTo(list));
    }

    [Test]
    public async Task If_match_lets_a_change_pass_when_it_is_the_latest()
    {
        var tag = (await ReadAsync(Owner, Url)).ETag!;
        var changed = (await ChangeAsync("second", tag)).Must(HttpStatusCode.OK);
        Assert.That(
            (await ChangeAsync("third", changed.ETag)).Status,
            Is.EqualTo(HttpStatusCode.OK),
            "the answer's tag is good for the next change"
        );
        Assert.That((await ChangeAsync("fourth", "*")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_tag_from_any_view_of_the_row_is_good()
    {
        var sparse = (await ReadAsync(Anyone, $"{Url}?fields[faq]=question&include=event")).ETag!;
        Assert.That((await ChangeAsync("second", sparse)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task If_match_refuses_before_anything_is_written()
    {
        var stale = (await ReadAsync(Owner, Url)).ETag!;
        (await ChangeAsync("second", null)).Must(HttpStatusCode.OK);
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
    public async Task A_precondition_is_no_way_to_learn_of_hidden_rows()
    {
        var draft = await FaqAsync(await EventAsync(published: false), "secret");
        Assert.That(
            (
                await Stranger.PatchAsync($"/v1/faqs/{draft}", Document.Of("faq", draft, new { answer = "x" }), ("If-Match", "\"1-2\""))
            ).Status,
            Is.EqualTo(HttpStatusCode.NotFound)
        );
    }

    [Test]
    [Repeat(20)]
    public async Task Of_two_changes_at_once_with_the_same_tag_exactly_one_wins()
    {
        var tag = (await ReadAsync(Owner, Url)).ETag!;
        var answers = await Task.WhenAll(ChangeAsync("left", tag), ChangeAsync("right", tag));
        Assert.That(answers.Select(a => (int)a.Status).Order(), Is.EqualTo((int[])[200, 412]));
        Assert.That(await TextAsync(), Is.EqualTo(answers[0].Status == HttpStatusCode.OK ? "left" : "right"));
    }

    [Test]
    [Repeat(20)]
    public async Task Of_two_changes_of_an_event_at_once_with_the_same_tag_exactly_one_wins()
    {
        var tag = (await ReadAsync(Owner, $"/v1/events/{_event}")).ETag!;
        var answers = await Task.WhenAll(
            new[] { "left", "right" }.Select(name =>
                Owner.PatchAsync($"/v1/events/{_event}", Document.Of("event", _event, new { owner_name = name }), ("If-Match", tag))
            )
        );
        Assert.That(answers.Select(a => (int)a.Status).Order(), Is.EqualTo((int[])[200, 412]));
    }
}
