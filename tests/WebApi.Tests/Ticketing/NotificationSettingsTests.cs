using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Ticketing;
using OpenEvent.WebApi.Tests.Events;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Notifications of a kind that staff disabled are not written (docs/reference/emails.md#notification-kinds).</summary>
[TestFixture]
public sealed class NotificationSettingsTests : ServerFixture
{
    private TicketedEvent _testEvent = null!;

    [SetUp]
    public async Task OpenAsync()
    {
        _testEvent = await TicketedEvent.CreateAsync(Server);
        await Server.SqlAsync("UPDATE notification_settings SET enabled = (type <> 'ticket_purchased_organizer')");
    }

    [Test]
    public async Task Every_kind_has_a_setting_by_default_and_one_is_disabled()
    {
        var fresh = await OpenEventServer.StartAsync();
        await using var _ = fresh;
        var settings = (await fresh.Admin.GetAsync("/v1/notification-settings"))
            .EnsureStatus(HttpStatusCode.OK)
            .Data.EnumerateArray()
            .Select(s => s.GetProperty("attributes"))
            .ToDictionary(s => s.GetProperty("type").GetString()!, s => s.GetProperty("enabled").GetBoolean());
        Assert.That(
            settings.Keys,
            Is.EquivalentTo<string>([
                "ticket_purchased",
                "ticket_purchased_attendee",
                "ticket_purchased_organizer",
                "ticket_cancelled",
                "ticket_cancelled_organizer",
                "event_role",
                "new_session",
                "session_state_change",
                "monthly_payment",
                "payment_alert",
            ])
        );
        Assert.That(settings.Where(s => !s.Value).Select(s => s.Key), Is.EqualTo<string[]>(["ticket_purchased_organizer"]));
    }

    [Test]
    public async Task Anyone_reads_a_setting_and_only_staff_list_and_update_them()
    {
        var id = await IdAsync("new_session");
        Assert.That(
            (await Server.Anonymous.GetAsync($"/v1/notification-settings/{id}"))
                .EnsureStatus(HttpStatusCode.OK)
                .Attribute("type")
                .GetString(),
            Is.EqualTo("new_session")
        );
        Assert.That((await Server.Anonymous.GetAsync("/v1/notification-settings")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await _testEvent.Owner.GetAsync("/v1/notification-settings")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await SetAsync(_testEvent.Owner, id, new { enabled = false })).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await SetAsync(Server.Anonymous, id, new { enabled = false })).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        var updated = (await SetAsync(Server.Admin, id, new { enabled = false, type = "mine" })).EnsureStatus(HttpStatusCode.OK);
        Assert.That((updated.Attribute("enabled").GetBoolean(), updated.Attribute("type").GetString()), Is.EqualTo((false, "new_session")));
        Assert.That(
            (await Server.Admin.DeleteAsync($"/v1/notification-settings/{id}")).Status,
            Is.EqualTo(HttpStatusCode.MethodNotAllowed)
        );
        Assert.That(
            (
                await Server.Admin.PostAsync(
                    "/v1/notification-settings",
                    JsonApiDocument.Of("notification-setting", null, new { enabled = true })
                )
            ).Status,
            Is.EqualTo(HttpStatusCode.MethodNotAllowed)
        );
    }

    [Test]
    public async Task Organizers_are_notified_of_a_sale_when_the_setting_is_enabled()
    {
        var organizer = await TestEvents.AddMemberAsync(Server, _testEvent.EventId, 2);
        var helper = await TestEvents.AddMemberAsync(Server, _testEvent.EventId, 3);
        var buyer = await Server.RegisterUserAsync();
        await BuyTicketAsync(buyer);
        Assert.That(await GetKindsAsync(organizer), Is.Empty, "the kind is disabled by default");
        await SetEnabledAsync("ticket_purchased_organizer", true);
        await BuyTicketAsync(buyer);
        await Server.SqlAsync(
            """
            UPDATE outbox SET state = 'Waiting', available_at = now() WHERE kind = 'order-completed' AND id = (SELECT max(id)
            FROM outbox WHERE kind = 'order-completed')
            """
        );
        await Server.ProcessOutboxAsync();
        await BuyTicketAsync(organizer);
        Assert.That(
            await GetKindsAsync(organizer),
            Is.EqualTo<string[]>(["ticket_purchased_organizer", "ticket_purchased"]),
            "once, and not about their own order"
        );
        Assert.That(
            await GetKindsAsync(_testEvent.Owner),
            Is.EqualTo<string[]>(["ticket_purchased_organizer", "ticket_purchased_organizer"])
        );
        Assert.That(await GetKindsAsync(helper), Is.Empty, "only the owner and organizers are notified");
    }

    [TestCase("ticket_purchased", "ticket_purchased_attendee,ticket_cancelled,ticket_cancelled_organizer")]
    [TestCase("ticket_purchased_attendee", "ticket_purchased,ticket_cancelled,ticket_cancelled_organizer")]
    [TestCase("ticket_cancelled", "ticket_purchased,ticket_purchased_attendee,ticket_cancelled_organizer")]
    [TestCase("ticket_cancelled_organizer", "ticket_purchased,ticket_purchased_attendee,ticket_cancelled")]
    public async Task Order_notifications_are_sent_except_for_disabled_kinds(string disabled, string sent)
    {
        await SetEnabledAsync(disabled, false);
        var buyer = await Server.RegisterUserAsync();
        var holder = await Server.RegisterUserAsync();
        var order = await BuyTicketAsync(buyer, holder.Email);
        (await TicketedEvent.UpdateOrderAsync(_testEvent.Owner, order, new { status = "cancelled" })).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            (await GetKindsAsync(buyer)).Concat(await GetKindsAsync(holder)).Concat(await GetKindsAsync(_testEvent.Owner)),
            Is.EquivalentTo(sent.Split(','))
        );
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Invites_sessions_and_invoices_are_notified_when_enabled(bool enabled)
    {
        foreach (var kind in new[] { "event_role", "new_session", "monthly_payment" })
            await SetEnabledAsync(kind, enabled);
        var jane = await Server.RegisterUserAsync();
        var owner = _testEvent.Owner;
        (
            await owner.CreateAsync(
                "role-invite",
                new { email = jane.Email },
                ("event", "event", _testEvent.EventId),
                ("role", "role", "3")
            )
        ).EnsureStatus(HttpStatusCode.Created);
        await TestEvents.UpdateAsync(owner, _testEvent.EventId, new { is_sessions_speakers_enabled = true });
        await owner.CreateAsync("session", new { title = "Gears", state = "pending" }, ("event", "event", _testEvent.EventId));
        await IssueInvoiceAsync();
        await Server.ProcessOutboxAsync();
        Assert.That(await GetKindsAsync(jane), Is.EqualTo(enabled ? new[] { "event_role" } : []));
        Assert.That(await GetKindsAsync(owner), Is.EqualTo(enabled ? new[] { "new_session", "monthly_payment" } : []));
        Assert.That(
            await Server.SqlAsync<long>($"SELECT count(*) FROM mails WHERE recipient = '{owner.Email}' AND action = 'monthly_payment'"),
            Is.EqualTo(1),
            "the e-mail does not depend on the setting"
        );
    }

    [Test]
    public async Task Settings_are_read_once_for_many_notifications()
    {
        await using var scope = Server.App.Services.CreateServerScope();
        var notifications = scope.ServiceProvider.GetRequiredService<NotificationWriter>();
        var statements = 0;
        var trace = ActivityTraceId.CreateRandom();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Npgsql" or "Test",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (
                    activity.Source.Name == "Npgsql"
                    && activity.TraceId == trace
                    && activity.TagObjects.Any(t => t.Key is "db.statement" or "db.query.text")
                )
                    statements++;
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var source = new ActivitySource("Test");
        using (
            source.StartActivity(
                "notifying",
                ActivityKind.Internal,
                new ActivityContext(trace, ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded)
            )
        )
        {
            foreach (
                var kind in new[]
                {
                    NotificationWriter.NewSession,
                    NotificationWriter.TicketPurchasedOrganizer,
                    NotificationWriter.EventRole,
                }
            )
                await notifications.WriteAsync(
                    kind,
                    Enumerable.Range(1, 50).Select(i => (long)i),
                    new Dictionary<string, object?> { ["about"] = "it" },
                    default
                );
        }

        Assert.That(statements, Is.EqualTo(3), "the settings, and the existing notifications of each enabled kind");
        Assert.That(scope.ServiceProvider.GetRequiredService<IData>().Set<Domain.Identity.Notification>().Local.Count, Is.EqualTo(100));
    }

    private Task<long> IdAsync(string kind) => Server.SqlAsync<long>($"SELECT id FROM notification_settings WHERE type = '{kind}'");

    private async Task SetEnabledAsync(string kind, bool enabled) =>
        (await SetAsync(Server.Admin, await IdAsync(kind), new { enabled })).EnsureStatus(HttpStatusCode.OK);

    private static Task<ApiResponse> SetAsync(ApiClient client, long id, object attributes) =>
        client.PatchAsync($"/v1/notification-settings/{id}", JsonApiDocument.Of("notification-setting", $"{id}", attributes));

    private async Task<string> BuyTicketAsync(ApiClient buyer, string? holder = null)
    {
        var order = await TicketedEvent.CheckoutAsync(buyer, await _testEvent.CreateTicketAsync(10), holder ?? "attendee@example.org");
        (await TicketedEvent.UpdateOrderAsync(buyer, order.Id(), new { status = "pending" })).EnsureStatus(HttpStatusCode.OK);
        await Server.ProcessOutboxAsync();
        return order.Id();
    }

    /// <summary>Creates an invoice for the event's owner as the monthly job does: its row, and the outbox entry that sends it.</summary>
    private async Task IssueInvoiceAsync()
    {
        var id = await Server.SqlAsync<long>(
            $"""
            INSERT INTO event_invoices (identifier, status, amount, currency, revenue, fee_rate, discount, discount_value,
            credit, period, event_id, user_id, issued_at, due_at, created_at)
            VALUES ('{_testEvent.EventId}U-000009', 'due', 20, 'EUR', 400, 5, 0, 0, 0, '2020-01-01', {_testEvent.EventId},
            {_testEvent.Owner.UserId}, now(), now(), now()) RETURNING id
            """
        );
        await using var scope = Server.App.Services.CreateServerScope();
        var data = scope.ServiceProvider.GetRequiredService<IData>();
        await using var transaction = await data.BeginTransactionAsync(default);
        scope.ServiceProvider.GetRequiredService<IOutbox>().Add(SendEventInvoice.EntryKind, $"{id}", new SendEventInvoice.Payload(id));
        await data.SaveChangesAsync(default);
        await transaction.CommitAsync(default);
    }

    /// <summary>The kinds of a user's notifications, oldest first.</summary>
    private static async Task<string[]> GetKindsAsync(ApiClient client) =>
        [
            .. (await client.GetAsync($"/v1/users/{client.UserId}/notifications?sort=id"))
                .EnsureStatus(HttpStatusCode.OK)
                .Data.EnumerateArray()
                .Select(n => n.GetProperty("attributes").GetProperty("content").GetProperty("type").GetString()!),
        ];
}
