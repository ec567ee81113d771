using System.IO.Compression;
using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Platform;

namespace OpenEvent.WebApi.Tests.Identity;

/// <summary>The routes of docs/personal-data.md. The rules are in the tests of the use cases.</summary>
public sealed class PersonalDataTests : ServerFixture
{
    [Test]
    public async Task A_user_downloads_everything_about_themself()
    {
        var user = await Server.RegisterUserAsync();
        var file = await Server.ExportAsync(user, HttpMethod.Post, "/v1/users/me/personal-data-export");
        Assert.That(file.ContentHeaders.ContentDisposition!.FileName, Is.EqualTo("personal-data.zip"));
        using var zip = new ZipArchive(new MemoryStream(file.Bytes));
        using var account = new StreamReader(zip.GetEntry("account.json")!.Open());
        Assert.That(await account.ReadToEndAsync(), Does.Contain(user.Email));
        var admin = await Server.Admin.PostAsync($"/v1/users/{user.UserId}/personal-data-export", null);
        Assert.That(admin.Status, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task An_account_is_erased_with_its_password_and_its_token_is_invalid_at_once()
    {
        var user = await Server.RegisterUserAsync();
        var url = $"/v1/users/{user.UserId}/erasure";
        Assert.That((await user.PostAsync(url, new { })).Status, Is.EqualTo(HttpStatusCode.BadRequest), "no password");
        var wrong = await user.PostAsync(url, new { password = "wrong horse" });
        Assert.That((wrong.Status, wrong.Pointer), Is.EqualTo((HttpStatusCode.BadRequest, "/password")));
        Assert.That((await user.GetAsync($"/v1/users/{user.UserId}")).Status, Is.EqualTo(HttpStatusCode.OK), "nothing has changed");

        var task = await user.StartAsync(HttpMethod.Post, url, new { password = "correct horse" });
        Assert.That((await user.GetAsync($"/v1/users/{user.UserId}")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await Server.Anonymous.GetTaskAsync(task)).State, Is.EqualTo("WAITING"));
        await Server.ProcessOutboxAsync("task");
        Assert.That((await Server.Anonymous.GetTaskAsync(task)).State, Is.EqualTo("SUCCESS"));
        Assert.That((await Server.Anonymous.GetAsync(task.Split('?')[0])).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(
            await Server.SqlAsync<string>($"SELECT email FROM users WHERE id = {user.UserId}"),
            Is.EqualTo($"erased-{user.UserId}@erased.invalid")
        );
    }
}
