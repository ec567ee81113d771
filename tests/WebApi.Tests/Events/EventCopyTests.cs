using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Events;
using OpenEvent.Application.Resources;
using OpenEvent.WebApi.Tests.AllRoutes;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Events;

/// <summary>Copies of an event that has one row, or more, of everything that is declared to be copied.</summary>
[TestFixture]
public sealed partial class EventCopyTests
{
    private TwoTenantServer _tenants = null!;

    private OpenEventServer Server => _tenants.Server;

    private Tenant Original => _tenants.DraftTenant;

    private ApiClient Owner => Original.Clients["owner"];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _tenants = await TwoTenantServer.StartAsync();
        var rows = Original.RowIds;
        await Server.SqlAsync(
            $"""
            UPDATE faqs SET faq_type_id = {rows["faq-type"]} WHERE id = {rows["faq"]};
            INSERT INTO discount_code_tickets (discount_code_id, ticket_id) VALUES ({rows["discount-code"]}, {rows["ticket"]});
            INSERT INTO tagged_tickets (ticket_tag_id, ticket_id) VALUES ({rows["ticket-tag"]}, {rows["ticket"]})
            """
        );
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _tenants.DisposeAsync();

    [Test]
    public async Task A_copy_has_equal_rows_of_every_type_that_is_declared_to_be_copied()
    {
        var start = DateTimeOffset.UtcNow.AddMilliseconds(-1); // PostgreSQL has microseconds.
        var copy = await CopyAsync(Owner);
        foreach (var resource in Server.App.Services.GetRequiredService<ResourceCatalog>().All.Where(r => r.IsCopiedWithEvent))
        {
            var expected = await CopiedRows.ReadAsync(Server, resource, Original.EventId);
            Assert.That(expected, Is.Not.Empty, $"the original has a {resource.Type}");
            Assert.That(await CopiedRows.ReadAsync(Server, resource, copy), Is.EqualTo(expected), resource.Type);
            Assert.That(await CopiedRows.ReadCreationTimesAsync(Server, resource, copy), Has.All.GreaterThan(start), resource.Type);
        }
    }

    [Test]
    public async Task A_copy_is_a_draft_with_its_own_identity_and_without_promotion_provider_and_schedule()
    {
        var shown = _tenants.TenantB;
        await Server.SqlAsync(
            "UPDATE events SET is_featured = true, is_promoted = true, is_announced = true, is_stripe_linked = true, "
                + $"ical_url = 'https://example.org/a.ics', schedule_published_on = now() WHERE id = {shown.EventId}"
        );
        var copy = (await TryCopyAsync(shown.Clients["owner"], shown)).EnsureStatus(HttpStatusCode.OK).Json.GetProperty("id").GetRawText();
        var before = await CopiedRows.ReadEventAsync(Server, shown.EventId);
        var after = await CopiedRows.ReadEventAsync(Server, copy);
        const string Reset =
            "created_at ical_url id identifier is_announced is_featured is_promoted is_stripe_linked schedule_published_on state";
        Assert.That(string.Join(' ', after.Where(c => before[c.Key] != c.Value).Select(c => c.Key).Order()), Is.EqualTo(Reset));
        Assert.That((after["state"], after["is_featured"], after["ical_url"]), Is.EqualTo(("Draft", "False", (string?)null)));
    }

    [Test]
    public async Task Keys_and_links_of_the_copy_point_to_rows_of_the_copy()
    {
        var copy = await CopyAsync(Owner);
        Assert.That(await CountAsync("faqs f JOIN faq_types t ON t.id = f.faq_type_id", "f.event_id", copy, "t.event_id"), Is.EqualTo(1));
        Assert.That(
            await CountAsync("custom_form_options o JOIN custom_forms f ON f.id = o.custom_form_id", "f.event_id", copy),
            Is.EqualTo(1)
        );
        foreach (
            var (join, owner, key) in ((string, string, string)[])
                [("discount_code_tickets", "discount_codes", "discount_code_id"), ("tagged_tickets", "ticket_tags", "ticket_tag_id")]
        )
            Assert.That(
                await CountAsync(
                    $"{join} l JOIN {owner} o ON o.id = l.{key} JOIN tickets t ON t.id = l.ticket_id",
                    "o.event_id",
                    copy,
                    "t.event_id"
                ),
                Is.EqualTo(1),
                join
            );
        Assert.That(await CountAsync("ticket_seats s JOIN tickets t ON t.id = s.ticket_id", "t.event_id", copy), Is.EqualTo(1));
        Assert.That(await CountAsync("discount_uses u JOIN discount_codes c ON c.id = u.code_id", "c.event_id", copy), Is.EqualTo(1));
    }

