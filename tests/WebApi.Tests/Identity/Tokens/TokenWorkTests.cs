using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Identity.Tokens;

/// <summary>
/// What a scope takes away from work that reads or writes rows of several modules: exports, imports, tasks, documents. A session of the
/// owner, who may do all of it, is the control of each test.
/// </summary>
[TestFixture]
public sealed class TokenWorkTests : AccessTokenFixture
{
    [TestCase("export/orders/csv", "ticketing:read", "ticketing:read")]
    [TestCase("export/attendees/csv", "attendees:read", "attendees:read ticketing:read")]
    [TestCase("export/attendees/pdf", "attendees:read", "attendees:read ticketing:read")]
    [TestCase("export/sessions/pdf", "programme:read", "programme:read")]
    [TestCase("export/speakers/pdf", "programme:read", "programme:read")]
    [TestCase("export/ical", "programme:read", "programme:read")]
    public async Task An_export_needs_the_modules_of_its_rows(string path, string missing, string modules)
    {
        var url = $"/v1/events/{EventId}/{path}";
        Assert.That(await StatusOfAsync(Owner.GetAsync(url)), Is.EqualTo(200));
        var narrow = await (await ClientWithScopeAsync("platform:write events:read")).GetAsync(url);
        Assert.That(
            ((int)narrow.Status, narrow.Detail, CodeOf(narrow)),
            Is.EqualTo((403, $"The token needs the scope {missing}.", "token-scope"))
        );
        Assert.That(
            await StatusOfAsync((await ClientWithScopeAsync($"platform:write events:read {modules}")).GetAsync(url)),
            Is.EqualTo(200)
        );
    }

    [Test]
    public async Task An_import_needs_the_modules_of_its_rows()
    {
        const string Url = "/v1/events/import/json";
        Assert.That(await StatusOfAsync(Owner.PostAsync(Url, null)), Is.EqualTo(400), "only the file is missing");
        var narrow = await (await ClientWithScopeAsync("platform:write")).PostAsync(Url, null);
        Assert.That((int)narrow.Status, Is.EqualTo(403));
        Assert.That(await StatusOfAsync((await ClientWithScopeAsync("write")).PostAsync(Url, null)), Is.EqualTo(400));
    }

    [Test]
    public async Task The_calendar_of_an_event_needs_the_events_module()
    {
        var url = $"/v1/events/{EventId}.ics";
        Assert.That(await StatusOfAsync((await ClientWithScopeAsync("events:read")).GetAsync(url)), Is.EqualTo(200));
        Assert.That(await StatusOfAsync((await ClientWithScopeAsync("lab:read")).GetAsync(url)), Is.EqualTo(403));
        url += "?include_sessions";
        Assert.That(await StatusOfAsync((await ClientWithScopeAsync("events:read")).GetAsync(url)), Is.EqualTo(403));
        Assert.That(await StatusOfAsync((await ClientWithScopeAsync("events:read programme:read")).GetAsync(url)), Is.EqualTo(200));
    }

    [Test]
    public async Task A_denied_row_and_a_denied_list_have_the_code_of_the_scope()
    {
        var reader = await ClientWithScopeAsync("events:read");
        Assert.That(CodeOf(await CreateFaqAsync(reader, EventId)), Is.EqualTo("token-scope"));
        Assert.That(CodeOf(await reader.GetAsync($"/v1/events/{EventId}/tracks")), Is.EqualTo("token-scope"));
        var stranger = await Server.RegisterUserAsync();
        Assert.That(CodeOf(await CreateFaqAsync(stranger, EventId)), Is.EqualTo("forbidden"));
    }

    [Test]
    public async Task A_token_with_a_word_of_a_newer_version_is_refused()
    {
        var (id, token) = await CreateTokenAsync(Owner, "events:read");
        Assert.That(await StatusOfAsync(ClientOf(token).GetAsync("/v1/events")), Is.EqualTo(200));
        await Server.SqlAsync($"UPDATE access_tokens SET scope = 'events:read tomorrow:read' WHERE id = {id}");
        Assert.That(await StatusOfAsync(ClientOf(token).GetAsync("/v1/events")), Is.EqualTo(401));
    }

