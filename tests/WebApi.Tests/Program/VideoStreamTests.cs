using System.Net;
using System.Text.Json;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Application.Program;
using OpenEvent.Domain.Program;
using OpenEvent.WebApi.Tests.Events;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.Program;

/// <summary>What belongs to a video stream, and what people do with it (docs/reference/video.md).</summary>
[TestFixture]
public sealed class VideoStreamTests : VideoStreamFixture
{
    [Test]
    public async Task A_room_has_a_stream_of_its_own_event_only()
    {
        var room = (await Event.Owner.CreateAsync("microlocation", new { name = "Hall" }, ("event", "event", Event.EventId))).Id();
        var other = await TicketedEvent.CreateAsync(Server);
        var foreign = (await other.Owner.CreateAsync("microlocation", new { name = "Attic" }, ("event", "event", other.EventId))).Id();
        var made = await Event.Owner.CreateAsync("video-stream", StreamAttributes, ("rooms", "microlocation", room));
        Assert.That((await Event.Owner.GetAsync($"/v1/video-streams/{made.Id()}/rooms")).Ids, Is.EqualTo([room]));
        Assert.That((await Event.Owner.GetAsync($"/v1/microlocations/{room}/video-stream")).Id(), Is.EqualTo(made.Id()));
        foreach (var rooms in new[] { new[] { foreign }, [room, foreign] })
        {
            var rejected = await Event.Owner.PostAsync(
                "/v1/video-streams",
                JsonApiDocument.Of("video-stream", null, StreamAttributes, [.. rooms.Select(r => ("rooms", "microlocation", r))])
            );
            Assert.That((int)rejected.Status, Is.AnyOf(403, 422), rejected.Text);
        }

        var linked = await other.Owner.PatchAsync(
            $"/v1/microlocations/{foreign}/relationships/video-stream",
            new { data = new { type = "video-stream", id = made.Id() } }
        );
        Assert.That(linked.Status, Is.EqualTo(HttpStatusCode.NotFound));
        var copied = (await Event.Owner.PostAsync($"/v1/events/{Event.EventId}/copy", null)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            await Server.SqlAsync<long>(
                $"SELECT count(*) FROM microlocations WHERE event_id = {copied.Json.GetProperty("id")} AND video_stream_id IS NULL"
            ),
            Is.EqualTo(1)
        );
    }

