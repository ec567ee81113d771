using System.Net;
using System.Net.Http.Headers;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Events;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Identity.Tokens;

/// <summary>
/// What a scope takes away: in lists, filters, includes and relationships, in writes at both ends of a link, and in routes with a use case
/// of their own. The owner, who may do all of it, is the control of each test.
/// </summary>
[TestFixture]
public sealed class AccessTokenScopeTests : AccessTokenFixture
{
    private static readonly MediaTypeHeaderValue JsonApiType = new("application/vnd.api+json");

    [Test]
    public async Task A_token_that_reads_does_not_write()
    {
        var reader = await ClientWithScopeAsync("read");
        (await CreateFaqAsync(Owner, EventId)).EnsureStatus(HttpStatusCode.Created);
        (await reader.GetAsync($"/v1/events/{EventId}/faqs")).EnsureStatus(HttpStatusCode.OK);
        var rejected = await CreateFaqAsync(reader, EventId);
        Assert.That(((int)rejected.Status, rejected.Detail), Is.EqualTo((403, "The token needs the scope events:write.")));
        Assert.That(await StatusOfAsync(reader.PostAsync($"/v1/events/{EventId}/copy", new { })), Is.EqualTo(403));
        Assert.That(await StatusOfAsync(reader.DeleteAsync($"/v1/events/{EventId}")), Is.EqualTo(403));
    }

    [Test]
    public async Task A_token_gives_nobody_rights_that_would_outlive_it()
    {
        var program = await ClientWithScopeAsync("write");
        var rejected = await InviteAsync(program);
        Assert.That(
            ((int)rejected.Status, rejected.Detail),
            Is.EqualTo((403, "A token cannot change who has rights, where money goes or where links lead. Sign in with the password."))
        );
        Assert.That(await StatusOfAsync(program.GetAsync($"/v1/events/{EventId}/role-invites")), Is.EqualTo(200));
        Assert.That(await StatusOfAsync(InviteAsync(Owner)), Is.EqualTo(201));

        Task<ApiResponse> InviteAsync(ApiClient client) =>
            client.PostAsync(
                "/v1/role-invites",
                JsonApiDocument.Of(
                    "role-invite",
                    null,
                    new { email = "friend@example.org", role_name = "organizer" },
                    ("event", "event", EventId),
                    ("role", "role", "2")
                )
            );
    }

    [Test]
    public async Task A_token_for_an_event_sees_and_writes_that_event_only()
    {
        var program = await ClientWithScopeAsync($"write event:{EventId}");
        (await CreateFaqAsync(program, EventId)).EnsureStatus(HttpStatusCode.Created);
        Assert.That((await program.GetAsync("/v1/events")).EnsureStatus(HttpStatusCode.OK).Ids, Is.EqualTo<string[]>([EventId]));
        Assert.That(await StatusOfAsync(program.GetAsync($"/v1/events/{OtherEventId}")), Is.EqualTo(404));
        Assert.That(await StatusOfAsync(CreateFaqAsync(program, OtherEventId)), Is.EqualTo(404));
        Assert.That(await StatusOfAsync(program.PostAsync($"/v1/events/{OtherEventId}/copy", new { })), Is.EqualTo(404));
        Assert.That(await StatusOfAsync(CreateFaqAsync(Owner, OtherEventId)), Is.EqualTo(201));
    }

    [Test]
    public async Task A_token_for_an_event_does_not_read_what_its_owner_bought_elsewhere()
    {
        var (other, attendee) = await BuyTicketElsewhereAsync();
        var program = await ClientWithScopeAsync($"write event:{EventId}");
        var anywhere = await ClientWithScopeAsync("read");
        Assert.That(await StatusOfAsync(Owner.GetAsync($"/v1/attendees/{attendee}")), Is.EqualTo(200));
        Assert.That(await StatusOfAsync(anywhere.GetAsync($"/v1/attendees/{attendee}")), Is.EqualTo(200));
        Assert.That(await StatusOfAsync(program.GetAsync($"/v1/attendees/{attendee}")), Is.EqualTo(403));
        Assert.That(await StatusOfAsync(program.GetAsync($"/v1/events/{other}")), Is.EqualTo(404), "published, and of another event");
    }

