using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Events;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Platform;

/// <summary>The log of changes: who, what, before and after, without what is private.</summary>
[TestFixture]
public sealed class ActivitiesTests : ServerFixture
{
    [Test]
    public async Task A_change_is_recorded_with_its_values_before_and_after()
    {
        var page = (await Server.Admin.CreateAsync("page", new { name = "Terms", url = "/terms" })).Id();
        await Server.Admin.PatchAsync($"/v1/pages/{page}", JsonApiDocument.Of("page", page, new { name = "Terms of use", index = 3 }));
        await Server.Admin.DeleteAsync($"/v1/pages/{page}");
        Assert.That(
            await ListAsync($"page {page} "),
            Is.EqualTo([
                $"page {page} created (name: \"Terms\")",
                $"page {page} changed (index: 0 → 3; name: \"Terms\" → \"Terms of use\")",
                $"page {page} deleted permanently (name: \"Terms of use\")",
            ])
        );
    }

    [Test]
    public async Task The_actor_is_named_by_id_and_not_by_name_or_address()
    {
        var user = await Server.RegisterUserAsync(email: "hidden.person@example.org");
        var made = await user.CreateAsync("event", TestEvents.Attributes("Camp"));
        var filter = TestFilter.Of("action", "like", $"event {made.Id()} %");
        var rows = (await Server.Admin.GetAsync($"/v1/activities?page[size]=0&filter={filter}")).Data;
        Assert.That(
            rows.EnumerateArray().Select(r => r.GetProperty("attributes").GetProperty("actor").GetString()),
            Is.EqualTo([$"user {user.UserId}"])
        );
        Assert.That(
            await Server.SqlAsync<string>("SELECT string_agg(actor || action, ' ') FROM activities"),
            Does.Not.Contain("hidden.person")
        );
    }

    [Test]
    public async Task The_log_names_private_members_without_their_values()
    {
        var user = await Server.RegisterUserAsync();
        (
            await user.PatchAsync(
                $"/v1/users/{user.UserId}",
                JsonApiDocument.Of(
                    "user",
                    $"{user.UserId}",
                    new
                    {
                        billing_address = "12 Secret Road",
                        first_name = "Zora",
                        is_profile_public = true,
                    }
                )
            )
        ).EnsureStatus(HttpStatusCode.OK);
        var last = (await ListAsync($"user {user.UserId} changed"))[^1];
        Assert.That(last, Does.Contain("billing-address").And.Contain("first-name").And.Contain("is-profile-public: false → true"));
        Assert.That(last, Does.Not.Contain("Secret Road").And.Not.Contain("Zora"));
    }

    [Test]
    public async Task A_row_of_a_new_parent_is_recorded_with_the_id_of_the_parent()
    {
        var user = await Server.RegisterUserAsync();
        var made = await Events.TestEvents.CreateAsync(user);
        var last = (await ListAsync("users-events-roles "))[^1];
        Assert.That(last, Does.Contain($"event: {made}").And.Not.Contain(": -"));
    }

    [Test]
    public async Task A_rejected_request_is_not_recorded()
    {
        var before = await Server.SqlAsync<long>("SELECT count(*) FROM activities");
        var user = Server.Anonymous;
        Assert.That(
            (await user.PostAsync("/v1/pages", JsonApiDocument.Of("page", null, new { name = "x", url = "/x" }))).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized)
        );
        Assert.That(await Server.SqlAsync<long>("SELECT count(*) FROM activities"), Is.EqualTo(before));
    }

    [Test]
    public async Task Many_changes_of_one_save_are_one_line_for_each_type() =>
        Assert.That(await ListAsync("30 × event-role-permissions created"), Has.Length.EqualTo(1));

    [Test]
    public async Task Staff_read_the_log_and_nobody_writes_it()
    {
        var user = await Server.RegisterUserAsync();
        foreach (var url in new[] { "/v1/activities", "/v1/activities/1" })
        {
            Assert.That((await Server.Anonymous.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.Unauthorized), url);
            Assert.That((await user.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.Forbidden), url);
            (await Server.Admin.GetAsync(url)).EnsureStatus(HttpStatusCode.OK);
        }

        var document = JsonApiDocument.Of("activity", "1", new { action = "nothing happened" });
        Assert.That((await Server.Admin.PatchAsync("/v1/activities/1", document)).Status, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        Assert.That((await Server.Admin.DeleteAsync("/v1/activities/1")).Status, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
    }

    private async Task<string[]> ListAsync(string start)
    {
        var filter = TestFilter.Of("action", "like", start + "%");
        return
        [
            .. (await Server.Admin.GetAsync($"/v1/activities?page[size]=0&sort=time&filter={filter}"))
                .EnsureStatus(HttpStatusCode.OK)
                .Data.EnumerateArray()
                .Select(a => a.GetProperty("attributes").GetProperty("action").GetString()!),
        ];
    }
}
