using System.Net;
using System.Text.Json;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;
using static OpenEvent.WebApi.Tests.Platform.SamplePictures;

namespace OpenEvent.WebApi.Tests.Events;

/// <summary>The server makes smaller pictures of an event's picture and of a speaker's photo (behaviour of the reference server).</summary>
public sealed class ImageVariantTests : ServerFixture
{
    [Test]
    public async Task An_event_gets_a_large_picture_a_thumbnail_and_an_icon()
    {
        var owner = await Server.RegisterUserAsync();
        var id = await TestEvents.CreateAsync(owner);
        var url = await UploadAsync(owner, Draw(2600, 1300));
        await TestEvents.UpdateAsync(owner, id, new { original_image_url = url });
        Assert.That(await ReadAsync($"/v1/events/{id}", "large-image-url"), Is.Null, "not made yet");
        await Server.ProcessOutboxAsync("event-image");
        Assert.That(
            await MeasureAsync($"/v1/events/{id}", "large-image-url", "thumbnail-image-url", "icon-image-url"),
            Is.EqualTo([(1300, 650), (500, 250), (75, 38)])
        );
        await TestEvents.UpdateAsync(owner, id, new { original_image_url = (string?)null });
        Assert.That(await ReadAsync($"/v1/events/{id}", "large-image-url"), Is.Null);
    }

    [Test]
    public async Task The_file_of_a_replaced_picture_is_deleted_unless_something_refers_to_it()
    {
        var owner = await Server.RegisterUserAsync();
        var id = await TestEvents.CreateAsync(owner);
        var urls = new List<string>();
        for (var i = 0; i < 4; i++)
            urls.Add(await UploadAsync(owner, Draw(20 + i, 20)));
        await TestEvents.UpdateAsync(owner, id, new { description = $"<p><img src=\"{urls[1]}\"></p>" });
        await TestEvents.UpdateAsync(owner, await TestEvents.CreateAsync(owner), new { logo_url = urls[2] });
        foreach (var url in urls)
            await TestEvents.UpdateAsync(owner, id, new { logo_url = url });
        await Server.ProcessOutboxAsync("file-delete-unused");
        Assert.That(await ExistAsync(), Is.EqualTo([true, true, true, true]), "until the next hour");
        await Server.SqlAsync("UPDATE outbox SET available_at = now() - interval '1 second' WHERE kind = 'file-delete-unused'");
        await Server.ProcessOutboxAsync("file-delete-unused");
        Assert.That(await ExistAsync(), Is.EqualTo([false, true, true, true]));

        async Task<List<bool>> ExistAsync()
        {
            var exist = new List<bool>();
            foreach (var url in urls)
                exist.Add((await Server.Anonymous.GetAsync(new Uri(url).PathAndQuery, ("Accept", "*/*"))).Status == HttpStatusCode.OK);
            return exist;
        }
    }

    [Test]
    public async Task A_new_event_gets_its_variants()
    {
        var owner = await Server.RegisterUserAsync();
        var url = await UploadAsync(owner, Draw(100, 100));
        var id = (
            await owner.CreateAsync(
                "event",
                new
                {
                    name = "Fair",
                    starts_at = "2099-01-01T10:00:00Z",
                    ends_at = "2099-01-02T10:00:00Z",
                    timezone = "UTC",
                    state = "published",
                    original_image_url = url,
                }
            )
        ).Id();
        await Server.ProcessOutboxAsync("event-image");
        Assert.That(await MeasureAsync($"/v1/events/{id}", "icon-image-url"), Is.EqualTo([(75, 75)]));
    }

    [Test]
    public async Task A_speaker_gets_a_thumbnail_a_small_picture_and_an_icon()
    {
        var owner = await Server.RegisterUserAsync();
        var id = await TestEvents.CreateAsync(owner);
        await TestEvents.UpdateAsync(owner, id, new { is_sessions_speakers_enabled = true });
        var photo_url = await UploadAsync(owner, Draw(300, 600));
        var speaker = (
            await owner.CreateAsync(
                "speaker",
                new
                {
                    name = "Ada",
                    email = "ada@example.org",
                    photo_url,
                },
                ("event", "event", id)
            )
        ).Id();
        await Server.ProcessOutboxAsync("speaker-photo");
        Assert.That(
            await MeasureAsync($"/v1/speakers/{speaker}", "thumbnail-image-url", "small-image-url", "icon-image-url"),
            Is.EqualTo([(500, 1000), (50, 100), (35, 70)])
        );
    }

