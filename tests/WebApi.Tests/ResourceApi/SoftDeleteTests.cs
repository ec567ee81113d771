using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;
using static OpenEvent.WebApi.Tests.ResourceApi.ResourceApiFixture;

namespace OpenEvent.WebApi.Tests.ResourceApi;

[TestFixture]
public sealed class SoftDeleteTests
{
    private string _event = "",
        _faq = "";

    private string Url => $"/v1/faqs/{_faq}";

    [SetUp]
    public async Task SetUp()
    {
        _event = await CreateEventAsync();
        _faq = await CreateFaqAsync(_event, "gone");
        var deleted = (await Owner.DeleteAsync(Url)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(deleted.Json.GetProperty("meta").GetProperty("message").GetString(), Is.Not.Empty);
    }

    [Test]
    public async Task A_deleted_row_is_not_found_at_any_url()
    {
        Assert.That((await Owner.GetAsync(Url)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await Admin.GetAsync(Url)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await GetOkAsync(Owner, $"/v1/events/{_event}/faqs")).Ids, Is.Empty);
        Assert.That((await GetOkAsync(Owner, $"/v1/events/{_event}/relationships/faqs")).Ids, Is.Empty);
        Assert.That((await GetOkAsync(Owner, $"/v1/events/{_event}?include=faqs")).Json.GetProperty("included").GetArrayLength(), Is.Zero);
        Assert.That(
            (await Owner.PatchAsync(Url, JsonApiDocument.Of("faq", _faq, new { answer = "x" }))).Status,
            Is.EqualTo(HttpStatusCode.NotFound)
        );
        Assert.That((await Owner.DeleteAsync(Url)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Staff_read_a_deleted_row_with_get_trashed()
    {
        Assert.That((await GetOkAsync(Admin, $"{Url}?get_trashed=true")).Attribute("deleted-at").GetString(), Is.Not.Null);
        Assert.That((await GetOkAsync(Admin, $"/v1/events/{_event}/faqs?get_trashed=true")).Ids, Is.EqualTo((string[])[_faq]));
        Assert.That((await GetOkAsync(Admin, $"/v1/events/{_event}/faqs?get_trashed=false")).Ids, Is.Empty);
    }

    [Test]
    public async Task Only_staff_read_deleted_rows()
    {
        foreach (var url in new[] { $"{Url}?get_trashed=true", $"/v1/events/{_event}/faqs?get_trashed=true" })
        {
            Assert.That((await Owner.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
            Assert.That(
                (await Anonymous.GetAsync(url)).Status,
                Is.EqualTo(HttpStatusCode.Forbidden).Or.EqualTo(HttpStatusCode.Unauthorized)
            );
        }
    }

    [Test]
    public async Task Staff_restore_a_deleted_row()
    {
        var restore = JsonApiDocument.Of("faq", _faq, new { deleted_at = (string?)null });
        Assert.That((await Owner.PatchAsync($"{Url}?get_trashed=true", restore)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await Admin.PatchAsync(Url, restore)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        var back = (await Admin.PatchAsync($"{Url}?get_trashed=true", restore)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(back.Attribute("deleted-at").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
        Assert.That((await GetOkAsync(Anonymous, Url)).Attribute("question").GetString(), Is.EqualTo("gone"));
    }

    [Test]
    public async Task Staff_delete_a_row_permanently()
    {
        foreach (var client in new[] { Owner, OtherUser })
            Assert.That((await client.DeleteAsync($"{Url}?permanent=true")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await Server.SqlAsync<long>($"SELECT count(*) FROM faqs WHERE id = {_faq}"), Is.EqualTo(1));
        (await Admin.DeleteAsync($"{Url}?permanent=true")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await Server.SqlAsync<long>($"SELECT count(*) FROM faqs WHERE id = {_faq}"), Is.Zero);
    }

    [Test]
    public async Task A_patch_cannot_delete_a_row_but_staff_can_permanently_delete_a_row_that_is_not_deleted()
    {
        var other = await CreateFaqAsync(_event, "alive");
        Assert.That(
            (
                await Owner.PatchAsync($"/v1/faqs/{other}", JsonApiDocument.Of("faq", other, new { deleted_at = "2030-01-01T00:00:00Z" }))
            ).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        (await Admin.DeleteAsync($"/v1/faqs/{other}?permanent=true")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await Server.SqlAsync<long>($"SELECT count(*) FROM faqs WHERE id = {other}"), Is.Zero);
    }

    [Test]
    public async Task Permanently_deleting_a_referenced_row_causes_no_server_error()
    {
        await CreateFaqAsync(_event, "child");
        var answer = await Admin.DeleteAsync($"/v1/events/{_event}?permanent=true");
        Assert.That((int)answer.Status, Is.LessThan(500), answer.Text);
    }
}
