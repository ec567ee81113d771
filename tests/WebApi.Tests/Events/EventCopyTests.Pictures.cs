using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Events;

/// <summary>The files of a copy.</summary>
public sealed partial class EventCopyTests
{
    [Test]
    public async Task The_picture_of_a_sponsor_is_copied_and_not_shared()
    {
        var shown = _tenants.TenantB;
        var files = Server.App.Services.GetRequiredService<IFileStore>();
        var url = await files.SaveAsync("images/a/sponsor.png", new MemoryStream([1, 2, 3]), "image/png", default);
        await Server.SqlAsync($"UPDATE sponsors SET logo_url = '{url}' WHERE id = {shown.RowIds["sponsor"]}");
        var answer = (await TryCopyAsync(shown.Clients["owner"], shown)).EnsureStatus(HttpStatusCode.OK);
        await Server.ProcessOutboxAsync();
        var copied = await Server.SqlAsync<string>(
            $"SELECT logo_url FROM sponsors WHERE logo_url IS NOT NULL AND event_id = {answer.Json.GetProperty("id").GetRawText()}"
        );
        Assert.That(copied, Is.Not.EqualTo(url));
        await files.DeleteAsync("images/a/sponsor.png", default);
        Assert.That((await Server.Anonymous.GetAsync(copied)).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await Server.Anonymous.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.NotFound), "a control");
    }

    [Test]
    public async Task Pictures_of_this_server_are_copied_and_addresses_elsewhere_stay()
    {
        var files = Server.App.Services.GetRequiredService<IFileStore>();
        var url = await files.SaveAsync("images/a/logo.png", new MemoryStream([1, 2, 3]), "image/png", default);
        await Server.SqlAsync(
            $"UPDATE events SET logo_url = '{url}', original_image_url = 'https://example.org/b.png' WHERE id = {Original.EventId}"
        );
        var copy = await CopiedRows.ReadEventAsync(Server, await CopyAsync(Owner));
        await Server.ProcessOutboxAsync();
        await files.DeleteAsync("images/a/logo.png", default);
        Assert.That(copy["logo_url"], Is.Not.EqualTo(url));
        Assert.That((await Server.Anonymous.GetAsync(copy["logo_url"]!)).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(copy["original_image_url"], Is.EqualTo("https://example.org/b.png"));
    }
}