    [Test]
    public async Task Variants_have_the_sizes_that_staff_have_set()
    {
        try
        {
            await SetSizesAsync(
                new
                {
                    thumbnail_width = 40,
                    thumbnail_height = 30,
                    thumbnail_aspect = false,
                    icon_width = 20,
                }
            );
            var owner = await Server.RegisterUserAsync();
            var id = await TestEvents.CreateAsync(owner);
            await TestEvents.UpdateAsync(owner, id, new { original_image_url = await UploadAsync(owner, Draw(100, 100)) });
            await Server.ProcessOutboxAsync("event-image");
            Assert.That(await MeasureAsync($"/v1/events/{id}", "thumbnail-image-url", "icon-image-url"), Is.EqualTo([(40, 30), (20, 20)]));
        }
        finally
        {
            await SetSizesAsync(
                new
                {
                    thumbnail_width = 500,
                    thumbnail_height = 200,
                    thumbnail_aspect = true,
                    icon_width = 75,
                }
            );
        }
    }

    [Test]
    public async Task A_user_gets_variants_of_their_avatar()
    {
        var user = await Server.RegisterUserAsync();
        var row = $"/v1/users/{user.UserId}";
        var avatar_url = await UploadAsync(user, Draw(200, 200));
        (await user.PatchAsync(row, JsonApiDocument.Of("user", $"{user.UserId}", new { avatar_url }))).EnsureStatus(HttpStatusCode.OK);
        await Server.ProcessOutboxAsync("user-avatar");
        Assert.That(
            await MeasureAsync(row, "thumbnail-image-url", "small-image-url", "icon-image-url"),
            Is.EqualTo([(500, 500), (50, 50), (35, 35)])
        );
        var original = await Server.Anonymous.GetAsync(new Uri((await ReadAsync(row, "original-image-url"))!).PathAndQuery);
        using var picture = Decode(original.EnsureStatus(HttpStatusCode.OK).Bytes);
        Assert.That((picture.Width, picture.Height), Is.EqualTo((200, 200)));
    }

    [Test]
    public async Task A_group_and_an_exhibitor_get_a_thumbnail_of_their_banner()
    {
        var owner = await Server.RegisterUserAsync();
        var banner_url = await UploadAsync(owner, Draw(1000, 100));
        var group = (await owner.CreateAsync("group", new { name = "Circle", banner_url })).Id();
        await Server.ProcessOutboxAsync("group-banner");
        Assert.That(await MeasureAsync($"/v1/groups/{group}", "thumbnail-image-url"), Is.EqualTo([(500, 50)]));
        var e = ("event", "event", await TestEvents.CreateAsync(owner));
        var exhibitor = (await owner.CreateAsync("exhibitor", new { name = "Stand" }, e)).Id();
        (
            await owner.PatchAsync($"/v1/exhibitors/{exhibitor}", JsonApiDocument.Of("exhibitor", exhibitor, new { banner_url }))
        ).EnsureStatus(HttpStatusCode.OK);
        await Server.ProcessOutboxAsync("exhibitor-banner");
        Assert.That(await MeasureAsync($"/v1/exhibitors/{exhibitor}", "thumbnail-image-url"), Is.EqualTo([(500, 50)]));
    }

