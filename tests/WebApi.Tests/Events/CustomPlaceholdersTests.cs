using System.Net;
using System.Text.Json;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Events;

public sealed class CustomPlaceholdersTests : ServerFixture
{
    private string _topic = "",
        _sub = "";
    private int _names;

    [OneTimeSetUp]
    public async Task AddTopic() => _topic = (await Server.Admin.CreateAsync("event-topic", new { name = "Science" })).Id();

    [SetUp]
    public async Task AddSubTopic() => _sub = await CreateSubTopicAsync();

    [Test]
    public async Task Anyone_reads_placeholders_and_only_staff_write_them()
    {
        var id = await CreateAsync(_sub);
        Assert.That(
            (await Server.Anonymous.GetAsync("/v1/custom-placeholders?page[size]=0")).EnsureStatus(HttpStatusCode.OK).Ids,
            Does.Contain(id)
        );
        var organizer = await Server.RegisterUserAsync();
        await TestEvents.CreateAsync(organizer);
        Assert.That(
            (await TryCreateAsync(organizer, new { name = "Sky", original_image_url = "https://example.org/sky.png" })).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        Assert.That((await organizer.DeleteAsync($"/v1/custom-placeholders/{id}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(
            (await organizer.DeleteAsync($"/v1/event-sub-topics/{_sub}/custom-placeholder")).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
    }

    [Test]
    public async Task The_original_image_is_required_and_smaller_images_are_read_only()
    {
        foreach (
            var wrong in new object[]
            {
                new { name = "Sky" },
                new { name = "Sky", original_image_url = "sky.png" },
                new { name = "Sky", original_image_url = (string?)null },
            }
        )
        {
            var answer = await TryCreateAsync(Server.Admin, wrong);
            Assert.That(((int)answer.Status, answer.Pointer), Is.EqualTo((422, "/data/attributes/original-image-url")));
        }

        var made = await TryCreateAsync(
            Server.Admin,
            new
            {
                name = "Sky",
                original_image_url = "https://example.org/sky.png",
                icon_image_url = "https://example.org/forged.png",
            }
        );
        foreach (var smaller in new[] { "icon-image-url", "thumbnail-image-url", "large-image-url" })
            Assert.That(made.EnsureStatus(HttpStatusCode.Created).Attribute(smaller).ValueKind, Is.EqualTo(JsonValueKind.Null), smaller);
    }

    [Test]
    public async Task A_sub_topic_has_one_placeholder_even_when_created_concurrently()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => TryCreateAsync(Server.Admin, Picture(), _sub)));
        Assert.That(answers.Count(a => a.Status == HttpStatusCode.Created), Is.EqualTo(1));
        var rejected = answers.Where(a => a.Status != HttpStatusCode.Created).ToList();
        Assert.That(
            rejected.Select(a => (a.Status, a.Pointer)),
            Is.All.EqualTo((HttpStatusCode.Conflict, "/data/relationships/event-sub-topic"))
        );
        await CreateAsync(null);
        await CreateAsync(null);
    }

    [Test]
    public async Task A_placeholder_is_read_updated_and_deleted_by_the_url_of_its_sub_topic()
    {
        var id = await CreateAsync(_sub);
        var url = $"/v1/event-sub-topics/{_sub}/custom-placeholder";
        Assert.That((await Server.Anonymous.GetAsync(url)).EnsureStatus(HttpStatusCode.OK).Id(), Is.EqualTo(id));
        Assert.That(
            (await Server.Anonymous.GetAsync($"/v1/custom-placeholders/{id}/event-sub-topic")).EnsureStatus(HttpStatusCode.OK).Id(),
            Is.EqualTo(_sub)
        );
        Assert.That(
            (await Server.Admin.PatchAsync(url, JsonApiDocument.Of("custom-placeholder", id, new { origin = "A museum" })))
                .EnsureStatus(HttpStatusCode.OK)
                .Attribute("origin")
                .GetString(),
            Is.EqualTo("A museum")
        );
        (await Server.Admin.DeleteAsync(url)).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await Server.Anonymous.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_placeholder_is_linked_replaced_and_unlinked_through_its_sub_topic()
    {
        var first = await CreateAsync(_sub);
        var second = await CreateAsync(null);
        var url = $"/v1/event-sub-topics/{_sub}/relationships/custom-placeholder";
        Assert.That((await Server.Admin.PatchAsync(url, Link(first))).Status, Is.EqualTo(HttpStatusCode.NoContent), "it is already linked");
        foreach (
            var (send, id) in new (Func<string, object?, Task<ApiResponse>>, string)[]
            {
                ((u, b) => Server.Admin.PatchAsync(u, b), second),
                ((u, b) => Server.Admin.PostAsync(u, b), first),
            }
        )
        {
            (await send(url, Link(id))).EnsureStatus(HttpStatusCode.OK);
            Assert.That(
                (await Server.Anonymous.GetAsync(url)).Data.GetProperty("id").GetString(),
                Is.EqualTo(id),
                "POST also replaces a to-one relationship"
            );
        }

        Assert.That(
            (await Server.Admin.DeleteAsync(url, Link(second))).Status,
            Is.EqualTo(HttpStatusCode.NoContent),
            "the second placeholder is not linked"
        );
        (await Server.Admin.DeleteAsync(url, Link(first))).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await Server.Anonymous.GetAsync(url)).Data.ValueKind, Is.EqualTo(JsonValueKind.Null));
        var stranger = await Server.RegisterUserAsync();
        Assert.That((await stranger.PatchAsync(url, Link(first))).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await Server.Admin.PatchAsync(url, Link("999999"))).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Updating_a_sub_topic_can_take_a_placeholder_from_another_sub_topic()
    {
        var id = await CreateAsync(_sub);
        var other = await CreateSubTopicAsync();
        (
            await Server.Admin.PatchAsync(
                $"/v1/event-sub-topics/{other}",
                JsonApiDocument.Of("event-sub-topic", other, null, ("custom-placeholder", "custom-placeholder", id))
            )
        ).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            (await Server.Anonymous.GetAsync($"/v1/event-sub-topics/{other}/custom-placeholder")).EnsureStatus(HttpStatusCode.OK).Id(),
            Is.EqualTo(id)
        );
        Assert.That(
            (await Server.Anonymous.GetAsync($"/v1/event-sub-topics/{_sub}/custom-placeholder")).Status,
            Is.EqualTo(HttpStatusCode.NotFound)
        );
    }