    [Test]
    public async Task A_token_for_an_event_has_no_groups()
    {
        var group = (await Owner.CreateAsync("group", new { name = "Chemists" })).Id();
        var url = $"/v1/groups/{group}";
        var body = JsonApiDocument.Of("group", group, new { name = "Physicists" });
        Assert.That(await StatusOfAsync((await ClientWithScopeAsync($"write event:{EventId}")).PatchAsync(url, body)), Is.AnyOf(403, 404));
        Assert.That(await StatusOfAsync((await ClientWithScopeAsync("write")).PatchAsync(url, body)), Is.EqualTo(200));
    }

    [Test]
    public async Task A_token_for_an_event_has_no_documents_of_others()
    {
        var invoice = Guid.NewGuid().ToString();
        await Server.SqlAsync(
            $"""
            INSERT INTO event_invoices (identifier, status, amount, currency, revenue, fee_rate, discount, discount_value, credit, period,
                issued_at, due_at, created_at, event_id, user_id)
            VALUES ('{invoice}', 'due', 25, 'EUR', 500, 5, 0, 0, 0, date '2026-10-01', now(), now(), now(), {OtherEventId}, {Owner.UserId})
            """
        );
        var url = $"/v1/events/invoices/{invoice}";
        Assert.That(await StatusOfAsync(Owner.GetAsync(url)), Is.EqualTo(200));
        Assert.That(await StatusOfAsync((await ClientWithScopeAsync($"read event:{OtherEventId}")).GetAsync(url)), Is.EqualTo(200));
        Assert.That(await StatusOfAsync((await ClientWithScopeAsync($"read event:{EventId}")).GetAsync(url)), Is.EqualTo(403));
    }

    [Test]
    public async Task A_copy_needs_the_modules_of_its_rows_and_gives_nobody_else_a_role()
    {
        var member = await Server.RegisterUserAsync();
        await Server.SqlAsync($"INSERT INTO users_events_roles (user_id, event_id, role_id) VALUES ({member.UserId}, {EventId}, 3)");
        var url = $"/v1/events/{EventId}/copy";
        Assert.That(CodeOf(await (await ClientWithScopeAsync("events:write")).PostAsync(url, new { })), Is.EqualTo("token-scope"));
        Assert.That(await CountMembersAsync(await (await ClientWithScopeAsync("write")).PostAsync(url, new { })), Is.EqualTo(1));
        Assert.That(await CountMembersAsync(await Owner.PostAsync(url, new { })), Is.GreaterThan(1));

        Task<long> CountMembersAsync(ApiResponse copied) =>
            Server.SqlAsync<long>(
                "SELECT count(*) FROM users_events_roles WHERE event_id = "
                    + copied.EnsureStatus(HttpStatusCode.OK).Json.GetProperty("id").GetRawText()
            );
    }

    [TestCase("events:read", false)]
    [TestCase("events:read ticketing:read", true)]
    public async Task The_sales_of_an_event_need_the_ticketing_module(string scope, bool isShown)
    {
        var answer = await (await ClientWithScopeAsync(scope)).GetAsync($"/v1/events/{EventId}");
        Assert.That(
            answer
                .EnsureStatus(HttpStatusCode.OK)
                .Json.GetProperty("data")
                .GetProperty("attributes")
                .TryGetProperty("completed-order-sales", out _),
            Is.EqualTo(isShown)
        );
    }

    [TestCase("bank-details", "IBAN DE02")]
    [TestCase("can-pay-by-bank", true)]
    [TestCase("paypal-email", "thief@example.org")]
    public async Task No_token_changes_where_money_goes(string attribute, object value)
    {
        var body = JsonApiDocument.Of("event", EventId, new Dictionary<string, object> { [attribute] = value });
        var refused = await (await ClientWithScopeAsync("write")).PatchAsync($"/v1/events/{EventId}", body);
        Assert.That(
            ((int)refused.Status, CodeOf(refused), refused.Pointer),
            Is.EqualTo((403, "token-scope", $"/data/attributes/{attribute}"))
        );
        (await Owner.PatchAsync($"/v1/events/{EventId}", body)).EnsureStatus(HttpStatusCode.OK);
    }

