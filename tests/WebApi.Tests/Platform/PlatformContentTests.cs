using System.IO.Compression;
using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Events;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Platform;

/// <summary>Pages, sizes of pictures, event locations, role permissions, translations, and what the server says about itself.</summary>
[TestFixture]
public sealed class PlatformContentTests : ServerFixture
{
    [Test]
    public async Task Anyone_reads_the_sizes_of_pictures_and_staff_change_them()
    {
        var read = (await Server.Anonymous.GetAsync("/v1/event-image-sizes")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            (
                read.Attribute("full-width").GetInt32(),
                read.Attribute("thumbnail-height").GetInt32(),
                read.Attribute("icon-width").GetInt32()
            ),
            Is.EqualTo((1300, 200, 75))
        );
        var speakers = (await Server.Anonymous.GetAsync("/v1/speaker-image-sizes")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            (speakers.Attribute("thumbnail-size-width-height").GetInt32(), speakers.Attribute("icon-size-width-height").GetInt32()),
            Is.EqualTo((500, 35))
        );
        var document = JsonApiDocument.Of("event-image-size", "1", new { full_quality = 70 });
        Assert.That((await Server.Anonymous.PatchAsync("/v1/event-image-sizes", document)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(
            (await Server.Admin.PatchAsync("/v1/event-image-sizes", document))
                .EnsureStatus(HttpStatusCode.OK)
                .Attribute("full-quality")
                .GetInt32(),
            Is.EqualTo(70)
        );
        foreach (var (name, value) in new[] { ("full-quality", 101), ("full-width", 0), ("icon-height", 100_000) })
        {
            var rejected = await Server.Admin.PatchAsync(
                "/v1/event-image-sizes/1",
                JsonApiDocument.Of("event-image-size", "1", new Dictionary<string, int> { [name] = value })
            );
            Assert.That((rejected.Status, rejected.Pointer), Is.EqualTo((HttpStatusCode.UnprocessableEntity, $"/data/attributes/{name}")));
        }
    }

    [Test]
    public async Task A_page_is_sanitised_and_its_url_is_no_script()
    {
        var page = await Server.Admin.CreateAsync(
            "page",
            new
            {
                name = "About",
                url = "/about",
                description = "<p>Hello</p><script>alert(1)</script>",
                place = "footer",
            }
        );
        Assert.That(page.Attribute("description").GetString(), Does.Contain("Hello").And.Not.Contain("script"));
        (await Server.Anonymous.GetAsync($"/v1/pages/{page.Id()}")).EnsureStatus(HttpStatusCode.OK);
        var rejected = await Server.Admin.PostAsync(
            "/v1/pages",
            JsonApiDocument.Of("page", null, new { name = "Bad", url = "javascript:alert(1)" })
        );
        Assert.That((rejected.Status, rejected.Pointer), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/data/attributes/url")));
    }

    [Test]
    public async Task An_event_location_lists_the_published_events_of_that_place()
    {
        var berlin = await Server.Admin.CreateAsync("event-location", new { name = "Berlin" });
        Assert.That(berlin.Attribute("slug").GetString(), Is.EqualTo("berlin"));
        Assert.That(
            (
                await Server.Admin.PostAsync("/v1/event-locations", JsonApiDocument.Of("event-location", null, new { name = "BERLIN" }))
            ).Status,
            Is.EqualTo(HttpStatusCode.Conflict)
        );
        var owner = await Server.RegisterUserAsync();
        var shown = await CreateEventAsync(owner, "published");
        await CreateEventAsync(owner, "draft");
        Assert.That(
            (await Server.Anonymous.GetAsync($"/v1/event-locations/{berlin.Id()}/events")).EnsureStatus(HttpStatusCode.OK).Ids,
            Is.EqualTo([shown])
        );
        Assert.That(
            (await owner.PostAsync("/v1/event-locations", JsonApiDocument.Of("event-location", null, new { name = "Rome" }))).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
    }

    [Test]
    public async Task Role_permissions_are_seeded_as_the_contract_says()
    {
        var rows = await Server.SqlAsync<string>(
            """
            SELECT string_agg(
                r.name || ' ' || s.name || ' ' || p.can_create::int || p.can_read::int || p.can_update::int || p.can_delete::int,
                ', ' ORDER BY r.id, s.id) FROM event_role_permissions p JOIN roles r ON r.id = role_id JOIN services s ON s.id = service_id
            """
        );
        Assert.That(
            rows,
            Does.Contain("owner track 1111").And.Contain("organizer microlocation 1111").And.Contain("coorganizer session 0110")
        );
        Assert.That(rows, Does.Contain("track_organizer track 1111").And.Contain("track_organizer session 0100"));
        Assert.That(rows, Does.Contain("moderator speaker 0100").And.Contain("registrar track 0100"));
        var user = await Server.RegisterUserAsync();
        Assert.That((await user.GetAsync("/v1/event-role-permissions")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        (await user.GetAsync("/v1/event-role-permissions/1")).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await Server.Admin.GetAsync("/v1/event-role-permissions?page[size]=35")).Ids.Count(), Is.EqualTo(30));
        Assert.That(
            (
                await Server.Admin.PatchAsync(
                    "/v1/event-role-permissions/1/relationships/service",
                    new { data = new { type = "service", id = "2" } }
                )
            ).Status,
            Is.EqualTo(HttpStatusCode.Conflict),
            "the role has permissions for that service already"
        );
    }

    [Test]
    public async Task Staff_get_the_texts_of_all_emails_as_catalogues()
    {
        var user = await Server.RegisterUserAsync();
        Assert.That((await user.GetAsync("/v1/admin/content/translations/all/")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        var answer = (await Server.Admin.GetAsync("/v1/admin/content/translations/all/")).EnsureStatus(HttpStatusCode.OK);
        using var zip = new ZipArchive(new MemoryStream(answer.Bytes));
        using var reader = new StreamReader(zip.GetEntry("translations/en/LC_MESSAGES/messages.po")!.Open());
        Assert.That(
            await reader.ReadToEndAsync(),
            Does.Contain("#. event_role").And.Contain("msgstr \"You are invited to {{ event_name }}")
        );
    }

    [Test]
    public async Task The_server_tells_its_version_and_health()
    {
        var info = (await Server.Anonymous.GetAsync("/info")).EnsureStatus(HttpStatusCode.OK).Json;
        Assert.That(info.GetProperty("build").GetProperty("version").GetString(), Is.Not.Empty);
        var health = (await Server.Anonymous.GetAsync("/health-check")).EnsureStatus(HttpStatusCode.OK).Json;
        Assert.That(health.GetProperty("status").GetString(), Is.EqualTo("success"));
        Assert.That(
            health.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("checker").GetString()),
            Does.Contain("database")
        );
    }

    /// <summary>An entry of a B-tree has at most a third of a page, so 3,000 bytes that do not compress would not fit its index.</summary>
    [Test]
    public async Task A_place_has_a_name_as_long_as_any_text()
    {
        var owner = await Server.RegisterUserAsync();
        var id = await CreateEventAsync(owner, "draft");
        var place = string.Concat(Enumerable.Range(0x4E00, 1000).Select(c => (char)c));
        var answer = await TestEvents.UpdateAsync(owner, id, new { searchable_location_name = place });
        Assert.That(answer.Attribute("searchable-location-name").GetString(), Is.EqualTo(place));
    }

    private static async Task<string> CreateEventAsync(ApiClient owner, string state) =>
        (
            await owner.CreateAsync(
                "event",
                new
                {
                    name = "Fair",
                    starts_at = "2099-05-01T09:00:00Z",
                    ends_at = "2099-05-03T18:00:00Z",
                    timezone = "Europe/Berlin",
                    location_name = "Hall 4",
                    searchable_location_name = "Berlin",
                    state,
                }
            )
        ).Id();
}
