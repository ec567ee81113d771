using System.Net;
using NUnit.Framework;
using OpenEvent.Domain.Program;
using OpenEvent.WebApi.Tests.Events;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.Program;

/// <summary>Who sees a video stream, and what they can do with it (docs/reference/video.md).</summary>
[TestFixture]
public sealed class VideoStreamTests : ServerFixture
{
    private static readonly object StreamAttributes = new { name = "Main stage", url = "https://video.example.org/main" };

    private TicketedEvent _event = null!;
    private string _stream = "";

    [SetUp]
    public async Task CreateStreamAsync()
    {
        _event = await TicketedEvent.CreateAsync(Server);
        _stream = (await _event.Owner.CreateAsync("video-stream", StreamAttributes, ("event", "event", _event.EventId))).Id();
    }

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
                    VALUES ({_event.EventId}, 'Ada', '{speaker.Email}', false, false) RETURNING id),
                s AS (INSERT INTO sessions (event_id, title, state, created_at, last_modified_at, is_locked, is_mail_sent)
                    VALUES ({_event.EventId}, 'Gears', '{state}', now(), now(), false, false) RETURNING id)
            INSERT INTO session_speaker (speaker_id, session_id) SELECT p.id, s.id FROM p, s
            """
        );
        await RequireAccessAsync(speaker, isSeen);
    }

    [Test]
    public async Task A_moderator_is_invited_once_by_email_and_sees_the_stream()
    {
        var moderator = await Server.RegisterUserAsync();
        var made = await _event.Owner.CreateAsync(
            "video-stream-moderator",
            new { email = moderator.Email.ToUpperInvariant() },
            ("video-stream", "video-stream", _stream)
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

        var again = await _event.Owner.PostAsync(
            $"/v1/video-streams/{_stream}/video-stream-moderators",
            JsonApiDocument.Of("video-stream-moderator", null, new { email = moderator.Email })
        );
        Assert.That((again.Status, again.Pointer), Is.EqualTo((HttpStatusCode.Conflict, "/data/attributes/email")));
        (await _event.Owner.DeleteAsync($"/v1/video-stream-moderators/{made.Id()}")).EnsureStatus(HttpStatusCode.OK);
        await RequireAccessAsync(moderator, isSeen: false);
    }

    [Test]
    public async Task Moderation_passes_to_the_address_that_the_team_sets()
    {
        var (former, next) = (await Server.RegisterUserAsync(), await Server.RegisterUserAsync());
        var id = (
            await _event.Owner.CreateAsync("video-stream-moderator", new { email = former.Email }, ("video-stream", "video-stream", _stream))
        ).Id();
        (
            await _event.Owner.PatchAsync(
                $"/v1/video-stream-moderators/{id}",
                JsonApiDocument.Of("video-stream-moderator", id, new { email = next.Email })
            )
        ).EnsureStatus(HttpStatusCode.OK);
        await RequireAccessAsync(former, isSeen: false);
        await RequireAccessAsync(next, isSeen: true);

        var url = $"/v1/video-stream-moderators/{id}/relationships/user";
        var hidden = await _event.Owner.PatchAsync(url, new { data = new { type = "user", id = $"{former.UserId}" } });
        Assert.That(hidden.Status, Is.EqualTo(HttpStatusCode.NotFound), "the team does not see this user");
        var member = await TestEvents.AddMemberAsync(Server, _event.EventId, 7);
        var linked = await _event.Owner.PatchAsync(url, new { data = new { type = "user", id = $"{member.UserId}" } });
        Assert.That(linked.EnsureStatus(HttpStatusCode.OK).Attribute("email").GetString(), Is.EqualTo(member.Email));
        Assert.That((await _event.Owner.GetAsync($"/v1/video-stream-moderator/{id}/user")).Id(), Is.EqualTo($"{member.UserId}"));
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
        await _event.Owner.CreateAsync("video-stream-moderator", new { email = moderator.Email }, ("video-stream", "video-stream", _stream));
        await Server.SqlAsync($"UPDATE events SET state = 'Draft' WHERE id = {_event.EventId}");
        Assert.That((await moderator.GetAsync($"/v1/video-streams/{_stream}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await moderator.GetAsync($"/v1/events/{_event.EventId}/has-streams")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        (await _event.Owner.GetAsync($"/v1/video-streams/{_stream}")).EnsureStatus(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_room_has_a_stream_of_its_own_event_only()
    {
        var room = (await _event.Owner.CreateAsync("microlocation", new { name = "Hall" }, ("event", "event", _event.EventId))).Id();
        var other = await TicketedEvent.CreateAsync(Server);
        var foreign = (await other.Owner.CreateAsync("microlocation", new { name = "Attic" }, ("event", "event", other.EventId))).Id();
        var made = await _event.Owner.CreateAsync("video-stream", StreamAttributes, ("rooms", "microlocation", room));
        Assert.That((await _event.Owner.GetAsync($"/v1/video-streams/{made.Id()}/rooms")).Ids, Is.EqualTo([room]));
        Assert.That((await _event.Owner.GetAsync($"/v1/microlocations/{room}/video-stream")).Id(), Is.EqualTo(made.Id()));
        foreach (var rooms in new[] { new[] { foreign }, [room, foreign] })
        {
            var refused = await _event.Owner.PostAsync(
                "/v1/video-streams",
                JsonApiDocument.Of("video-stream", null, StreamAttributes, [.. rooms.Select(r => ("rooms", "microlocation", r))])
            );
            Assert.That((int)refused.Status, Is.AnyOf(403, 422), refused.Text);
        }

        var linked = await other.Owner.PatchAsync(
            $"/v1/microlocations/{foreign}/relationships/video-stream",
            new { data = new { type = "video-stream", id = made.Id() } }
        );
        Assert.That(linked.Status, Is.EqualTo(HttpStatusCode.NotFound));
        var copied = (await _event.Owner.PostAsync($"/v1/events/{_event.EventId}/copy", null)).EnsureStatus(HttpStatusCode.OK);
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
        var second = await _event.Owner.PostAsync(
            "/v1/video-streams",
            JsonApiDocument.Of("video-stream", null, StreamAttributes, ("event", "event", _event.EventId))
        );
        Assert.That(second.Status, Is.EqualTo(HttpStatusCode.Conflict));
        var homeless = await Server.Admin.PostAsync("/v1/video-streams", JsonApiDocument.Of("video-stream", null, StreamAttributes));
        Assert.That(((int)homeless.Status, homeless.Pointer), Is.EqualTo((422, "/data/relationships/event")));
        Assert.That(
            (await _event.Owner.PostAsync("/v1/video-streams", JsonApiDocument.Of("video-stream", null, StreamAttributes))).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        var other = await TestEvents.CreateAsync(_event.Owner);
        var moved = await _event.Owner.PatchAsync(
            $"/v1/video-streams/{_stream}",
            JsonApiDocument.Of("video-stream", _stream, null, ("event", "event", other))
        );
        Assert.That((moved.Status, moved.Pointer), Is.EqualTo((HttpStatusCode.Forbidden, "/data/relationships/event/data")));
    }

    [Test]
    public async Task Only_staff_see_how_to_use_the_API_of_a_channel()
    {
        var channel = await CreateChannelAsync();
        foreach (var client in new[] { Server.Anonymous, _event.Owner })
        {
            var seen = (await client.GetAsync($"/v1/video-channels/{channel}")).EnsureStatus(HttpStatusCode.OK);
            var names = seen.Data.GetProperty("attributes").EnumerateObject().Select(a => a.Name);
            Assert.That(names, Is.EquivalentTo(["created-at", "modified-at", "name", "provider", "url"]));
            var sought = await client.GetAsync(
                """/v1/video-channels?filter=[{"name":"api-url","op":"ilike","val":"%25bbb%25"}]"""
            );
            Assert.That(sought.Status == HttpStatusCode.OK ? sought.Ids : [], Is.Empty);
        }

        Assert.That((await Server.Admin.GetAsync($"/v1/video-channels/{channel}")).Attribute("api-key").GetString(), Is.EqualTo("secret"));
        Assert.That(
            (await _event.Owner.DeleteAsync($"/v1/video-channels/{channel}")).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
    }

    [Test]
    public async Task Moderators_and_attendees_get_their_own_BigBlueButton_link()
    {
        var attendee = await Server.RegisterUserAsync();
        await AddAttendeeAsync(attendee.Email, "Completed");
        var url = $"/v1/video-streams/{_stream}/join";
        Assert.That((await attendee.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.BadRequest), "no channel");
        (
            await _event.Owner.PatchAsync(
                $"/v1/video-streams/{_stream}",
                JsonApiDocument.Of("video-stream", _stream, null, ("video-channel", "video-channel", await CreateChannelAsync()))
            )
        ).EnsureStatus(HttpStatusCode.OK);

        foreach (var (client, role) in new[] { (attendee, "VIEWER"), (_event.Owner, "MODERATOR") })
        {
            var link = (await client.GetAsync(url)).EnsureStatus(HttpStatusCode.OK).Json.GetProperty("url").GetString()!;
            Assert.That(link, Does.StartWith("https://bbb.example.org/bigbluebutton/api/join?fullName="));
            Assert.That(link, Does.Contain($"&meetingID=openevent-{_stream}&role={role}&checksum="));
            var query = link[(link.IndexOf('?', StringComparison.Ordinal) + 1)..link.IndexOf("&checksum=", StringComparison.Ordinal)];
            Assert.That(link, Does.EndWith("checksum=" + BigBlueButtonLink.ChecksumOf("join", query, "secret")));
        }

        Assert.That((await (await Server.RegisterUserAsync()).GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await Server.Anonymous.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task Chat_is_answered_as_not_connected_to_those_who_see_a_stream()
    {
        var room = (await _event.Owner.CreateAsync("microlocation", new { name = "Hall" }, ("event", "event", _event.EventId))).Id();
        var stranger = await Server.RegisterUserAsync();
        foreach (
            var url in new[]
            {
                $"/v1/events/{_event.EventId}/chat-token",
                $"/v1/events/{_event.EventId}/room/{room}/chat-token",
                $"/v1/events/{_event.EventId}/virtual-room/{room}/chat-token",
                $"/v1/video-streams/{_stream}/chat-token",
            }
        )
        {
            var chat = (await _event.Owner.GetAsync(url)).EnsureStatus(HttpStatusCode.OK).Json;
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
            await _event.Owner.PostAsync(
                "/v1/translation_channels",
                JsonApiDocument.Of(
                    "translation_channel",
                    null,
                    new { name = "Deutsch", url = "https://video.example.org/de" },
                    ("channel", "video_channel", channel),
                    ("video-stream", "video_stream", _stream)
                )
            )
        ).EnsureStatus(HttpStatusCode.Created);
        Assert.That(made.Data.GetProperty("type").GetString(), Is.EqualTo("translation_channel"));
        Assert.That((await _event.Owner.GetAsync($"/v1/video-streams/{_stream}/translation_channels")).Ids, Is.EqualTo([made.Id()]));
        var linkage = (await _event.Owner.GetAsync($"/v1/translation_channel/{made.Id()}/relationships/channels")).Data;
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
            VALUES ('r1', now(), now(), 3, 'https://bbb.example.org/r1', {_stream}) RETURNING id
            """
        );
        var coorganizer = await TestEvents.AddMemberAsync(Server, _event.EventId, 3);
        var url = $"/v1/video-streams/{_stream}/video-recordings";
        Assert.That((await _event.Owner.GetAsync(url)).Ids, Is.EqualTo([recording]));
        Assert.That((await coorganizer.GetAsync(url)).Ids, Is.Empty);
        Assert.That(
            (await _event.Owner.DeleteAsync($"/v1/video-recordings/{recording}")).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
        (await Server.Admin.DeleteAsync($"/v1/video-recordings/{recording}")).EnsureStatus(HttpStatusCode.OK);
    }

    [Test]
    public async Task An_attendee_checks_in_to_the_venue_once_and_out_again()
    {
        var attendee = await Server.RegisterUserAsync();
        await AddAttendeeAsync(attendee.Email, "Completed");
        var room = (await _event.Owner.CreateAsync("microlocation", new { name = "Hall" }, ("event", "event", _event.EventId))).Id();
        var url = $"/v1/events/{_event.EventId}/virtual/check-in";
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
        Assert.That((int)(await _event.Owner.PostAsync(url, Body(true, "event", null))).Status, Is.EqualTo(403));

        static object Body(bool isCheckIn, string type, string? room) =>
            new
            {
                is_check_in = isCheckIn,
                check_in_type = type,
                microlocation_id = room,
            };
        Task<long> CountAsync(string condition) =>
            Server.SqlAsync<long>($"SELECT count(*) FROM virtual_check_ins WHERE event_id = {_event.EventId} AND {condition}");
    }

    private async Task RequireAccessAsync(ApiClient client, bool isSeen)
    {
        var expected = isSeen ? HttpStatusCode.OK : HttpStatusCode.NotFound;
        Assert.That((await client.GetAsync($"/v1/video-streams/{_stream}")).Status, Is.EqualTo(expected));
        Assert.That((await client.GetAsync($"/v1/events/{_event.EventId}/video-stream")).Status, Is.EqualTo(expected));
        Assert.That((await client.GetAsync("/v1/video-streams?page[size]=0")).Ids.Contains(_stream), Is.EqualTo(isSeen));
        var included = (await client.GetAsync($"/v1/events/{_event.EventId}?include=video-stream")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(included.Json.GetProperty("included").GetArrayLength(), Is.EqualTo(isSeen ? 1 : 0));
        var streams = (await client.GetAsync($"/v1/events/{_event.EventId}/has-streams")).Json;
        Assert.That(
            (streams.GetProperty("exists").GetBoolean(), streams.GetProperty("can_access").GetBoolean()),
            Is.EqualTo((true, isSeen))
        );
    }

    private async Task AddAttendeeAsync(string email, string status, TicketedEvent? at = null)
    {
        var shown = at ?? _event;
        var ticket = await shown.CreateTicketAsync(5);
        var order = (await TicketedEvent.CheckoutAsync(await Server.RegisterUserAsync(), ticket, email)).Id();
        await Server.SqlAsync($"UPDATE orders SET status = '{status}', expires_at = null WHERE id = {order}");
    }

    private async Task<string> CreateChannelAsync() =>
        (
            await Server.Admin.CreateAsync(
                "video-channel",
                new
                {
                    name = "Meetings",
                    provider = "bbb",
                    url = "https://bbb.example.org",
                    api_url = "https://bbb.example.org/bigbluebutton/api/",
                    api_key = "secret",
                }
            )
        ).Id();
}