    [Test]
    public async Task No_token_reads_the_secrets_of_the_platform_or_changes_where_links_lead()
    {
        var (_, token) = await CreateTokenAsync(Server.Admin, "write admin");
        var program = ClientOf(token);
        var body = JsonApiDocument.Of("setting", "1", new { frontend_url = "https://attacker.example" });
        Assert.That(CodeOf(await program.PatchAsync("/v1/settings", body)), Is.EqualTo("token-scope"));
        Assert.That(HasSecret(await program.GetAsync("/v1/settings")), Is.False);
        Assert.That(HasSecret(await Server.Admin.GetAsync("/v1/settings")), Is.True);

        static bool HasSecret(ApiResponse settings) =>
            settings
                .EnsureStatus(HttpStatusCode.OK)
                .Json.GetProperty("data")
                .GetProperty("attributes")
                .TryGetProperty("stripe-secret-key", out _);
    }

    [Test]
    public async Task A_token_sees_the_tasks_that_it_started()
    {
        var programme = await ClientWithScopeAsync("platform:write events:read programme:read");
        var other = await ClientWithScopeAsync("write");
        var started = (await programme.GetAsync($"/v1/events/{EventId}/export/ical")).EnsureStatus(HttpStatusCode.OK);
        var url = new Uri(new Uri("http://localhost"), started.Json.GetProperty("task_url").GetString()).PathAndQuery;
        Assert.That(await StatusOfAsync(programme.GetAsync(url)), Is.EqualTo(200));
        Assert.That(await StatusOfAsync(other.GetAsync(url)), Is.EqualTo(404));
        Assert.That(await StatusOfAsync(Owner.GetAsync(url)), Is.EqualTo(200));
    }

    [Test]
    public async Task What_only_reads_needs_no_write()
    {
        var url = $"/v1/events/{EventId}/discount-codes/NONE";
        Assert.That(await StatusOfAsync((await ClientWithScopeAsync("ticketing:read events:read")).GetAsync(url)), Is.EqualTo(404));
        Assert.That(await StatusOfAsync((await ClientWithScopeAsync("lab:read")).GetAsync(url)), Is.EqualTo(403));
    }

    [Test]
    public async Task A_token_creates_at_the_URL_of_its_user()
    {
        var body = JsonApiDocument.Of("group", null, new { name = "Biologists" });
        var program = await ClientWithScopeAsync("write");
        Assert.That(await StatusOfAsync(program.PostAsync($"/v1/users/{Owner.UserId}/groups", body)), Is.EqualTo(201));
        Assert.That(await StatusOfAsync(program.PostAsync($"/v1/users/{Server.Admin.UserId}/groups", body)), Is.AnyOf(403, 404));
    }

    [Test]
    public async Task A_token_is_made_a_short_time_after_the_password_was_entered()
    {
        (await TryCreateTokenAsync(Owner, "read")).EnsureStatus(HttpStatusCode.Created);
        await using var server = await OpenEventServer.StartAsync("--Auth:RecentSignIn=00:00:00");
        var late = await TryCreateTokenAsync(server.Admin, "read");
        Assert.That(((int)late.Status, late.Detail), Is.EqualTo((401, "Fresh token required: sign in again with your password.")));
    }

    [Test]
    public async Task The_answer_that_has_a_token_is_not_kept_for_its_key()
    {
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var body = JsonApiDocument.Of("access-token", null, new { name = "Script", scope = "read" });
        var first = (await Owner.PostAsync("/v1/access-tokens", body, key)).EnsureStatus(HttpStatusCode.Created);
        var token = first.Attribute("token").GetString()!;
        Assert.That(
            await Server.SqlAsync<long>($"SELECT count(*) FROM idempotent_answers a WHERE a::text LIKE '%{token}%'"),
            Is.EqualTo(0)
        );
        var second = (await Owner.PostAsync("/v1/access-tokens", body, key)).EnsureStatus(HttpStatusCode.Created);
        Assert.That(second.Attribute("token").GetString(), Is.Not.EqualTo(token));
    }

    private static string CodeOf(ApiResponse answer) => answer.Json.GetProperty("errors")[0].GetProperty("code").GetString() ?? "";
}