    [Test]
    public async Task A_placeholder_is_deleted_with_its_sub_topic()
    {
        var id = await CreateAsync(_sub);
        var free = await CreateAsync(null);
        (await Server.Admin.DeleteAsync($"/v1/event-sub-topics/{_sub}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await Server.Anonymous.GetAsync("/v1/custom-placeholders?page[size]=0")).Ids, Does.Not.Contain(id).And.Contain(free));
    }

    private static object Picture() =>
        new
        {
            name = "Sky",
            original_image_url = "https://example.org/sky.png",
            copyright = "CC0",
        };

    private static object Link(string id) => new { data = new { type = "custom-placeholder", id } };

    private async Task<string> CreateSubTopicAsync() =>
        (
            await Server.Admin.CreateAsync("event-sub-topic", new { name = $"Stars {++_names}" }, ("event-topic", "event-topic", _topic))
        ).Id();

    private async Task<string> CreateAsync(string? subTopic) =>
        (await TryCreateAsync(Server.Admin, Picture(), subTopic)).EnsureStatus(HttpStatusCode.Created).Id();

    private static Task<ApiResponse> TryCreateAsync(ApiClient client, object attributes, string? subTopic = null) =>
        client.PostAsync(
            "/v1/custom-placeholders",
            subTopic is null
                ? JsonApiDocument.Of("custom-placeholder", null, attributes)
                : JsonApiDocument.Of("custom-placeholder", null, attributes, ("event-sub-topic", "event-sub-topic", subTopic))
        );
}
