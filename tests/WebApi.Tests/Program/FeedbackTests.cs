using System.Net;
using System.Text.Json;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Events;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Program;

/// <summary>Ratings of events by anyone, and of sessions by the event team.</summary>
[TestFixture]
public sealed class FeedbackTests : ServerFixture
{
    [Test]
    public async Task Users_rate_an_event_once_as_themselves_from_1_to_5()
    {
        var testEvent = await SessionTestEvent.CreateAsync(Server);
        var (ann, bob) = (await Server.RegisterUserAsync(), await Server.RegisterUserAsync());
        foreach (var wrong in new[] { 0.5, 5.5, -1, 1e9 })
        {
            var rejected = await RateAsync(ann, ann, wrong, ("event", "event", testEvent.EventId));
            Assert.That((rejected.Status, rejected.Pointer), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/data/attributes/rating")));
        }

        var forged = await RateAsync(bob, ann, 1, ("event", "event", testEvent.EventId));
        Assert.That(forged.Status, Is.AnyOf(HttpStatusCode.Forbidden, HttpStatusCode.NotFound));
        Assert.That((await RateAsync(ann, ann, 3)).Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity), "about nothing");
        var made = (await RateAsync(ann, ann, 4.5, ("event", "event", testEvent.EventId))).EnsureStatus(HttpStatusCode.Created);
        Assert.That((await RateAsync(ann, ann, 1, ("event", "event", testEvent.EventId))).Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That((await Server.Anonymous.GetAsync($"/v1/events/{testEvent.EventId}/feedbacks")).Ids, Is.EqualTo([made.Id()]));

        foreach (var other in new[] { bob, testEvent.Owner })
        {
            Assert.That((await UpdateAsync(other, made.Id())).Status, Is.EqualTo(HttpStatusCode.Forbidden));
            Assert.That((await other.DeleteAsync($"/v1/feedbacks/{made.Id()}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        }

        (await UpdateAsync(ann, made.Id())).EnsureStatus(HttpStatusCode.OK);
        (await ann.DeleteAsync($"/v1/feedbacks/{made.Id()}")).EnsureStatus(HttpStatusCode.OK);
        (await RateAsync(ann, ann, 2, ("event", "event", testEvent.EventId))).EnsureStatus(HttpStatusCode.Created);
    }

    [Test]
    public async Task Feedback_of_a_draft_event_is_hidden()
    {
        var testEvent = await SessionTestEvent.CreateAsync(Server);
        var ann = await Server.RegisterUserAsync();
        var id = (await RateAsync(ann, ann, 4, ("event", "event", testEvent.EventId))).Id();
        await Server.SqlAsync($"UPDATE events SET state = 'Draft' WHERE id = {testEvent.EventId}");
        var stranger = await Server.RegisterUserAsync();
        Assert.That((await stranger.GetAsync($"/v1/events/{testEvent.EventId}/feedbacks")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await stranger.GetAsync($"/v1/feedbacks/{id}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        var rejected = await RateAsync(stranger, stranger, 4, ("event", "event", testEvent.EventId));
        Assert.That(rejected.Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await testEvent.Owner.GetAsync($"/v1/events/{testEvent.EventId}/feedbacks")).Ids, Is.EqualTo([id]));
    }

    [Test]
    public async Task Only_the_event_team_rates_a_session_and_the_session_shows_the_mean()
    {
        var testEvent = await SessionTestEvent.CreateAsync(Server);
        var (session, _) = await testEvent.SubmitSessionAsync(testEvent.Owner);
        var coorganizer = await testEvent.AddMemberAsync(3);
        var stranger = await Server.RegisterUserAsync();
        (await RateAsync(testEvent.Owner, testEvent.Owner, 5, ("session", "session", session))).EnsureStatus(HttpStatusCode.Created);
        var second = await RateAsync(coorganizer, coorganizer, 2, ("session", "session", session));
        Assert.That(
            (await stranger.GetAsync($"/v1/feedbacks/{second.Id()}")).Status,
            Is.EqualTo(HttpStatusCode.NotFound),
            "not in the schedule"
        );

        await testEvent.SetStateAsync(session, "Accepted");
        var rejected = await RateAsync(stranger, stranger, 5, ("session", "session", session));
        Assert.That((rejected.Status, rejected.Pointer), Is.EqualTo((HttpStatusCode.Forbidden, "/data/attributes/session")));
        var shown = await stranger.GetAsync($"/v1/sessions/{session}?include=feedbacks");
        Assert.That(shown.Attribute("average-rating").GetDouble(), Is.EqualTo(3.5));
        Assert.That(shown.Attribute("rating-count").GetInt32(), Is.EqualTo(2));
        Assert.That(shown.Json.GetProperty("included").GetArrayLength(), Is.EqualTo(2));
        (await UpdateAsync(testEvent.Owner, second.Id())).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await testEvent.Owner.DeleteAsync($"/v1/feedbacks/{second.Id()}")).Status, Is.EqualTo(HttpStatusCode.Forbidden));

        var other = await TestEvents.CreateAsync(testEvent.Owner);
        var mixed = await RateAsync(coorganizer, coorganizer, 2, ("event", "event", other), ("session", "session", session));
        Assert.That(mixed.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
    }

    [Test]
    public async Task The_author_of_a_session_does_not_see_its_ratings_before_it_is_accepted()
    {
        var testEvent = await SessionTestEvent.CreateAsync(Server);
        var author = await Server.RegisterUserAsync();
        var (session, _) = await testEvent.SubmitSessionAsync(author);
        (await RateAsync(testEvent.Owner, testEvent.Owner, 4, ("session", "session", session))).EnsureStatus(HttpStatusCode.Created);
        var filter = Uri.EscapeDataString("""[{"name":"rating-count","op":"eq","val":1},{"name":"average-rating","op":"gt","val":3}]""");
        var list = $"/v1/users/{author.UserId}/sessions?sort=average-rating&filter={filter}";
        foreach (var (client, count) in new[] { (author, 0), (Server.Admin, 1), (testEvent.Owner, 1) })
        {
            var shown = await client.GetAsync($"/v1/sessions/{session}");
            Assert.That(shown.Attribute("rating-count").GetInt32(), Is.EqualTo(count));
            Assert.That(shown.Attribute("average-rating").ValueKind == JsonValueKind.Null, Is.EqualTo(count == 0));
        }

        Assert.That((await author.GetAsync(list)).EnsureStatus(HttpStatusCode.OK).Ids, Is.Empty);
        await testEvent.SetStateAsync(session, "Accepted");
        Assert.That((await author.GetAsync(list)).Ids, Is.EqualTo([session]));
    }

    private static Task<ApiResponse> RateAsync(
        ApiClient client,
        ApiClient author,
        double rating,
        params (string Name, string Type, string Id)[] about
    ) =>
        client.PostAsync(
            "/v1/feedbacks",
            JsonApiDocument.Of("feedback", null, new { rating, comment = "Fine" }, [.. about, ("user", "user", $"{author.UserId}")])
        );

    private static Task<ApiResponse> UpdateAsync(ApiClient client, string id) =>
        client.PatchAsync($"/v1/feedbacks/{id}", JsonApiDocument.Of("feedback", id, new { comment = "Better", rating = "3" }));
}