    [Test]
    public async Task Orders_people_programme_access_codes_and_pending_invites_are_not_copied()
    {
        var copy = await CopyAsync(Owner);
        foreach (var table in new[] { "orders", "attendees", "access_codes", "sessions", "speakers", "stripe_authorizations", "feedbacks" })
        {
            Assert.That(await CountAsync(table, "event_id", Original.EventId), Is.Positive, table);
            Assert.That(await CountAsync(table, "event_id", copy), Is.Zero, table);
        }

        Assert.That(await CountAsync("role_invites", "status <> 'Accepted' AND event_id", copy), Is.Zero);
    }

    [Test]
    public async Task The_team_has_the_same_roles_at_the_copy_and_staff_join_it()
    {
        var admin = await Server.SqlAsync<long>($"SELECT id FROM users WHERE email = '{OpenEventServer.AdminEmail}'");
        var expected = $"{await ReadTeamAsync(Original.EventId, "AND user_id NOT IN (SELECT user_id FROM service_accounts)")} {admin}:2";
        var copy = await CopyAsync(Server.Admin);
        Assert.That((await ReadTeamAsync(copy)).Split(' '), Is.EquivalentTo(expected.Split(' ')));
        Assert.That((await Original.Clients["coorganizer"].GetAsync($"/v1/events/{copy}")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_user_makes_one_copy_at_a_time()
    {
        var owner = await Server.SqlAsync<long>(
            $"SELECT user_id FROM users_events_roles WHERE event_id = {Original.EventId} AND role_id = {Domain.Identity.Role.OwnerId}"
        );
        using (Server.App.Services.GetRequiredService<CopySlots>().Take(owner))
            Assert.That((await TryCopyAsync(Owner, Original)).Status, Is.EqualTo(HttpStatusCode.TooManyRequests));
        await CopyAsync(Owner);
    }

    [Test]
    public async Task Texts_that_are_too_long_together_are_not_copied()
    {
        await Server.SqlAsync(
            "INSERT INTO faqs (event_id, question, answer) "
                + $"SELECT {Original.EventId}, 'Too long', repeat('x', 10000000) FROM generate_series(1, 3)"
        );
        Assert.That((await TryCopyAsync(Owner, Original)).Status, Is.EqualTo(HttpStatusCode.Conflict));
        await Server.SqlAsync("DELETE FROM faqs WHERE question = 'Too long'");
    }

    [Test]
    public async Task Dates_move_with_the_start_in_the_local_time_of_the_event()
    {
        var copy = await CopyAsync(
            Owner,
            new Dictionary<string, string> { ["name"] = " Next summit ", ["starts-at"] = "2100-11-05T10:00:00+01:00" }
        );
        var row = await CopiedRows.ReadEventAsync(Server, copy);
        Assert.That((row["name"], row["starts_at"]), Is.EqualTo(("Next summit", "2100-11-05T09:00:00+00:00")));
        // The original starts on 1 May at 11:00 of summer time, and its sale ends at 02:00; the copy is in winter.
        Assert.That(
            await Server.SqlAsync<DateTime>($"SELECT sales_ends_at FROM tickets WHERE event_id = {copy}"),
            Is.EqualTo(new DateTime(2100, 11, 5, 0, 0, 0, DateTimeKind.Utc))
        );
    }

    [TestCase("starts-at", "soon")]
    [TestCase("starts-at", "9999-12-31T00:00:00Z")]
    [TestCase("name", "")]
    public async Task An_invalid_value_is_rejected_at_its_place_and_nothing_is_copied(string name, string value)
    {
        var events = await Server.SqlAsync<long>("SELECT count(*) FROM events");
        var answer = await TryCopyAsync(Owner, new Dictionary<string, string> { [name] = value });
        Assert.That((answer.Status, answer.Pointer), Is.EqualTo((HttpStatusCode.UnprocessableEntity, $"/{name}")));
        Assert.That(await Server.SqlAsync<long>("SELECT count(*) FROM events"), Is.EqualTo(events));
    }

    [Test]
    public async Task A_row_that_cannot_be_copied_leaves_no_copy_at_all()
    {
        var events = await Server.SqlAsync<long>("SELECT count(*) FROM events");
        await Server.SqlAsync($"ALTER TABLE faqs ADD CONSTRAINT ck_test CHECK (event_id = {Original.EventId}) NOT VALID");
        try
        {
            Assert.That((await TryCopyAsync(Owner)).Status, Is.EqualTo(HttpStatusCode.Conflict));
            Assert.That(await Server.SqlAsync<long>("SELECT count(*) FROM events"), Is.EqualTo(events));
        }
        finally
        {
            await Server.SqlAsync("ALTER TABLE faqs DROP CONSTRAINT ck_test");
        }
    }

    [Test]
    public async Task An_event_with_more_rows_than_one_copy_may_have_is_not_copied()
    {
        var owner = await Server.RegisterUserAsync();
        var id = await TestEvents.CreateAsync(owner);
        var faq = (await owner.CreateAsync("faq", SampleAttributes.For("faq", "large"), ("event", "event", id))).Id();
        await Server.SqlAsync(
            $"""
            INSERT INTO faqs SELECT (jsonb_populate_record(f, jsonb_build_object('id', 1000000 + n))).*
            FROM faqs f, generate_series(1, 10000) n WHERE f.id = {faq}
            """
        );
        var answer = await owner.PostAsync($"/v1/events/{id}/copy", null);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Conflict), answer.Text);
        Assert.That(answer.Detail, Does.Contain("10,000"));
    }

    [Test]
    public async Task The_log_of_changes_counts_the_copied_rows()
    {
        var owner = await Server.RegisterUserAsync();
        var id = await TestEvents.CreateAsync(owner);
        foreach (var _ in Enumerable.Range(0, 2))
            await owner.CreateAsync("faq", SampleAttributes.For("faq", "log"), ("event", "event", id));
        (await owner.PostAsync($"/v1/events/{id}/copy", null)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            await Server.SqlAsync<string>(
                $"SELECT string_agg(action, '; ') FROM activities WHERE actor = 'user {owner.UserId}' AND action LIKE '%× faq %'"
            ),
            Is.EqualTo("2 × faq created")
        );
    }

    [Test]
    public async Task A_user_copies_at_most_60_events_an_hour_and_rejected_copies_count()
    {
        var owner = await Server.RegisterUserAsync();
        var id = await TestEvents.CreateAsync(owner);
        for (var i = 0; i < 30; i++)
        {
            (await owner.PostAsync($"/v1/events/{id}/copy", null)).EnsureStatus(HttpStatusCode.OK);
            (await owner.PostAsync($"/v1/events/{id}/copy", new { name = "" })).EnsureStatus(HttpStatusCode.UnprocessableEntity);
        }

        Assert.That((await owner.PostAsync($"/v1/events/{id}/copy", null)).Status, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That((await Server.Admin.PostAsync($"/v1/events/{id}/copy", null)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Only_the_verified_event_team_copies_an_event()
    {
        var shown = _tenants.TenantA;
        var unverified = await TestEvents.AddMemberAsync(Server, shown.EventId, role: 3);
        await Server.SqlAsync($"UPDATE users SET is_verified = false WHERE id = {unverified.UserId}");
        Assert.That((await TryCopyAsync(Server.Anonymous, shown)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        foreach (var client in new[] { Owner, shown.Clients["registrar"], unverified })
            Assert.That((await TryCopyAsync(client, shown)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await TryCopyAsync(shown.Clients["coorganizer"], shown)).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(
            (await TryCopyAsync(shown.Clients["owner"], Original)).Status,
            Is.EqualTo(HttpStatusCode.NotFound),
            "strangers do not see drafts"
        );
    }

    private async Task<string> CopyAsync(ApiClient client, object? body = null)
    {
        var json = (await TryCopyAsync(client, body)).EnsureStatus(HttpStatusCode.OK).Json;
        Assert.That(json.GetProperty("copied").GetBoolean());
        Assert.That(json.GetProperty("identifier").GetString(), Has.Length.EqualTo(8));
        return json.GetProperty("id").GetRawText();
    }

    private Task<ApiResponse> TryCopyAsync(ApiClient client, object? body = null) => TryCopyAsync(client, Original, body);

    private static Task<ApiResponse> TryCopyAsync(ApiClient client, Tenant tenant, object? body = null) =>
        client.PostAsync($"/v1/events/{tenant.EventId}/copy", body);

    /// <returns>The user and the role of each member. A service account belongs to one event only.</returns>
    private Task<string> ReadTeamAsync(string eventId, string condition = "") =>
        Server.SqlAsync<string>(
            $"SELECT string_agg(user_id || ':' || role_id, ' ') FROM users_events_roles WHERE event_id = {eventId} {condition}"
        );

    private Task<long> CountAsync(string from, string column, string eventId, string? otherColumn = null) =>
        Server.SqlAsync<long>(
            $"SELECT count(*) FROM {from} WHERE {column} = {eventId}{(otherColumn is null ? "" : $" AND {otherColumn} = {eventId}")}"
        );
}
