using System.Net;
using System.Text.Json;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Identity;

namespace OpenEvent.WebApi.Tests.Events;

/// <summary>E-mail preferences as resources (docs/decisions/023).</summary>
[TestFixture]
public sealed class EmailNotificationsTests : EmailPreferencesFixture
{
    [Test]
    public async Task Creating_an_event_creates_the_owners_email_preferences()
    {
        var row = (await Owner.GetAsync($"/v1/users/{Owner.UserId}/email-notifications"))
            .EnsureStatus(HttpStatusCode.OK)
            .Data.EnumerateArray()
            .Single()
            .GetProperty("attributes");
        Assert.That(row.GetProperty("event-id").GetRawText(), Is.EqualTo(TestEvent.EventId));
        Assert.That(row.GetProperty("after-ticket-purchase").GetBoolean(), Is.True);
        foreach (var unset in new[] { "next-event", "new-paper", "session-accept-reject", "session-schedule" })
            Assert.That(row.GetProperty(unset).ValueKind, Is.EqualTo(JsonValueKind.Null), unset);
    }

    [Test]
    public async Task Accepting_roles_repeatedly_creates_email_preferences_once()
    {
        var jane = await Server.RegisterUserAsync();
        foreach (var role in new[] { "3", "4" })
        {
            (
                await Owner.CreateAsync(
                    "role-invite",
                    new { email = jane.Email },
                    ("event", "event", TestEvent.EventId),
                    ("role", "role", role)
                )
            ).EnsureStatus(HttpStatusCode.Created);
            var token = await Server.GetEmailedTokenAsync("event_role", jane.Email);
            var answers = await Task.WhenAll(
                Enumerable.Range(0, 4).Select(_ => jane.PostAsync("/v1/role_invites/accept-invite", new { data = new { token } }))
            );
            Assert.That(answers.Select(a => a.Status), Is.All.EqualTo(HttpStatusCode.OK));
        }

        Assert.That(
            (await jane.GetAsync($"/v1/users/{jane.UserId}/email-notifications")).EnsureStatus(HttpStatusCode.OK).Ids.Count(),
            Is.EqualTo(1)
        );
    }

    [Test]
    public void The_database_keeps_one_row_for_a_user_and_an_event() =>
        Assert.That(
            async () =>
                await Server.SqlAsync($"INSERT INTO email_notifications (user_id, event_id) VALUES ({Owner.UserId}, {TestEvent.EventId})"),
            Throws.InstanceOf<Npgsql.PostgresException>().With.Property("ConstraintName").EqualTo("ux_email_notifications_user_event")
        );

    [Test]
    public async Task Other_team_members_neither_read_nor_change_email_preferences()
    {
        var jane = await AddMemberAsync(2);
        foreach (var (client, user) in new[] { (jane, Owner), (Owner, jane) })
        {
            var url = $"/v1/email-notifications/{await GetRowIdAsync(user)}";
            Assert.That((await client.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(
                (await UpdatePreferencesAsync(client, user, new { next_event = false })).Status,
                Is.EqualTo(HttpStatusCode.NotFound)
            );
            Assert.That((await client.DeleteAsync(url)).Status, Is.EqualTo(HttpStatusCode.NotFound));
            Assert.That(
                (await client.GetAsync($"/v1/users/{user.UserId}/email-notifications")).Status,
                Is.EqualTo(HttpStatusCode.Forbidden)
            );
            Assert.That((await Server.Admin.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.OK), "staff do");
        }

        Assert.That((await Owner.GetAsync("/v1/email-notifications")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await Server.Anonymous.GetAsync("/v1/email-notifications")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(
            (await Server.Admin.GetAsync("/v1/email-notifications?page[size]=0")).EnsureStatus(HttpStatusCode.OK).Ids,
            Does.Contain($"{await GetRowIdAsync(jane)}")
        );
    }

    [Test]
    public async Task Email_preferences_cannot_be_created_or_moved_to_another_event_or_user()
    {
        var id = $"{await GetRowIdAsync(Owner)}";
        var other = await TestEvents.CreateAsync(Owner);
        Assert.That(
            (
                await Owner.PatchAsync(
                    $"/v1/email-notifications/{id}",
                    JsonApiDocument.Of("email-notification", id, null, ("event", "event", other))
                )
            ).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        var link = new { data = new { type = "event", id = other } };
        Assert.That(
            (await Owner.PatchAsync($"/v1/email-notifications/{id}/relationships/event", link)).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        var same = await Owner.PatchAsync(
            $"/v1/email-notifications/{id}",
            JsonApiDocument.Of(
                "email-notification",
                id,
                new { event_id = other, next_event = true },
                ("event", "event", TestEvent.EventId),
                ("user", "user", "1")
            )
        );
        Assert.That(
            (same.EnsureStatus(HttpStatusCode.OK).Attribute("event-id").GetRawText(), same.Attribute("next-event").GetBoolean()),
            Is.EqualTo((TestEvent.EventId, true))
        );
        Assert.That(await GetRowIdAsync(Owner), Is.EqualTo(long.Parse(id, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.That(
            (await Owner.PostAsync("/v1/email-notifications", JsonApiDocument.Of("email-notification", null, new { }))).Status,
            Is.EqualTo(HttpStatusCode.MethodNotAllowed)
        );
    }

    [Test]
    public async Task A_draft_is_not_included_for_a_former_team_member()
    {
        var draft = await TestEvents.CreateAsync(Owner, "draft", "Secret fair");
        var jane = await TestEvents.AddMemberAsync(Server, draft, 3);
        var id = await Server.SqlAsync<long>(
            $"INSERT INTO email_notifications (user_id, event_id) VALUES ({jane.UserId}, {draft}) RETURNING id"
        );
        var url = $"/v1/email-notifications/{id}?include=event";
        Assert.That((await jane.GetAsync(url)).EnsureStatus(HttpStatusCode.OK).Text, Does.Contain("Secret fair"));
        await Server.SqlAsync($"DELETE FROM users_events_roles WHERE user_id = {jane.UserId}");
        Assert.That((await jane.GetAsync(url)).EnsureStatus(HttpStatusCode.OK).Text, Does.Not.Contain("Secret fair"));
        Assert.That((await jane.GetAsync($"/v1/email-notifications/{id}/event")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }
}
