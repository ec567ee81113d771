using OpenEvent.WebApi.Tests.Harness;
using static OpenEvent.WebApi.Tests.Platform.SamplePictures;

namespace OpenEvent.WebApi.Tests.Platform;

/// <summary>An event with one of everything that an archive contains.</summary>
internal static class FullEvent
{
    /// <returns>The id.</returns>
    public static async Task<string> CreateAsync(OpenEventServer server, ApiClient owner)
    {
        var id = (
            await owner.CreateAsync(
                "event",
                new
                {
                    name = "Fair “2099”",
                    starts_at = "2099-05-01T09:00:00+02:00",
                    ends_at = "2099-05-03T18:00:00+02:00",
                    timezone = "Europe/Berlin",
                    state = "published",
                    description = "<p>All &amp; everyone</p>",
                    is_sessions_speakers_enabled = true,
                    is_sponsors_enabled = true,
                    latitude = 52.5,
                    logo_url = await UploadAsync(owner, Draw(30, 30)),
                    original_image_url = await UploadAsync(owner, Draw(60, 60)),
                    ticket_url = "https://tickets.example.org/",
                }
            )
        ).Id();
        var e = ("event", "event", id);
        await owner.CreateAsync("social-link", new { name = "twitter", link = "https://twitter.com/fair" }, e);
        await owner.CreateAsync("event-copyright", new { licence = "CC BY", holder = "Fair" }, e);
        await owner.CreateAsync(
            "speakers-call",
            new
            {
                announcement = "Come",
                starts_at = "2098-01-01T00:00:00Z",
                ends_at = "2098-02-01T00:00:00Z",
            },
            e
        );
        await owner.CreateAsync(
            "sponsor",
            new
            {
                name = "Sponsor",
                level = 1,
                url = "https://sponsor.example.org/",
            },
            e
        );
        var form = await owner.CreateAsync(
            "custom-form",
            new
            {
                field_identifier = "food",
                form = "attendee",
                type = "select",
                name = "Food",
            },
            e
        );
        await server.SqlAsync(
            $"INSERT INTO custom_form_options (custom_form_id, value) VALUES ({form.Id()}, 'Vegan'), ({form.Id()}, 'Other')"
        );
        await owner.CreateAsync(
            "custom-form-translate",
            new
            {
                name = "Essen",
                language_code = "de",
                form_id = "1",
            },
            ("custom-form", "custom-form", form.Id())
        );
        var room = (await owner.CreateAsync("microlocation", new { name = "Hall", floor = 2 }, e)).Id();
        var track = (await owner.CreateAsync("track", new { name = "Tools", color = "#ff0000" }, e)).Id();
        var type = (await owner.CreateAsync("session-type", new { name = "Talk", length = "00:30" }, e)).Id();
        var speaker = (
            await owner.CreateAsync(
                "speaker",
                new
                {
                    name = "Ada",
                    email = "ada@example.org",
                    photo_url = await UploadAsync(owner, Draw(40, 40)),
                },
                e
            )
        ).Id();
        await owner.CreateAsync("speaker", new { name = "Grace", email = "grace@example.org" }, e);
        var slides = await UploadFileAsync(owner, "slides.pdf", "%PDF-1.7 "u8.ToArray());
        var video = await UploadFileAsync(owner, "talk.mp4", "\0\0\0\u0018ftypmp42\0\0\0\0mp42isom"u8.ToArray());
        var audio = await UploadFileAsync(owner, "talk.mp3", "ID3\u0004\0\0\0\0\0\0"u8.ToArray());
        foreach (var (title, deleted) in new[] { ("Keynote", false), ("Deleted", true) })
        {
            var session = (
                await owner.CreateAsync(
                    "session",
                    new
                    {
                        title,
                        language = "en",
                        level = "Beginner",
                        short_abstract = "<p>Hello</p>",
                        slides_url = slides,
                        video_url = video,
                        audio_url = audio,
                    },
                    e,
                    ("track", "track", track),
                    ("microlocation", "microlocation", room),
                    ("session-type", "session-type", type)
                )
            ).Id();
            await server.SqlAsync($"INSERT INTO session_speaker (session_id, speaker_id) VALUES ({session}, {speaker})");
            await server.SqlAsync(
                $"UPDATE sessions SET state = 'Confirmed', starts_at = '2099-05-01T09:00:00Z', ends_at = '2099-05-01T10:00:00Z', "
                    + $"deleted_at = {(deleted ? "now()" : "NULL")} WHERE id = {session}"
            );
        }

        return id;
    }

    private static async Task<string> UploadFileAsync(ApiClient owner, string name, byte[] content) =>
        (await PostFilesAsync(owner, "/v1/upload/files", ("file", name, content)))
            .EnsureStatus(System.Net.HttpStatusCode.OK)
            .Json.GetProperty("url")
            .GetString()!;
}