    [Test]
    public async Task The_variants_of_a_replaced_picture_are_deleted_and_those_of_another_row_are_not()
    {
        var owner = await Server.RegisterUserAsync();
        var id = await TestEvents.CreateAsync(owner);
        await TestEvents.UpdateAsync(owner, id, new { is_sessions_speakers_enabled = true });
        var (first, second) = (await CreateSpeakerAsync("a"), await CreateSpeakerAsync("b"));
        await Server.ProcessOutboxAsync("speaker-photo");
        var (firstUrl, secondUrl) = (await ReadAsync(first, "icon-image-url"), await ReadAsync(second, "icon-image-url"));
        // Clients may set any URL as a variant.
        await UpdateAsync(first, new { small_image_url = secondUrl });
        await UpdateAsync(first, new { photo_url = (string?)null });
        await Server.ProcessOutboxAsync("speaker-photo");
        Assert.That((await Server.Anonymous.GetAsync(new Uri(firstUrl!).PathAndQuery)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await Server.Anonymous.GetAsync(new Uri(secondUrl!).PathAndQuery)).Status, Is.EqualTo(HttpStatusCode.OK));

        async Task<string> CreateSpeakerAsync(string name)
        {
            var attributes = new
            {
                name,
                email = $"{name}@example.org",
                photo_url = await UploadAsync(owner, Draw(60, 60)),
            };
            return "/v1/speakers/" + (await owner.CreateAsync("speaker", attributes, ("event", "event", id))).Id();
        }

        async Task UpdateAsync(string speaker, object attributes) =>
            (await owner.PatchAsync(speaker, JsonApiDocument.Of("speaker", speaker.Split('/')[^1], attributes))).EnsureStatus(
                HttpStatusCode.OK
            );
    }

    [TestCase("http://127.0.0.1/picture.png")]
    [TestCase("http://169.254.169.254/latest/meta-data")]
    [TestCase("http://[::ffff:127.0.0.1]/picture.png")]
    [TestCase("http://localhost/picture.png")]
    public async Task A_URL_that_is_not_public_is_not_fetched_and_leaves_the_event_without_variants(string url)
    {
        var owner = await Server.RegisterUserAsync();
        var id = await TestEvents.CreateAsync(owner);
        await TestEvents.UpdateAsync(owner, id, new { original_image_url = url });
        await Server.ProcessOutboxAsync("event-image");
        Assert.That(await ReadAsync($"/v1/events/{id}", "large-image-url"), Is.Null);
        Assert.That(
            await Server.SqlAsync<long>(
                $"SELECT count(*) FROM outbox WHERE kind = 'event-image' AND key LIKE '{id} %' AND state <> 'Done'"
            ),
            Is.Zero,
            "it is not tried again"
        );
    }

    [Test]
    public async Task Only_the_last_picture_counts()
    {
        var owner = await Server.RegisterUserAsync();
        var id = await TestEvents.CreateAsync(owner);
        await TestEvents.UpdateAsync(owner, id, new { original_image_url = await UploadAsync(owner, Draw(100, 10)) });
        await TestEvents.UpdateAsync(owner, id, new { original_image_url = await UploadAsync(owner, Draw(100, 100)) });
        await Server.ProcessOutboxAsync("event-image");
        Assert.That(await MeasureAsync($"/v1/events/{id}", "icon-image-url"), Is.EqualTo([(75, 75)]));
    }

    [Test]
    public async Task A_very_long_picture_gives_no_huge_variant()
    {
        var owner = await Server.RegisterUserAsync();
        var id = await TestEvents.CreateAsync(owner);
        await TestEvents.UpdateAsync(owner, id, new { original_image_url = await UploadAsync(owner, Draw(10, 10_000)) });
        await Server.ProcessOutboxAsync("event-image");
        Assert.That(await MeasureAsync($"/v1/events/{id}", "large-image-url"), Is.EqualTo([(1300, 5200)]));
    }

    private async Task SetSizesAsync(object attributes) =>
        (await Server.Admin.PatchAsync("/v1/event-image-sizes", JsonApiDocument.Of("event-image-size", "1", attributes))).EnsureStatus(
            HttpStatusCode.OK
        );

    private async Task<string?> ReadAsync(string row, string attribute) =>
        (await Server.Admin.GetAsync(row)).Attribute(attribute) is { ValueKind: JsonValueKind.String } url ? url.GetString() : null;

    private async Task<List<(int Width, int Height)>> MeasureAsync(string row, params string[] attributes)
    {
        var sizes = new List<(int, int)>();
        foreach (var attribute in attributes)
        {
            var file = await Server.Anonymous.GetAsync(new Uri((await ReadAsync(row, attribute))!).PathAndQuery);
            Assert.That(file.ContentHeaders.ContentType!.MediaType, Is.EqualTo("image/jpeg"));
            using var picture = Decode(file.Bytes);
            sizes.Add((picture.Width, picture.Height));
        }

        return sizes;
    }
}
