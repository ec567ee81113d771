using System.Net;
using System.Text.Json;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;
using static OpenEvent.WebApi.Tests.ResourceApi.ResourceApiFixture;

namespace OpenEvent.WebApi.Tests.ResourceApi;

/// <summary>A rejected request names the policy and its rule, to users who may see the row.</summary>
[TestFixture]
public sealed class RejectionExplanationTests
{
    private string _published = "",
        _draft = "";

    [OneTimeSetUp]
    public async Task CreateEventsAsync()
    {
        _published = await CreateEventAsync();
        await Server.SqlAsync($"UPDATE events SET state = 'Published' WHERE id = {_published}");
        _draft = await CreateEventAsync();
        await Server.SqlAsync($"UPDATE events SET state = 'Draft' WHERE id = {_draft}");
    }

    [Test]
    public async Task A_user_who_sees_the_row_gets_the_policy_and_the_rule()
    {
        var stranger = await Server.RegisterUserAsync();
        var rejected = await RenameAsync(stranger, _published);
        Assert.That(rejected.Status, Is.EqualTo(HttpStatusCode.Forbidden));
        var meta = ErrorOf(rejected).GetProperty("meta");
        Assert.That((meta.GetProperty("policy").GetString(), meta.GetProperty("rule").GetString()), Is.EqualTo(("EventPolicy", "Update")));
    }

    [Test]
    public async Task A_hidden_row_and_an_anonymous_caller_get_no_explanation()
    {
        var stranger = await Server.RegisterUserAsync();
        foreach (
            var rejected in new[]
            {
                await RenameAsync(stranger, _draft),
                await RenameAsync(Server.Anonymous, _published),
                await stranger.GetAsync("/v1/orders/999999"),
            }
        )
        {
            Assert.That((int)rejected.Status, Is.InRange(401, 404));
            Assert.That(ErrorOf(rejected).TryGetProperty("meta", out _), Is.False, rejected.Text);
        }
    }

    private static Task<ApiResponse> RenameAsync(ApiClient client, string id) =>
        client.PatchAsync($"/v1/events/{id}", JsonApiDocument.Of("event", id, new { name = "Mine" }));

    private static JsonElement ErrorOf(ApiResponse response) => response.Json.GetProperty("errors")[0];
}
