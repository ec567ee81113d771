using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Identity;

/// <summary>The key <c>me</c> in URLs of accounts.</summary>
[TestFixture]
public sealed class OwnAccountTests : ServerFixture
{
    [Test]
    public async Task Me_is_the_account_of_the_caller()
    {
        var (ann, bob) = (await Server.RegisterUserAsync(), await Server.RegisterUserAsync());
        Assert.That((await ann.GetAsync("/v1/users/me")).Id(), Is.EqualTo($"{ann.UserId}"));
        Assert.That((await bob.GetAsync("/v1/users/me")).Id(), Is.EqualTo($"{bob.UserId}"));
        var changed = await ann.PatchAsync("/v1/users/me", JsonApiDocument.Of("user", $"{ann.UserId}", new { first_name = "Ann" }));
        Assert.That(changed.EnsureStatus(HttpStatusCode.OK).Attribute("first-name").GetString(), Is.EqualTo("Ann"));
    }

    [TestCase("notifications")]
    [TestCase("events")]
    [TestCase("relationships/notifications")]
    public async Task Me_has_the_routes_of_an_account(string path)
    {
        var user = await Server.RegisterUserAsync();
        var own = await user.GetAsync($"/v1/users/{user.UserId}/{path}");
        var me = await user.GetAsync($"/v1/users/me/{path}");
        Assert.That(
            (me.Status, me.Json.GetProperty("data").GetRawText()),
            Is.EqualTo((own.Status, own.Json.GetProperty("data").GetRawText()))
        );
    }

    [TestCase("/v1/users/me")]
    [TestCase("/v1/users/me/notifications")]
    public async Task Visitors_have_no_account(string url) =>
        Assert.That((await Server.Anonymous.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));

    [TestCase("/v1/users/you")]
    [TestCase("/v1/events/me")]
    public async Task Other_words_and_other_types_have_no_such_key(string url) =>
        Assert.That((await Server.Admin.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.NotFound));
}
