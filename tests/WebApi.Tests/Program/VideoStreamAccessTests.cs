using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Events;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.Program;

/// <summary>Who sees a video stream (docs/reference/video.md#streams).</summary>
[TestFixture]
public sealed class VideoStreamAccessTests : VideoStreamFixture
{
    [TestCase("Completed", true)]
    [TestCase("Placed", true)]
    [TestCase("Initializing", false)]
    [TestCase("Pending", false)]
    [TestCase("Cancelled", false)]
    [TestCase("Expired", false)]
    public async Task An_attendee_sees_the_stream_if_their_order_is_completed_or_placed(string status, bool isSeen)
    {
        var attendee = await Server.RegisterUserAsync();
        await AddAttendeeAsync(attendee.Email, status);
        await RequireAccessAsync(attendee, isSeen);
    }

    [Test]
    public async Task The_address_of_an_attendee_must_be_verified()
    {
        var attendee = await Server.RegisterUserAsync(verified: false);
        await AddAttendeeAsync(attendee.Email, "Completed");
        await RequireAccessAsync(attendee, isSeen: false);
    }

    [Test]
    public async Task A_deleted_attendee_and_one_of_another_event_see_nothing()
    {
        var (deleted, foreign) = (await Server.RegisterUserAsync(), await Server.RegisterUserAsync());
        await AddAttendeeAsync(deleted.Email, "Completed");
        await Server.SqlAsync($"UPDATE attendees SET deleted_at = now() WHERE email = '{deleted.Email}'");
        var other = await TicketedEvent.CreateAsync(Server);
        await AddAttendeeAsync(foreign.Email, "Completed", other);
        await RequireAccessAsync(deleted, isSeen: false);
        await RequireAccessAsync(foreign, isSeen: false);
    }

    [TestCase("Confirmed", true)]
    [TestCase("Accepted", false)]
    [TestCase("Pending", false)]
    public async Task A_speaker_sees_the_stream_if_their_session_is_confirmed(string state, bool isSeen)
    {
        var speaker = await Server.RegisterUserAsync();
        await Server.SqlAsync(
            $"""
            WITH p AS (INSERT INTO speakers (event_id, name, email, is_featured, is_email_overridden)
                    VALUES ({Event.EventId}, 'Ada', '{speaker.Email}', false, false) RETURNING id),
                s AS (INSERT INTO sessions (event_id, title, state, created_at, last_modified_at, is_locked, is_mail_sent)
                    VALUES ({Event.EventId}, 'Gears', '{state}', now(), now(), false, false) RETURNING id)
            INSERT INTO session_speaker (speaker_id, session_id) SELECT p.id, s.id FROM p, s
            """
        );
        await RequireAccessAsync(speaker, isSeen);
    }

    [Test]
    public async Task A_moderator_is_invited_once_by_email_and_sees_the_stream()
    {
        var moderator = await Server.RegisterUserAsync();
        var made = await Event.Owner.CreateAsync(
            "video-stream-moderator",
            new { email = moderator.Email.ToUpperInvariant() },
            ("video-stream", "video-stream", Stream)
        );
        Assert.That(made.Attribute("email").GetString(), Is.EqualTo(moderator.Email));
        await RequireAccessAsync(moderator, isSeen: true);
        await Server.ProcessOutboxAsync();
        Assert.That(
            await Server.SqlAsync<string>(
                $"SELECT subject FROM mails WHERE action = 'video_moderator_invite' AND recipient = '{moderator.Email}'"
            ),
            Is.EqualTo("You moderate Main stage at Summit")
        );
        Assert.That((await moderator.GetAsync($"/v1/users/{moderator.UserId}/video-stream-moderators")).Ids, Is.EqualTo([made.Id()]));

        var again = await Event.Owner.PostAsync(
            $"/v1/video-streams/{Stream}/video-stream-moderators",
            JsonApiDocument.Of("video-stream-moderator", null, new { email = moderator.Email })
        );
        Assert.That((again.Status, again.Pointer), Is.EqualTo((HttpStatusCode.Conflict, "/data/attributes/email")));
        (await Event.Owner.DeleteAsync($"/v1/video-stream-moderators/{made.Id()}")).EnsureStatus(HttpStatusCode.OK);
        await RequireAccessAsync(moderator, isSeen: false);
    }

