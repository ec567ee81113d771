using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Events;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Identity;

/// <summary>A notification leads to what it is about.</summary>
[TestFixture]
public sealed class NotificationActionTests : ServerFixture
{
    [Test]
    public async Task A_notification_has_an_action_that_only_its_user_sees()
    {
        var invited = await Server.RegisterUserAsync();
        var stranger = await Server.RegisterUserAsync();
        var owner = await Server.RegisterUserAsync();
        var made = await owner.CreateAsync("event", TestEvents.Attributes("Camp"));
        await owner.CreateAsync("role-invite", new { email = invited.Email }, ("event", "event", made.Id()), ("role", "role", "3"));
        var notification = (await invited.GetAsync($"/v1/users/{invited.UserId}/notifications")).Ids.Single();
        foreach (var (pattern, count) in new[] { ("%25vent%20rol%25", 1), ("%25session%25", 0) })
        {
            var filter = $$"""[{"name":"title","op":"ilike","val":"{{pattern}}"}]""";
            var found = await invited.GetAsync($"/v1/users/{invited.UserId}/notifications?filter={filter}");
            Assert.That(found.EnsureStatus(HttpStatusCode.OK).Ids, Has.Exactly(count).Items, pattern);
        }

        var actions = (await invited.GetAsync($"/v1/notifications/{notification}/actions")).EnsureStatus(HttpStatusCode.OK);
        var action = actions.Data.EnumerateArray().Single();
        Assert.That(
            (
                action.GetProperty("attributes").GetProperty("subject").GetString(),
                action.GetProperty("attributes").GetProperty("subject-id").GetString()
            ),
            Is.EqualTo(("event", made.Id()))
        );
        var id = action.GetProperty("id").GetString();
        Assert.That((await invited.GetAsync($"/v1/notification-actions/{id}/notification")).Id(), Is.EqualTo(notification));
        Assert.That((await invited.GetAsync($"/v1/notifications/{notification}/relationships/actions")).Ids, Is.EqualTo([id]));
        foreach (var url in new[] { $"/v1/notification-actions/{id}", $"/v1/notification-actions/{id}/notification" })
            Assert.That((await stranger.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.NotFound), url);
        Assert.That(
            (
                await invited.PatchAsync($"/v1/notifications/{notification}/relationships/actions", new { data = Array.Empty<object>() })
            ).Status,
            Is.AnyOf(HttpStatusCode.Forbidden, HttpStatusCode.UnprocessableEntity)
        );
    }
}
