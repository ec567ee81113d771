using System.Globalization;
using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Program;

/// <summary>Exhibitors, and the places of exhibitors and speakers in the lists of their event.</summary>
[TestFixture]
public sealed class ReorderTests : ServerFixture
{
    [TestCase("exhibitor", "position")]
    [TestCase("speaker", "order")]
    public async Task The_team_sets_the_places_of_rows_of_its_event_only(string type, string place)
    {
        var testEvent = await SessionTestEvent.CreateAsync(Server);
        var other = await SessionTestEvent.CreateAsync(Server);
        var (a, b, foreign) = (await CreateAsync(testEvent, type), await CreateAsync(testEvent, type), await CreateAsync(other, type));
        var url = $"/v1/events/{testEvent.EventId}/reorder-{type}s";
        object Body(params (string Id, object Place)[] places) =>
            places.Select(p => new Dictionary<string, object>
            {
                [type] = long.Parse(p.Id, CultureInfo.InvariantCulture),
                [place] = p.Place,
            });

        var done = (await testEvent.Owner.PostAsync(url, Body((a, 2), (b, 1)))).EnsureStatus(HttpStatusCode.OK).Json;
        Assert.That((done.GetProperty("success").GetBoolean(), done.GetProperty("updates").GetInt32()), Is.EqualTo((true, 2)));
        Assert.That((await testEvent.Owner.GetAsync($"/v1/events/{testEvent.EventId}/{type}s?sort={place}")).Ids, Is.EqualTo([b, a]));
        Assert.That((await testEvent.Owner.PostAsync(url, Body((a, 3), (foreign, 1)))).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await testEvent.Owner.PostAsync(url, Body((a, "x")))).Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That((await testEvent.Owner.PostAsync(url, new { })).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await other.Owner.PostAsync(url, Body((a, 9)))).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await Server.Anonymous.PostAsync(url, Body((a, 9)))).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [TestCase("exhibitor", "position")]
    [TestCase("speaker", "order")]
    public async Task Reset_sets_all_places_of_the_event_to_zero(string type, string place)
    {
        var (testEvent, other) = (await SessionTestEvent.CreateAsync(Server), await SessionTestEvent.CreateAsync(Server));
        var (mine, theirs) = (await CreateAsync(testEvent, type), await CreateAsync(other, type));
        await Server.SqlAsync($"UPDATE {type}s SET \"{place}\" = 7");
        var url = $"/v1/events/{testEvent.EventId}/reorder-{type}s?reset";
        Assert.That((await other.Owner.PostAsync(url, null)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        (await testEvent.Owner.PostAsync(url, null)).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await testEvent.Owner.GetAsync($"/v1/{type}s/{mine}")).Attribute(place).GetInt32(), Is.Zero);
        Assert.That((await other.Owner.GetAsync($"/v1/{type}s/{theirs}")).Attribute(place).GetInt32(), Is.EqualTo(7));
    }

    [Test]
    public async Task The_sessions_of_an_exhibitor_are_of_its_event_and_chosen_by_the_team()
    {
        var (testEvent, other) = (await SessionTestEvent.CreateAsync(Server), await SessionTestEvent.CreateAsync(Server));
        var author = await Server.RegisterUserAsync();
        var (session, _) = await testEvent.SubmitSessionAsync(author);
        var (foreign, _) = await other.SubmitSessionAsync(testEvent.Owner);
        var exhibitor = await CreateAsync(testEvent, "exhibitor");
        var url = $"/v1/exhibitors/{exhibitor}/relationships/sessions";
        Assert.That((await testEvent.Owner.PatchAsync(url, Linkage(foreign))).Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        (await testEvent.Owner.PatchAsync(url, Linkage(session))).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await testEvent.Owner.GetAsync($"/v1/sessions/{session}/exhibitors")).Ids, Is.EqualTo([exhibitor]));
        Assert.That((await Server.Anonymous.GetAsync($"/v1/exhibitors/{exhibitor}/sessions")).Ids, Is.Empty, "the session is pending");
        var rejected = await author.PostAsync(
            $"/v1/sessions/{session}/relationships/exhibitors",
            new { data = new[] { new { type = "exhibitor", id = exhibitor } } }
        );
        Assert.That(rejected.Status, Is.EqualTo(HttpStatusCode.Forbidden));

        static object Linkage(string id) => new { data = new[] { new { type = "session", id } } };
    }

    [Test]
    public async Task Status_and_links_of_an_exhibitor_are_checked()
    {
        var testEvent = await SessionTestEvent.CreateAsync(Server);
        foreach (
            var (attributes, pointer) in new (object, string)[]
            {
                (new { name = "A", status = "rejected" }, "/data/attributes/status"),
                (new { name = "A", contact_link = "javascript:alert(1)" }, "/data/attributes/contact-link"),
                (
                    new { name = "A", social_links = new[] { new { name = "x", link = "javascript:alert(1)" } } },
                    "/data/attributes/social-links"
                ),
                (new { name = "A", contact_email = "nobody" }, "/data/attributes/contact-email"),
            }
        )
        {
            var rejected = await testEvent.Owner.PostAsync(
                "/v1/exhibitors",
                JsonApiDocument.Of("exhibitor", null, attributes, ("event", "event", testEvent.EventId))
            );
            Assert.That((rejected.Status, rejected.Pointer), Is.EqualTo((HttpStatusCode.UnprocessableEntity, pointer)));
        }
    }

    private static async Task<string> CreateAsync(SessionTestEvent testEvent, string type) =>
        type == "speaker"
            ? await testEvent.CreateSpeakerAsync("Ida", null)
            : (await testEvent.Owner.CreateAsync(type, new { name = "Stand" }, ("event", "event", testEvent.EventId))).Id();
}