    [Test]
    public async Task A_module_that_the_scope_does_not_name_is_neither_included_nor_filtered_by()
    {
        (await CreateFaqAsync(Owner, EventId)).EnsureStatus(HttpStatusCode.Created);
        await Owner.CreateAsync("track", new { name = "Physics", color = "#aa00aa" }, ("event", "event", EventId));
        var events = await ClientWithScopeAsync("events:read");
        const string Include = "include=faqs,tracks";
        Assert.That(await TypesOfAsync(Owner), Is.EqualTo<string[]>(["faq", "track"]));
        Assert.That(await TypesOfAsync(events), Is.EqualTo<string[]>(["faq"]));
        Assert.That(await StatusOfAsync(events.GetAsync($"/v1/events/{EventId}/tracks")), Is.EqualTo(403));
        const string Filter = """[{"name":"tracks","op":"any","val":{"name":"name","op":"eq","val":"Physics"}}]""";
        var url = $"/v1/events?filter={Uri.EscapeDataString(Filter)}";
        Assert.That((await Owner.GetAsync(url)).EnsureStatus(HttpStatusCode.OK).Ids, Is.EqualTo<string[]>([EventId]));
        Assert.That((await events.GetAsync(url)).EnsureStatus(HttpStatusCode.OK).Ids, Is.Empty);

        async Task<string[]> TypesOfAsync(ApiClient client)
        {
            var answer = (await client.GetAsync($"/v1/events/{EventId}?{Include}")).EnsureStatus(HttpStatusCode.OK);
            return
            [
                .. answer.Json.GetProperty("included").EnumerateArray().Select(r => r.GetProperty("type").GetString()!).Distinct().Order(),
            ];
        }
    }

    [Test]
    public async Task Both_ends_of_a_link_need_the_scope()
    {
        await Server.SqlAsync($"UPDATE events SET is_sessions_speakers_enabled = true WHERE id = {EventId}");
        var session = (await Owner.CreateAsync("session", new { title = "Light", state = "draft" }, ("event", "event", EventId))).Id();
        var faqType = (await Owner.CreateAsync("faq-type", new { name = "Travel" }, ("event", "event", EventId))).Id();
        var speaker = (
            await Owner.CreateAsync("speaker", new { name = "Ada", email = "ada@example.org" }, ("event", "event", EventId))
        ).Id();
        var programme = await ClientWithScopeAsync("programme:write events:read");
        var readsEvents = await ClientWithScopeAsync("events:read programme:read");
        var body = new { data = new[] { new { type = "speaker", id = speaker } } };
        Assert.That(await StatusOfAsync(readsEvents.PostAsync($"/v1/sessions/{session}/relationships/speakers", body)), Is.EqualTo(403));
        Assert.That(await StatusOfAsync(programme.PostAsync($"/v1/sessions/{session}/relationships/speakers", body)), Is.EqualTo(200));
        var faq = (await CreateFaqAsync(Owner, EventId)).Id();
        Assert.That(
            await StatusOfAsync(
                programme.PatchAsync($"/v1/faqs/{faq}/relationships/faq-type", new { data = new { type = "faq-type", id = faqType } })
            ),
            Is.EqualTo(403)
        );
    }

    [Test]
    public async Task A_new_row_is_linked_only_to_rows_that_the_scope_reads()
    {
        var (other, _) = await BuyTicketElsewhereAsync();
        var ticket = (await Owner.GetAsync($"/v1/events/{other}/tickets")).EnsureStatus(HttpStatusCode.OK).Ids.Single();
        var narrow = await CreateAttendeeAsync("attendees:write events:read");
        Assert.That(((int)narrow.Status, narrow.Pointer), Is.EqualTo((404, "/data/relationships/ticket/data")));
        Assert.That((int)(await CreateAttendeeAsync("attendees:write events:read ticketing:read")).Status, Is.EqualTo(201));
        Assert.That((int)(await CreateAttendeeAsync($"write event:{EventId}")).Status, Is.EqualTo(404), "another event");

        async Task<ApiResponse> CreateAttendeeAsync(string scope) =>
            await (await ClientWithScopeAsync(scope)).PostAsync(
                "/v1/attendees",
                JsonApiDocument.Of(
                    "attendee",
                    null,
                    new { firstname = "Ada", email = "ada@example.org" },
                    ("event", "event", other),
                    ("ticket", "ticket", ticket)
                )
            );
    }

