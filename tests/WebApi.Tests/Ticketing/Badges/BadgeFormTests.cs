using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Badge forms and their fields, and the tags of attendees: only for the event team.</summary>
[TestFixture]
public sealed class BadgeFormTests : ServerFixture
{
    [Test]
    public async Task Fields_are_written_and_read_with_their_form()
    {
        var testEvent = await TicketedEvent.CreateAsync(Server);
        var form = await CreateAsync(
            testEvent,
            new[]
            {
                new Dictionary<string, object>
                {
                    ["field_identifier"] = "email",
                    ["custom_field"] = "Mail",
                    ["font_size"] = 12,
                },
                new Dictionary<string, object> { ["field-identifier"] = "name", ["qr_custom_field"] = new[] { "a", "b" } },
            }
        );
        var fields = form.Attribute("badge-fields");
        Assert.That(fields.EnumerateArray().Select(f => f.GetProperty("field_identifier").GetString()), Is.EqualTo(["email", "name"]));
        Assert.That(fields[0].GetProperty("font_size").GetInt32(), Is.EqualTo(12));
        Assert.That(fields[1].GetProperty("qr_custom_field").GetArrayLength(), Is.EqualTo(2));
        var (first, second) = (fields[0].GetProperty("badge_field_id").GetInt64(), fields[1].GetProperty("badge_field_id").GetInt64());

        var changed = await PatchAsync(
            testEvent.Owner,
            form.Id(),
            new
            {
                badge_fields = new object[]
                {
                    new { badge_field_id = first, sample_text = "x@y.org" },
                    new { badge_field_id = $"{second}", is_deleted = true },
                    new { field_identifier = "company" },
                },
            }
        );
        fields = changed.EnsureStatus(HttpStatusCode.OK).Attribute("badge-fields");
        Assert.That(fields.EnumerateArray().Select(f => f.GetProperty("field_identifier").GetString()), Is.EqualTo(["email", "company"]));
        Assert.That(fields[0].GetProperty("sample_text").GetString(), Is.EqualTo("x@y.org"));
        Assert.That((await testEvent.Owner.GetAsync($"/v1/badge-forms/{form.Id()}/badge-field-forms")).Ids, Has.Exactly(2).Items);
        Assert.That((await testEvent.Owner.GetAsync($"/v1/badge-field-forms/{second}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        (await PatchAsync(testEvent.Owner, form.Id(), new { badge_color = "#fff" })).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            (await testEvent.Owner.GetAsync($"/v1/badge-forms/{form.Id()}")).Attribute("badge-fields").GetArrayLength(),
            Is.EqualTo(2)
        );
    }

    [Test]
    public async Task A_wrong_field_is_rejected_at_its_place_and_nothing_is_written()
    {
        var testEvent = await TicketedEvent.CreateAsync(Server);
        var other = await CreateAsync(await TicketedEvent.CreateAsync(Server), new[] { new { field_identifier = "email" } });
        var foreign = other.Attribute("badge-fields")[0].GetProperty("badge_field_id").GetInt64();
        var form = await CreateAsync(testEvent, Array.Empty<object>());
        foreach (
            var (fields, pointer) in new (object, string)[]
            {
                (new { }, ""),
                (new object[] { 1 }, ""),
                (new object[] { new { field_identifier = "a" }, new { font_size = "big" } }, "/1/font_size"),
                (new object[] { new { text_type = new string('x', 51) } }, "/0/text_type"),
                (new object[] { new { badge_field_id = foreign, is_deleted = true } }, "/0/badge_field_id"),
            }
        )
        {
            var rejected = await PatchAsync(testEvent.Owner, form.Id(), new { badge_fields = fields });
            Assert.That(rejected.Status, Is.AnyOf(HttpStatusCode.UnprocessableEntity, HttpStatusCode.NotFound), rejected.Text);
            Assert.That(rejected.Pointer, Is.EqualTo("/data/attributes/badge-fields" + pointer));
        }

        var many = Enumerable.Range(0, 101).Select(_ => new { field_identifier = "a" });
        Assert.That(
            (await PatchAsync(testEvent.Owner, form.Id(), new { badge_fields = many })).Status,
            Is.EqualTo(HttpStatusCode.Conflict)
        );
        Assert.That(await Server.SqlAsync<long>($"SELECT count(*) FROM badge_field_forms WHERE badge_form_id = {form.Id()}"), Is.Zero);
        Assert.That((await testEvent.Owner.GetAsync($"/v1/badge-field-forms/{foreign}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_field_is_deleted_once_and_makes_room_for_one()
    {
        var testEvent = await TicketedEvent.CreateAsync(Server);
        var form = await CreateAsync(testEvent, Enumerable.Range(0, 100).Select(i => new { field_identifier = $"{i}" }));
        var first = form.Attribute("badge-fields")[0].GetProperty("badge_field_id").GetInt64();
        object deletion = new { badge_field_id = first, is_deleted = true };
        object addition = new { field_identifier = "new" };
        var twice = await PatchAsync(testEvent.Owner, form.Id(), new { badge_fields = new[] { deletion, deletion, addition, addition } });
        Assert.That(
            (twice.Status, twice.Pointer),
            Is.EqualTo((HttpStatusCode.UnprocessableEntity, "/data/attributes/badge-fields/1/badge_field_id"))
        );
        var tooMany = await PatchAsync(testEvent.Owner, form.Id(), new { badge_fields = new[] { deletion, addition, addition } });
        Assert.That(tooMany.Status, Is.EqualTo(HttpStatusCode.Conflict));
        (await PatchAsync(testEvent.Owner, form.Id(), new { badge_fields = new[] { deletion, addition } })).EnsureStatus(HttpStatusCode.OK);
    }

    [Test]
    public async Task An_event_has_at_most_100_badge_forms()
    {
        var testEvent = await TicketedEvent.CreateAsync(Server);
        await CreateAsync(testEvent, Array.Empty<object>());
        await Server.SqlAsync($"INSERT INTO badge_forms (event_id) SELECT {testEvent.EventId} FROM generate_series(1, 99)");
        var document = JsonApiDocument.Of("badge-form", null, new { badge_id = "main" }, ("event", "event", testEvent.EventId));
        Assert.That((await testEvent.Owner.PostAsync("/v1/badge-forms", document)).Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task Only_the_team_sees_and_writes_forms_fields_and_the_fields_of_a_ticket()
    {
        var testEvent = await TicketedEvent.CreateAsync(Server);
        var form = await CreateAsync(testEvent, new[] { new { field_identifier = "email", custom_field = "Mail" } });
        var field = $"{form.Attribute("badge-fields")[0].GetProperty("badge_field_id").GetInt64()}";
        var ticket = (
            await testEvent.Owner.CreateAsync(
                "ticket",
                new
                {
                    name = "Badge",
                    type = "free",
                    quantity = 5,
                    sales_starts_at = "2020-01-01T00:00:00Z",
                    sales_ends_at = "2098-01-01T00:00:00Z",
                    min_order = 1,
                    max_order = 2,
                    badge_id = "main",
                },
                ("event", "event", testEvent.EventId)
            )
        ).Id();
        var listed = (await testEvent.Owner.GetAsync($"/v1/tickets/{ticket}/badge-forms", ("Accept", "*/*"))).EnsureStatus(
            HttpStatusCode.OK
        );
        Assert.That(
            listed.Json[0].EnumerateObject().Select(p => (p.Name, p.Value.ToString())),
            Is.EqualTo([("custom_field", "Mail"), ("field_identifier", "email"), ("id", field)])
        );
        Assert.That((await testEvent.Owner.GetAsync($"/v1/events/{testEvent.EventId}/badge-forms/main")).Ids, Is.EqualTo([form.Id()]));
        Assert.That((await testEvent.Owner.GetAsync($"/v1/events/{testEvent.EventId}/badge-forms/none")).Ids, Is.Empty);

        var stranger = await Server.RegisterUserAsync();
        foreach (
            var url in new[]
            {
                $"/v1/badge-forms/{form.Id()}",
                $"/v1/badge-field-forms/{field}",
                $"/v1/badge-forms/{form.Id()}/badge-field-forms",
                $"/v1/events/{testEvent.EventId}/badge-forms",
                $"/v1/events/{testEvent.EventId}/badge-forms/main",
                $"/v1/tickets/{ticket}/badge-forms",
            }
        )
            Assert.That((await stranger.GetAsync(url)).Status, Is.AnyOf(HttpStatusCode.NotFound, HttpStatusCode.Forbidden), url);
        Assert.That((await stranger.DeleteAsync($"/v1/badge-field-forms/{field}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        var rejected = await stranger.PostAsync(
            "/v1/badge-field-forms",
            JsonApiDocument.Of("badge-field-form", null, new { badge_id = "main" }, ("badge-form", "badge-form", form.Id()))
        );
        Assert.That(rejected.Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task The_team_tags_attendees_and_the_buyer_cannot()
    {
        var testEvent = await TicketedEvent.CreateAsync(Server);
        var buyer = await Server.RegisterUserAsync();
        var ticket = $"{await testEvent.CreateTicketAsync(5)}";
        var attendee = (
            await buyer.CreateAsync(
                "attendee",
                new
                {
                    firstname = "Ada",
                    lastname = "L",
                    email = "ada@example.org",
                },
                ("event", "event", testEvent.EventId),
                ("ticket", "ticket", ticket)
            )
        ).Id();
        var tag = (
            await testEvent.Owner.CreateAsync("tag", new { name = "VIP", color = "#f00" }, ("event", "event", testEvent.EventId))
        ).Id();
        var other = await TicketedEvent.CreateAsync(Server);
        var foreign = (await other.Owner.CreateAsync("tag", new { name = "X" }, ("event", "event", other.EventId))).Id();
        Assert.That((await TagAsync(buyer, attendee, tag)).Status, Is.EqualTo(HttpStatusCode.Forbidden), "buyers do not tag");
        Assert.That((await TagAsync(testEvent.Owner, attendee, foreign)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        (await TagAsync(testEvent.Owner, attendee, tag)).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await testEvent.Owner.GetAsync($"/v1/attendees/{attendee}/tags")).Id(), Is.EqualTo(tag));
        Assert.That((await buyer.GetAsync($"/v1/attendees/{attendee}/tags")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await buyer.GetAsync($"/v1/attendees/{attendee}?include=tag")).Text, Does.Not.Contain("VIP"));
        Assert.That((await buyer.GetAsync($"/v1/events/{testEvent.EventId}/tags")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        var cleared = await buyer.PatchAsync($"/v1/attendees/{attendee}/relationships/tag", new { data = (object?)null });
        Assert.That(cleared.Status, Is.EqualTo(HttpStatusCode.Forbidden));
        (await testEvent.Owner.DeleteAsync($"/v1/tags/{tag}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await testEvent.Owner.GetAsync($"/v1/attendees/{attendee}/tags")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private static async Task<ApiResponse> CreateAsync(TicketedEvent testEvent, object fields) =>
        await testEvent.Owner.CreateAsync(
            "badge-form",
            new
            {
                badge_id = "main",
                badge_size = "4x3",
                badge_fields = fields,
            },
            ("event", "event", testEvent.EventId)
        );

    private static Task<ApiResponse> PatchAsync(ApiClient client, string id, object attributes) =>
        client.PatchAsync($"/v1/badge-forms/{id}", JsonApiDocument.Of("badge-form", id, attributes));

    private static Task<ApiResponse> TagAsync(ApiClient client, string attendee, string tag) =>
        client.PatchAsync($"/v1/attendees/{attendee}/relationships/tag", new { data = new { type = "tag", id = tag } });
}
