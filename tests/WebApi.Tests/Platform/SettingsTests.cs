using System.Net;
using System.Text.Json;
using NUnit.Framework;
using OpenEvent.Domain.Platform;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.Platform;

/// <summary>The settings of the platform: three views, encrypted secrets, and what the server reads from them.</summary>
[TestFixture]
public sealed class SettingsTests : ServerFixture
{
    private static readonly string[] Public = ["app-name", "tagline", "order-expiry-time", "frontend-url", "is-stripe-activated"];
    private static readonly string[] ForSignedIn = ["stripe-publishable-key", "paypal-client", "invoice-sending-day"];
    private static readonly string[] ForAdmins = ["stripe-secret-key", "smtp-password", "smtp-host", "aws-key", "admin-company"];

    [TearDown]
    public Task UndoAsync() => ChangeAsync(Server.Admin, new { app_name = (string?)null, order_expiry_time = (int?)null });

    [Test]
    public async Task Signed_in_users_see_more_settings_than_visitors_and_admins_see_all()
    {
        var user = await Server.RegisterUserAsync();
        var admin = await Server.RegisterUserAsync();
        await Server.SqlAsync($"UPDATE users SET is_admin = true WHERE id = {admin.UserId}");
        foreach (var url in new[] { "/v1/settings", "/v1/settings/1", "/v1/settings?cache=true&public=true" })
        {
            await AssertSeesAsync(Server.Anonymous, url, Public, [.. ForSignedIn, .. ForAdmins]);
            await AssertSeesAsync(user, url, [.. Public, .. ForSignedIn], ForAdmins);
            await AssertSeesAsync(admin, url, [.. Public, .. ForSignedIn, .. ForAdmins], []);
        }
    }

    [Test]
    public async Task No_secret_is_in_the_view_of_users()
    {
        var attributes = (await (await Server.RegisterUserAsync()).GetAsync("/v1/settings")).Data.GetProperty("attributes");
        var names = attributes.EnumerateObject().Select(a => a.Name.Replace("-", "", StringComparison.Ordinal)).ToList();
        Assert.That(names, Has.Count.GreaterThan(40));
        Assert.That(names.Intersect(Setting.SecretMembers, StringComparer.OrdinalIgnoreCase), Is.Empty);
        Assert.That(names, Has.None.Contains("secret"));
    }

    [Test]
    public async Task A_secret_is_stored_encrypted_and_shown_to_admins_only()
    {
        (await ChangeAsync(Server.Admin, new { stripe_secret_key = "sk_live_visible", smtp_password = "hush" })).EnsureStatus(
            HttpStatusCode.OK
        );
        var read = await Server.Admin.GetAsync("/v1/settings");
        Assert.That(read.Attribute("stripe-secret-key").GetString(), Is.EqualTo("sk_live_visible"));
        Assert.That(read.Attribute("smtp-password").GetString(), Is.EqualTo("hush"));
        var stored = await Server.SqlAsync<string>("SELECT settings::text FROM settings");
        Assert.That(stored, Does.Not.Contain("sk_live_visible").And.Not.Contain("hush"));
        var log = await Server.SqlAsync<string>("SELECT string_agg(action, ' ') FROM activities");
        Assert.That(log, Does.Not.Contain("sk_live_visible").And.Not.Contain("hush").And.Contain("encrypted-secrets"));

        (await ChangeAsync(Server.Admin, new { stripe_secret_key = (string?)null })).EnsureStatus(HttpStatusCode.OK);
        var cleared = await Server.Admin.GetAsync("/v1/settings");
        Assert.That(cleared.Attribute("stripe-secret-key").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(cleared.Attribute("smtp-password").GetString(), Is.EqualTo("hush"), "another secret stays");
    }

    [Test]
    public async Task Sending_all_settings_back_changes_nothing()
    {
        await ChangeAsync(Server.Admin, new { sendgrid_key = "SG.kept" });
        var before = await Server.SqlAsync<string>("SELECT xmin::text FROM settings");
        var read = await Server.Admin.GetAsync("/v1/settings");
        (
            await Server.Admin.PatchAsync(
                "/v1/settings/1",
                new
                {
                    data = new
                    {
                        type = "setting",
                        id = "1",
                        attributes = read.Data.GetProperty("attributes"),
                    },
                }
            )
        ).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await Server.SqlAsync<string>("SELECT xmin::text FROM settings"), Is.EqualTo(before));
        Assert.That(await Server.SqlAsync<bool>("SELECT frontend_url IS NULL AND order_expiry_time IS NULL FROM settings"), Is.True);
    }