    [Test]
    public async Task An_event_has_one_stream_and_a_stream_needs_an_event_or_a_room()
    {
        var second = await Event.Owner.PostAsync(
            "/v1/video-streams",
            JsonApiDocument.Of("video-stream", null, StreamAttributes, ("event", "event", Event.EventId))
        );
        Assert.That(second.Status, Is.EqualTo(HttpStatusCode.Conflict));
        var withoutEvent = await Server.Admin.PostAsync("/v1/video-streams", JsonApiDocument.Of("video-stream", null, StreamAttributes));
        Assert.That(((int)withoutEvent.Status, withoutEvent.Pointer), Is.EqualTo((422, "/data/relationships/event")));
        Assert.That(
            (await Event.Owner.PostAsync("/v1/video-streams", JsonApiDocument.Of("video-stream", null, StreamAttributes))).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        var other = await TestEvents.CreateAsync(Event.Owner);
        var moved = await Event.Owner.PatchAsync(
            $"/v1/video-streams/{Stream}",
            JsonApiDocument.Of("video-stream", Stream, null, ("event", "event", other))
        );
        Assert.That((moved.Status, moved.Pointer), Is.EqualTo((HttpStatusCode.Forbidden, "/data/relationships/event/data")));
    }

    [Test]
    public async Task Only_staff_see_how_to_use_the_API_of_a_channel()
    {
        var channel = await CreateChannelAsync();
        foreach (var client in new[] { Server.Anonymous, Event.Owner })
        {
            var seen = (await client.GetAsync($"/v1/video-channels/{channel}")).EnsureStatus(HttpStatusCode.OK);
            var names = seen.Data.GetProperty("attributes").EnumerateObject().Select(a => a.Name);
            Assert.That(names, Is.EquivalentTo(["created-at", "modified-at", "name", "provider", "url"]));
            var sought = await client.GetAsync("""/v1/video-channels?filter=[{"name":"api-url","op":"ilike","val":"%25bbb%25"}]""");
            Assert.That(sought.Status == HttpStatusCode.OK ? sought.Ids : [], Is.Empty);
        }

        var staff = await Server.Admin.GetAsync($"/v1/video-channels/{channel}");
        Assert.That(staff.Attribute("api-url").GetString(), Does.StartWith("https://bbb.example.org"));
        Assert.That((await Event.Owner.DeleteAsync($"/v1/video-channels/{channel}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task Nobody_reads_the_secrets_of_a_channel_and_sending_an_answer_back_keeps_them()
    {
        var channel = await CreateChannelAsync();
        var url = $"/v1/video-channels/{channel}";
        await ChangeAsync(new { extra = new { moderatorPW = "hidden" } });
        var stored = await StoredAsync();
        Assert.That(stored, Does.Contain("encrypted:").And.Not.Contain("secret").And.Not.Contain("hidden"));
        var seen = (await Server.Admin.GetAsync(url)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(seen.Text, Does.Not.Contain("secret").And.Not.Contain("hidden").And.Not.Contain("encrypted"));
        Assert.That(seen.Attribute("api-key").GetString(), Is.EqualTo("••••••••"), "there is one");
        await ChangeAsync(seen.Data.GetProperty("attributes"));
        Assert.That(await StoredAsync(), Is.EqualTo(stored));
        await ChangeAsync(new { api_key = (string?)null });
        Assert.That((await Server.Admin.GetAsync(url)).Attribute("api-key").ValueKind, Is.EqualTo(JsonValueKind.Null));

        async Task ChangeAsync(object attributes) =>
            (await Server.Admin.PatchAsync(url, JsonApiDocument.Of("video-channel", channel, attributes))).EnsureStatus(HttpStatusCode.OK);

        Task<string> StoredAsync() =>
            Server.SqlAsync<string>($"SELECT concat_ws(' ', api_key, extra) FROM video_channels WHERE id = {channel}");
    }

    [Test]
    public async Task Secrets_that_an_earlier_version_stored_in_clear_are_encrypted_at_the_start()
    {
        var channel = await CreateChannelAsync();
        await Server.SqlAsync($$"""UPDATE video_channels SET api_key = 'secret', extra = '{"pw": "x"}' WHERE id = {{channel}}""");
        var of = ("video-channel", "video-channel", channel);
        (await Event.Owner.PatchAsync($"/v1/video-streams/{Stream}", JsonApiDocument.Of("video-stream", Stream, null, of))).EnsureStatus(
            HttpStatusCode.OK
        );
        var clear = await JoinAsync();
        await using (var scope = Server.App.Services.CreateServerScope())
            await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new EncryptVideoChannels());
        var stored = await Server.SqlAsync<string>($"SELECT concat_ws(' ', api_key, extra) FROM video_channels WHERE id = {channel}");
        Assert.That(stored, Does.StartWith("encrypted:").And.Not.Contain("\"pw\"").And.Not.Contain("secret"));
        Assert.That(await JoinAsync(), Is.EqualTo(clear));

        async Task<string> JoinAsync() =>
            (await Event.Owner.GetAsync($"/v1/video-streams/{Stream}/join")).EnsureStatus(HttpStatusCode.OK).Text;
    }

    [Test]
    public async Task Viewers_do_not_see_what_a_video_service_has_answered()
    {
        var attendee = await Server.RegisterUserAsync();
        await AddAttendeeAsync(attendee.Email, "Completed");
        var url = $"/v1/video-streams/{Stream}";
        var change = JsonApiDocument.Of("video-stream", Stream, new { extra = new { moderatorPW = "x" } });
        (await Event.Owner.PatchAsync(url, change)).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await Event.Owner.GetAsync(url)).Text, Does.Contain("moderatorPW"));
        var seen = (await attendee.GetAsync(url)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(seen.Data.GetProperty("attributes").TryGetProperty("extra", out _), Is.False);
    }

    [Test]
    public async Task Moderators_and_attendees_get_their_own_BigBlueButton_link()
    {
        var attendee = await Server.RegisterUserAsync();
        await AddAttendeeAsync(attendee.Email, "Completed");
        var url = $"/v1/video-streams/{Stream}/join";
        Assert.That((await attendee.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.BadRequest), "no channel");
        (
            await Event.Owner.PatchAsync(
                $"/v1/video-streams/{Stream}",
                JsonApiDocument.Of("video-stream", Stream, null, ("video-channel", "video-channel", await CreateChannelAsync()))
            )
        ).EnsureStatus(HttpStatusCode.OK);

        foreach (var (client, role) in new[] { (attendee, "VIEWER"), (Event.Owner, "MODERATOR") })
        {
            var link = (await client.GetAsync(url)).EnsureStatus(HttpStatusCode.OK).Json.GetProperty("url").GetString()!;
            Assert.That(link, Does.StartWith("https://bbb.example.org/bigbluebutton/api/join?fullName="));
            Assert.That(link, Does.Contain($"&meetingID=openevent-{Stream}&role={role}&checksum="));
            var query = link[(link.IndexOf('?', StringComparison.Ordinal) + 1)..link.IndexOf("&checksum=", StringComparison.Ordinal)];
            Assert.That(link, Does.EndWith("checksum=" + BigBlueButtonLink.ChecksumOf("join", query, "secret")));
        }

        Assert.That((await (await Server.RegisterUserAsync()).GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await Server.Anonymous.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task Chat_is_answered_as_not_connected_to_those_who_see_a_stream()
    {
        var room = (await Event.Owner.CreateAsync("microlocation", new { name = "Hall" }, ("event", "event", Event.EventId))).Id();
        var stranger = await Server.RegisterUserAsync();
        foreach (
            var url in new[]
            {
                $"/v1/events/{Event.EventId}/chat-token",
                $"/v1/events/{Event.EventId}/room/{room}/chat-token",
                $"/v1/events/{Event.EventId}/virtual-room/{room}/chat-token",
                $"/v1/video-streams/{Stream}/chat-token",
            }
        )
        {
            var chat = (await Event.Owner.GetAsync(url)).EnsureStatus(HttpStatusCode.OK).Json;
            Assert.That((chat.GetProperty("success").GetBoolean(), chat.GetProperty("code").GetString()), Is.EqualTo((false, "disabled")));
            Assert.That((await stranger.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.NotFound), url);
            Assert.That((await Server.Anonymous.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.Unauthorized), url);
        }
    }

    [Test]
    public async Task Translation_channels_are_of_the_stream_and_keep_their_name_with_an_underscore()
    {
        var channel = await CreateChannelAsync();
        var made = (
            await Event.Owner.PostAsync(
                "/v1/translation_channels",
                JsonApiDocument.Of(
                    "translation_channel",
                    null,
                    new { name = "Deutsch", url = "https://video.example.org/de" },
                    ("channel", "video_channel", channel),
                    ("video-stream", "video_stream", Stream)
                )
            )
        ).EnsureStatus(HttpStatusCode.Created);
        Assert.That(made.Data.GetProperty("type").GetString(), Is.EqualTo("translation_channel"));
        Assert.That((await Event.Owner.GetAsync($"/v1/video-streams/{Stream}/translation_channels")).Ids, Is.EqualTo([made.Id()]));
        var linkage = (await Event.Owner.GetAsync($"/v1/translation_channel/{made.Id()}/relationships/channels")).Data;
        Assert.That(linkage.GetProperty("id").GetString(), Is.EqualTo(channel));
        Assert.That(
            (await (await Server.RegisterUserAsync()).GetAsync($"/v1/translation_channels/{made.Id()}")).Status,
            Is.EqualTo(HttpStatusCode.NotFound)
        );
        Assert.That((await Server.Anonymous.GetAsync("/v1/translation_channels")).Ids, Is.Empty);
    }

    [Test]
    public async Task Recordings_are_seen_by_organizers_and_deleted_by_staff()
    {
        var recording = await Server.SqlIdAsync(
            $"""
            INSERT INTO video_recordings (bbb_record_id, start_time, end_time, participants, url, video_stream_id)
            VALUES ('r1', now(), now(), 3, 'https://bbb.example.org/r1', {Stream}) RETURNING id
            """
        );
        var coorganizer = await TestEvents.AddMemberAsync(Server, Event.EventId, 3);
        var url = $"/v1/video-streams/{Stream}/video-recordings";
        Assert.That((await Event.Owner.GetAsync(url)).Ids, Is.EqualTo([recording]));
        Assert.That((await coorganizer.GetAsync(url)).Ids, Is.Empty);
        Assert.That((await Event.Owner.DeleteAsync($"/v1/video-recordings/{recording}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        (await Server.Admin.DeleteAsync($"/v1/video-recordings/{recording}")).EnsureStatus(HttpStatusCode.OK);
    }

    [Test]
    public async Task An_attendee_checks_in_to_the_venue_once_and_out_again()
    {
        var attendee = await Server.RegisterUserAsync();
        await AddAttendeeAsync(attendee.Email, "Completed");
        var room = (await Event.Owner.CreateAsync("microlocation", new { name = "Hall" }, ("event", "event", Event.EventId))).Id();
        var url = $"/v1/events/{Event.EventId}/virtual/check-in";
        foreach (var body in new[] { Body(true, "event", null), Body(true, "event", null), Body(true, "room", room) })
            Assert.That(
                (await attendee.PostAsync(url, body)).EnsureStatus(HttpStatusCode.OK).Json.GetProperty("message").GetString(),
                Is.EqualTo("Attendee check in successful")
            );
        Assert.That(await CountAsync("checked_out_at IS NULL"), Is.EqualTo(2));
        (await attendee.PostAsync(url, Body(false, "event", null))).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await CountAsync("checked_out_at IS NULL"), Is.EqualTo(1));
        Assert.That((int)(await attendee.PostAsync(url, Body(false, "event", null))).Status, Is.EqualTo(422));
        Assert.That((int)(await attendee.PostAsync(url, Body(true, "room", null))).Status, Is.EqualTo(422));
        Assert.That((int)(await attendee.PostAsync(url, Body(true, "nowhere", null))).Status, Is.EqualTo(422));
        Assert.That((int)(await attendee.PostAsync(url, Body(true, "room", "999999"))).Status, Is.EqualTo(404));
        Assert.That((int)(await Event.Owner.PostAsync(url, Body(true, "event", null))).Status, Is.EqualTo(403));

        var statuses = new List<int>();
        for (var i = 0; i < 60; i++)
            statuses.Add((int)(await attendee.PostAsync(url, Body(i % 2 == 0, "event", null))).Status);
        Assert.That(statuses[^1], Is.EqualTo(429), "a limited number an hour");

        static object Body(bool isCheckIn, string type, string? room) =>
            new
            {
                is_check_in = isCheckIn,
                check_in_type = type,
                microlocation_id = room,
            };
        Task<long> CountAsync(string condition) =>
            Server.SqlAsync<long>($"SELECT count(*) FROM virtual_check_ins WHERE event_id = {Event.EventId} AND {condition}");
    }
}