    [TestCase("POST", "/v1/access-tokens", """{"data":{"type":"access-token","attributes":{"name":"x","scope":"read"}}}""")]
    [TestCase("GET", "/v1/access-tokens", null)]
    [TestCase("POST", "/v1/service-accounts", """{"data":{"type":"service-account","attributes":{"name":"x"}}}""")]
    [TestCase("POST", "/v1/auth/change-password", """{"data":{"old-password":"correct horse","new-password":"other horse"}}""")]
    [TestCase("POST", "/v1/auth/verify-password", """{"data":{"password":"correct horse"}}""")]
    [TestCase("POST", "/v1/auth/blacklist", "{}")]
    [TestCase("PATCH", "/v1/users/{me}", """{"data":{"type":"user","id":"{me}","attributes":{"email":"new@example.org"}}}""")]
    [TestCase("PATCH", "/v1/users/{me}", """{"data":{"type":"user","id":"{me}","attributes":{"first-name":"New"}}}""")]
    [TestCase("DELETE", "/v1/users/{me}", null)]
    [TestCase("POST", "/v1/user-emails", """{"data":{"type":"user-email","attributes":{"email-address":"a@example.org","type":"home"}}}""")]
    public async Task No_token_changes_the_account_or_makes_tokens(string method, string url, string? body)
    {
        var (_, token) = await CreateTokenAsync(Owner, "write");
        var me = $"{Owner.UserId}";
        using var request = new HttpRequestMessage(new HttpMethod(method), url.Replace("{me}", me, StringComparison.Ordinal));
        request.Headers.Authorization = new("Bearer", token);
        if (body is not null)
            request.Content = new StringContent(body.Replace("{me}", me, StringComparison.Ordinal), JsonApiType);
        var answer = await Server.Anonymous.Http.SendAsync(request);
        Assert.That((int)answer.StatusCode, Is.EqualTo(403), await answer.Content.ReadAsStringAsync());
        Assert.That(await StatusOfAsync(Owner.GetAsync("/v1/access-tokens")), Is.EqualTo(200));
    }

    [Test]
    public async Task A_token_of_an_administrator_has_staff_access_only_if_its_scope_says_so()
    {
        var (_, plain) = await CreateTokenAsync(Server.Admin, "read");
        var (_, staff) = await CreateTokenAsync(Server.Admin, "read admin");
        Assert.That(await StatusOfAsync(ClientOf(plain).GetAsync("/v1/users")), Is.EqualTo(403));
        Assert.That(await StatusOfAsync(ClientOf(staff).GetAsync("/v1/users")), Is.EqualTo(200));
    }

    [Test]
    public async Task An_idempotency_key_of_a_session_is_not_answered_to_a_token()
    {
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var body = JsonApiDocument.Of("faq", null, new { question = "Where?", answer = "Here." }, ("event", "event", EventId));
        (await Owner.PostAsync("/v1/faqs", body, key)).EnsureStatus(HttpStatusCode.Created);
        var reader = await ClientWithScopeAsync("events:read");
        Assert.That(await StatusOfAsync(reader.PostAsync("/v1/faqs", body, key)), Is.EqualTo(403));
    }

    /// <summary>Another organizer's published event, at which the owner of the token is an attendee.</summary>
    private async Task<(string EventId, string Attendee)> BuyTicketElsewhereAsync()
    {
        var host = await Server.RegisterUserAsync();
        var other = await TestEvents.CreateAsync(host, name: "Elsewhere");
        var ticket = (
            await host.CreateAsync(
                "ticket",
                new
                {
                    name = "Seat",
                    type = "free",
                    price = 0,
                    quantity = 5,
                    sales_starts_at = "2020-01-01T00:00:00Z",
                    sales_ends_at = "2099-01-01T00:00:00Z",
                },
                ("event", "event", other)
            )
        ).Id();
        var attendee = (
            await Owner.CreateAsync(
                "attendee",
                new { firstname = "Ada", email = "ada@example.org" },
                ("event", "event", other),
                ("ticket", "ticket", ticket)
            )
        ).Id();
        return (other, attendee);
    }
}