    [Test]
    public async Task Users_and_visitors_cannot_change_anything()
    {
        Assert.That((await ChangeAsync(Server.Anonymous, new { tagline = "x" })).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(
            (await ChangeAsync(await Server.RegisterUserAsync(), new { tagline = "x" })).Status,
            Is.EqualTo(HttpStatusCode.Forbidden)
        );
    }

    [Test]
    public async Task Only_a_super_admin_changes_where_links_in_emails_lead()
    {
        var admin = await Server.RegisterUserAsync();
        await Server.SqlAsync($"UPDATE users SET is_admin = true WHERE id = {admin.UserId}");
        var rejected = await ChangeAsync(admin, new { frontend_url = "https://evil.example" });
        Assert.That((rejected.Status, rejected.Pointer), Is.EqualTo((HttpStatusCode.Forbidden, "/data/attributes/frontend-url")));
        (await ChangeAsync(admin, new { tagline = "Meet" })).EnsureStatus(HttpStatusCode.OK);
        (await ChangeAsync(Server.Admin, new { frontend_url = "https://app.example" })).EnsureStatus(HttpStatusCode.OK);
        (await ChangeAsync(Server.Admin, new { frontend_url = (string?)null })).EnsureStatus(HttpStatusCode.OK);
    }

    [TestCase("order-expiry-time", 0)]
    [TestCase("order-expiry-time", 61)]
    [TestCase("max-complex-custom-fields", 31)]
    [TestCase("smtp-port", 70000)]
    [TestCase("support-url", "javascript:alert(1)")]
    [TestCase("frontend-url", "not a url")]
    [TestCase("admin-billing-email", "nobody")]
    [TestCase("invoice-sending-timezone", "Mars/Base")]
    public async Task A_wrong_value_is_rejected_at_its_place(string name, object value)
    {
        var rejected = await ChangeAsync(Server.Admin, new Dictionary<string, object> { [name] = value });
        Assert.That((rejected.Status, rejected.Pointer), Is.EqualTo((HttpStatusCode.UnprocessableEntity, $"/data/attributes/{name}")));
    }

    [Test]
    public async Task An_order_expires_after_the_time_that_staff_set()
    {
        var tickets = await TicketedEvent.CreateAsync(Server);
        var buyer = await Server.RegisterUserAsync();
        var ticket = await tickets.CreateTicketAsync(10);
        Assert.That(await GetMinutesAsync(await TicketedEvent.OrderTicketsAsync(buyer, ticket, 1)), Is.EqualTo(15));
        (await ChangeAsync(Server.Admin, new { order_expiry_time = 42 })).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await GetMinutesAsync(await TicketedEvent.OrderTicketsAsync(buyer, ticket, 1)), Is.EqualTo(42));
        Assert.That((await Server.Anonymous.GetAsync("/v1/settings")).Attribute("order-expiry-time").GetInt32(), Is.EqualTo(42));
    }

    [Test]
    public async Task Two_servers_that_start_at_once_create_the_rows_once()
    {
        await Server.SqlAsync("DELETE FROM settings; DELETE FROM event_role_permissions; DELETE FROM services");
        var nodes = await Task.WhenAll(Server.StartAnotherNodeAsync(), Server.StartAnotherNodeAsync());
        Assert.That(await Server.SqlAsync<long>("SELECT count(*) FROM settings"), Is.EqualTo(1));
        Assert.That(await Server.SqlAsync<long>("SELECT count(*) FROM event_role_permissions"), Is.EqualTo(30));
        foreach (var node in nodes)
            await node.DisposeAsync();
    }

    private async Task<int> GetMinutesAsync(ApiResponse order) =>
        await Server.SqlAsync<int>(
            "SELECT round(extract(epoch FROM expires_at - created_at) / 60)::int FROM orders WHERE id = "
                + order.EnsureStatus(HttpStatusCode.OK).Id()
        );

    private static Task<ApiResponse> ChangeAsync(ApiClient client, object attributes) =>
        client.PatchAsync("/v1/settings", JsonApiDocument.Of("setting", "1", attributes));

    private static async Task AssertSeesAsync(ApiClient client, string url, string[] seen, string[] hidden)
    {
        var read = (await client.GetAsync(url)).EnsureStatus(HttpStatusCode.OK).Data.GetProperty("attributes");
        var names = read.EnumerateObject().Select(a => a.Name).ToList();
        Assert.That(seen.Except(names), Is.Empty, url);
        Assert.That(names.Intersect(hidden), Is.Empty, url);
    }
}