    [Test]
    public async Task Moderation_passes_to_the_address_that_the_team_sets()
    {
        var (former, next) = (await Server.RegisterUserAsync(), await Server.RegisterUserAsync());
        var id = (
            await Event.Owner.CreateAsync("video-stream-moderator", new { email = former.Email }, ("video-stream", "video-stream", Stream))
        ).Id();
        (
            await Event.Owner.PatchAsync(
                $"/v1/video-stream-moderators/{id}",
                JsonApiDocument.Of("video-stream-moderator", id, new { email = next.Email })
            )
        ).EnsureStatus(HttpStatusCode.OK);
        await RequireAccessAsync(former, isSeen: false);
        await RequireAccessAsync(next, isSeen: true);

        var url = $"/v1/video-stream-moderators/{id}/relationships/user";
        var hidden = await Event.Owner.PatchAsync(url, new { data = new { type = "user", id = $"{former.UserId}" } });
        Assert.That(hidden.Status, Is.EqualTo(HttpStatusCode.NotFound), "the team does not see this user");
        await Server.SqlAsync($"UPDATE users SET is_profile_public = true WHERE id = {former.UserId}");
        var shown = await Event.Owner.PatchAsync(url, new { data = new { type = "user", id = $"{former.UserId}" } });
        Assert.That(shown.Status, Is.EqualTo(HttpStatusCode.NotFound), "a public profile does not have the address");
        var member = await TestEvents.AddMemberAsync(Server, Event.EventId, 7);
        var linked = await Event.Owner.PatchAsync(url, new { data = new { type = "user", id = $"{member.UserId}" } });
        Assert.That(linked.EnsureStatus(HttpStatusCode.OK).Attribute("email").GetString(), Is.EqualTo(member.Email));
        Assert.That((await Event.Owner.GetAsync($"/v1/video-stream-moderator/{id}/user")).Id(), Is.EqualTo($"{member.UserId}"));
        Assert.That(
            (
                await former.PatchAsync(
                    $"/v1/video-stream-moderators/{id}",
                    JsonApiDocument.Of("video-stream-moderator", id, new { email = former.Email })
                )
            ).Status,
            Is.EqualTo(HttpStatusCode.NotFound)
        );
    }

    [Test]
    public async Task Only_the_team_sees_the_stream_of_a_draft()
    {
        var moderator = await Server.RegisterUserAsync();
        await Event.Owner.CreateAsync("video-stream-moderator", new { email = moderator.Email }, ("video-stream", "video-stream", Stream));
        await Server.SqlAsync($"UPDATE events SET state = 'Draft' WHERE id = {Event.EventId}");
        Assert.That((await moderator.GetAsync($"/v1/video-streams/{Stream}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await moderator.GetAsync($"/v1/events/{Event.EventId}/has-streams")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        (await Event.Owner.GetAsync($"/v1/video-streams/{Stream}")).EnsureStatus(HttpStatusCode.OK);
    }

    private async Task RequireAccessAsync(ApiClient client, bool isSeen)
    {
        var expected = isSeen ? HttpStatusCode.OK : HttpStatusCode.NotFound;
        Assert.That((await client.GetAsync($"/v1/video-streams/{Stream}")).Status, Is.EqualTo(expected));
        Assert.That((await client.GetAsync($"/v1/events/{Event.EventId}/video-stream")).Status, Is.EqualTo(expected));
        Assert.That((await client.GetAsync("/v1/video-streams?page[size]=0")).Ids.Contains(Stream), Is.EqualTo(isSeen));
        var included = (await client.GetAsync($"/v1/events/{Event.EventId}?include=video-stream")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(included.Json.GetProperty("included").GetArrayLength(), Is.EqualTo(isSeen ? 1 : 0));
        var streams = (await client.GetAsync($"/v1/events/{Event.EventId}/has-streams")).Json;
        Assert.That(
            (streams.GetProperty("exists").GetBoolean(), streams.GetProperty("can_access").GetBoolean()),
            Is.EqualTo((true, isSeen))
        );
    }
}
