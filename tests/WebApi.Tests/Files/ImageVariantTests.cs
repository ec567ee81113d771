using System.Net;
using System.Text.Json;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Events;
using OpenEvent.WebApi.Tests.Harness;
using static OpenEvent.WebApi.Tests.Files.SamplePictures;

namespace OpenEvent.WebApi.Tests.Files;

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
    public async Task A_new_event_gets_them_too()
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

    [TestCase("http://127.0.0.1/picture.png")]
    [TestCase("http://169.254.169.254/latest/meta-data")]
    [TestCase("http://[::ffff:127.0.0.1]/picture.png")]
    [TestCase("http://localhost/picture.png")]
    public async Task A_URL_that_is_not_public_is_not_fetched_and_leaves_the_event_without_them(string url)
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

    private static async Task<string> UploadAsync(ApiClient client, byte[] picture) =>
        (await client.PostAsync("/v1/upload/image", new { data = ToDataUrl(picture) }))
            .EnsureStatus(HttpStatusCode.OK)
            .Json.GetProperty("url")
            .GetString()!;

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
