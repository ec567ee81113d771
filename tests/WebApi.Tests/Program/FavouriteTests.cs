using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Program;

/// <summary>The favourite events and sessions of users, which others do not see.</summary>
[TestFixture]
public sealed class FavouriteTests : ServerFixture
{
    [Test]
    public async Task Favourite_events_are_the_users_own_and_unique()
    {
        var testEvent = await SessionTestEvent.CreateAsync(Server);
        var (ann, bob) = (await Server.RegisterUserAsync(), await Server.RegisterUserAsync());
        var id = (await ann.CreateAsync("user-favourite-event", new { }, ("event", "event", testEvent.EventId))).Id();
        var again = await ann.PostAsync(
            "/v1/user-favourite-events",
            JsonApiDocument.Of("user-favourite-event", null, new { }, ("event", "event", testEvent.EventId))
        );
        Assert.That(again.Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await ann.GetAsync("/v1/user-favourite-events?include=event")).Ids, Is.EqualTo([id]));
        foreach (var other in new[] { bob, testEvent.Owner, Server.Admin })
            Assert.That((await other.GetAsync("/v1/user-favourite-events")).Ids, Is.Empty);
        Assert.That((await bob.GetAsync($"/v1/user-favourite-events/{id}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await bob.DeleteAsync($"/v1/user-favourite-events/{id}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await bob.GetAsync($"/v1/users/{ann.UserId}/user-favourite-events")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await Server.Anonymous.GetAsync("/v1/user-favourite-events")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await ann.GetAsync($"/v1/users/{ann.UserId}/user-favourite-events")).Ids, Is.EqualTo([id]));
        Assert.That((await ann.GetAsync($"/v1/favourite-events/{id}/user")).Id(), Is.EqualTo($"{ann.UserId}"));

        (await ann.DeleteAsync($"/v1/user-favourite-events/{id}")).EnsureStatus(HttpStatusCode.OK);
        await ann.CreateAsync("user-favourite-event", new { }, ("event", "event", testEvent.EventId));
    }

    [Test]
    public async Task A_favourite_event_is_found_by_the_id_of_its_event_if_no_own_row_has_that_id()
    {
        var ann = await Server.RegisterUserAsync();
        var first = await SessionTestEvent.CreateAsync(Server);
        // Ids of events are moved out of the way of the ids of favourites.
        await Server.SqlAsync("SELECT setval(pg_get_serial_sequence('events', 'id'), 100000)");
        var second = await SessionTestEvent.CreateAsync(Server);
        var id = (await ann.CreateAsync("user-favourite-event", new { }, ("event", "event", second.EventId))).Id();
        Assert.That((await ann.GetAsync($"/v1/user-favourite-events/{second.EventId}")).Id(), Is.EqualTo(id));
        Assert.That(
            (await first.Owner.GetAsync($"/v1/user-favourite-events/{second.EventId}")).Status,
            Is.EqualTo(HttpStatusCode.NotFound)
        );
        (await ann.DeleteAsync($"/v1/user-favourite-events/{second.EventId}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await ann.GetAsync($"/v1/user-favourite-events/{id}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Favourite_sessions_are_seen_by_the_user_and_the_event_team()
    {
        var testEvent = await SessionTestEvent.CreateAsync(Server);
        var (session, _) = await testEvent.SubmitSessionAsync(testEvent.Owner);
        await testEvent.SetStateAsync(session, "Accepted");
        var (ann, bob) = (await Server.RegisterUserAsync(), await Server.RegisterUserAsync());
        var anns = (await ann.CreateAsync("user-favourite-session", new { }, ("session", "session", session))).Id();
        var bobs = (await bob.CreateAsync("user-favourite-session", new { }, ("session", "session", session))).Id();
        foreach (
            var url in new[]
            {
                "/v1/user-favourite-sessions",
                $"/v1/sessions/{session}/user-favourite-sessions",
                $"/v1/sessions/{session}/favourites",
                $"/v1/events/{testEvent.EventId}/user-favourite-sessions",
                $"/v1/events/{testEvent.EventId}/session-favourites?include=session.track,session.favourite,user&page[size]=0",
            }
        )
            Assert.That((await ann.GetAsync(url)).Ids, Is.EqualTo([anns]), url);
        Assert.That((await testEvent.Owner.GetAsync($"/v1/sessions/{session}/favourites?sort=id")).Ids, Is.EqualTo([anns, bobs]));
        Assert.That((await Server.Anonymous.GetAsync($"/v1/sessions/{session}/favourites")).Ids, Is.Empty);
        Assert.That((await ann.GetAsync($"/v1/user-favourite-sessions/{bobs}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await ann.DeleteAsync($"/v1/user-favourite-sessions/{bobs}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        (await testEvent.Owner.DeleteAsync($"/v1/user-favourite-sessions/{bobs}")).EnsureStatus(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_session_shows_the_callers_favourite_and_sorts_by_their_number()
    {
        var testEvent = await SessionTestEvent.CreateAsync(Server);
        var (plain, _) = await testEvent.SubmitSessionAsync(testEvent.Owner);
        var (liked, _) = await testEvent.SubmitSessionAsync(testEvent.Owner);
        await Server.SqlAsync($"UPDATE sessions SET state = 'Accepted' WHERE event_id = {testEvent.EventId}");
        var ann = await Server.RegisterUserAsync();
        var favourite = (await ann.CreateAsync("user-favourite-session", new { }, ("session", "session", liked))).Id();
        var list = await ann.GetAsync($"/v1/events/{testEvent.EventId}/sessions?sort=-favourite_count,id&include=favourite");
        Assert.That(list.Ids, Is.EqualTo([liked, plain]));
        Assert.That(list.Data[0].GetProperty("attributes").GetProperty("favourite-count").GetInt32(), Is.EqualTo(1));
        Assert.That(list.Json.GetProperty("included")[0].GetProperty("id").GetString(), Is.EqualTo(favourite));
        Assert.That((await ann.GetAsync($"/v1/sessions/{liked}/favourite")).Id(), Is.EqualTo(favourite));
        foreach (var other in new[] { testEvent.Owner, Server.Admin, Server.Anonymous })
            Assert.That((await other.GetAsync($"/v1/sessions/{liked}/favourite")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        var shown = await testEvent.Owner.GetAsync($"/v1/sessions/{liked}?include=favourite");
        Assert.That(shown.Text, Does.Not.Contain("\"included\":[{"));
    }
}
