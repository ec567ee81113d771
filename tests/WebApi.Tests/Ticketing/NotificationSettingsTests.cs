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

/// <summary>Kinds of notes that staff switch off are not written, whoever writes them (<c>spec/openevent/behaviours.md</c> §12).</summary>
[TestFixture]
public sealed class NotificationSettingsTests : ServerFixture
{
    private BoxOffice _office = null!;

    [SetUp]
    public async Task OpenAsync()
    {
        _office = await BoxOffice.OpenAsync(Server);
        await Server.SqlAsync("UPDATE notification_settings SET enabled = (type <> 'ticket_purchased_organizer')");
    }

    [Test]
    public async Task Each_kind_has_its_switch_from_the_start_and_one_is_off()
    {
        var fresh = await OpenEventServer.StartAsync();
        await using var _ = fresh;
        var switches = (await fresh.Admin.GetAsync("/v1/notification-settings"))
            .Must(HttpStatusCode.OK)
            .Data.EnumerateArray()
            .Select(s => s.GetProperty("attributes"))
            .ToDictionary(s => s.GetProperty("type").GetString()!, s => s.GetProperty("enabled").GetBoolean());
        Assert.That(
            switches.Keys,
            Is.EquivalentTo(
                "ticket_purchased ticket_purchased_attendee ticket_purchased_organizer ticket_cancelled ticket_cancelled_organizer event_role new_session session_state_change monthly_payment".Split(
                    ' '
                )
            )
        );
        Assert.That(switches.Where(s => !s.Value).Select(s => s.Key), Is.EqualTo<string[]>(["ticket_purchased_organizer"]));
    }

    [Test]
    public async Task Anyone_looks_at_a_switch_and_only_staff_list_and_turn_them()
    {
        var id = await IdAsync("new_session");
        Assert.That(
            (await Server.Anonymous.GetAsync($"/v1/notification-settings/{id}")).Must(HttpStatusCode.OK).Attribute("type").GetString(),
            Is.EqualTo("new_session")
        );
        Assert.That((await Server.Anonymous.GetAsync("/v1/notification-settings")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await _office.Owner.GetAsync("/v1/notification-settings")).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await SetAsync(_office.Owner, id, new { enabled = false })).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await SetAsync(Server.Anonymous, id, new { enabled = false })).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        var turned = (await SetAsync(Server.Admin, id, new { enabled = false, type = "mine" })).Must(HttpStatusCode.OK);
        Assert.That((turned.Attribute("enabled").GetBoolean(), turned.Attribute("type").GetString()), Is.EqualTo((false, "new_session")));
        Assert.That(
            (await Server.Admin.DeleteAsync($"/v1/notification-settings/{id}")).Status,
            Is.EqualTo(HttpStatusCode.MethodNotAllowed)
        );
        Assert.That(
            (
                await Server.Admin.PostAsync("/v1/notification-settings", Document.Of("notification-setting", null, new { enabled = true }))
            ).Status,
            Is.EqualTo(HttpStatusCode.MethodNotAllowed)
        );
    }

    [Test]
    public async Task A_sale_is_noted_for_the_organizers_where_staff_have_switched_that_on()
    {
        var (organizer, helper, buyer) = (
            await Fair.MemberAsync(Server, _office.EventId, 2),
            await Fair.MemberAsync(Server, _office.EventId, 3),
            await Server.SomebodyAsync()
        );
        await BoughtAsync(buyer);
        Assert.That(await KindsAsync(organizer), Is.Empty, "it is off from the start");
        await TurnAsync("ticket_purchased_organizer", true);
        await BoughtAsync(buyer);
        await Server.SqlAsync(
            "UPDATE outbox SET state = 'Waiting', available_at = now() WHERE kind = 'order-completed' AND id = (SELECT max(id) FROM outbox WHERE kind = 'order-completed')"
        );
        await Server.WorkOffAsync();
        await BoughtAsync(organizer);
        Assert.That(
            await KindsAsync(organizer),
            Is.EqualTo<string[]>(["ticket_purchased_organizer", "ticket_purchased"]),
            "once, and not of his own"
        );
        Assert.That(await KindsAsync(_office.Owner), Is.EqualTo<string[]>(["ticket_purchased_organizer", "ticket_purchased_organizer"]));
        Assert.That(await KindsAsync(helper), Is.Empty, "the owner and the organizers are told");
    }

    [TestCase("ticket_purchased", "ticket_purchased_attendee,ticket_cancelled,ticket_cancelled_organizer")]
    [TestCase("ticket_purchased_attendee", "ticket_purchased,ticket_cancelled,ticket_cancelled_organizer")]
    [TestCase("ticket_cancelled", "ticket_purchased,ticket_purchased_attendee,ticket_cancelled_organizer")]
    [TestCase("ticket_cancelled_organizer", "ticket_purchased,ticket_purchased_attendee,ticket_cancelled")]
    public async Task Of_an_order_everything_is_noted_but_what_is_off(string off, string told)
    {
        await TurnAsync(off, false);
        var (buyer, holder) = (await Server.SomebodyAsync(), await Server.SomebodyAsync());
        var order = await BoughtAsync(buyer, holder.Email);
        (await BoxOffice.SetAsync(_office.Owner, order, new { status = "cancelled" })).Must(HttpStatusCode.OK);
        Assert.That(
            (await KindsAsync(buyer)).Concat(await KindsAsync(holder)).Concat(await KindsAsync(_office.Owner)),
            Is.EquivalentTo(told.Split(','))
        );
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Invites_sessions_and_invoices_are_noted_where_their_kind_is_on(bool on)
    {
        foreach (var kind in new[] { "event_role", "new_session", "monthly_payment" })
            await TurnAsync(kind, on);
        var (jane, owner) = (await Server.SomebodyAsync(), _office.Owner);
        (
            await owner.CreateAsync("role-invite", new { email = jane.Email }, ("event", "event", _office.EventId), ("role", "role", "3"))
        ).Must(HttpStatusCode.Created);
        await Fair.ChangedAsync(owner, _office.EventId, new { is_sessions_speakers_enabled = true });
        await owner.CreateAsync("session", new { title = "Gears", state = "pending" }, ("event", "event", _office.EventId));
        await IssuedAsync();
        await Server.WorkOffAsync();
        Assert.That(await KindsAsync(jane), Is.EqualTo(on ? new[] { "event_role" } : []));
        Assert.That(await KindsAsync(owner), Is.EqualTo(on ? new[] { "new_session", "monthly_payment" } : []));
        Assert.That(
            await Server.SqlAsync<long>($"SELECT count(*) FROM mails WHERE recipient = '{owner.Email}' AND action = 'monthly_payment'"),
            Is.EqualTo(1),
            "the mail is another matter"
        );
    }

    [Test]
    public async Task The_switches_are_read_once_however_many_kinds_and_people_are_told()
    {
        await using var scope = Server.App.Services.CreateAsyncScope();
        var (notes, statements) = (scope.ServiceProvider.GetRequiredService<Notes>(), 0);
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
                "telling",
                ActivityKind.Internal,
                new ActivityContext(trace, ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded)
            )
        )
        {
            foreach (var kind in new[] { Notes.NewSession, Notes.TicketPurchasedOrganizer, Notes.EventRole })
                await notes.TellAsync(
                    kind,
                    Enumerable.Range(1, 50).Select(i => (long)i),
                    new Dictionary<string, object?> { ["about"] = "it" },
                    default
                );
        }

        Assert.That(statements, Is.EqualTo(3), "the switches, and who was told, for each of the two that are on");
        Assert.That(scope.ServiceProvider.GetRequiredService<IData>().Set<Domain.Identity.Notification>().Local.Count, Is.EqualTo(100));
    }

    private Task<long> IdAsync(string kind) => Server.SqlAsync<long>($"SELECT id FROM notification_settings WHERE type = '{kind}'");

    private async Task TurnAsync(string kind, bool on) =>
        (await SetAsync(Server.Admin, await IdAsync(kind), new { enabled = on })).Must(HttpStatusCode.OK);

    private static Task<Answer> SetAsync(Client who, long id, object attributes) =>
        who.PatchAsync($"/v1/notification-settings/{id}", Document.Of("notification-setting", $"{id}", attributes));

    private async Task<string> BoughtAsync(Client buyer, string? holder = null)
    {
        var order = await BoxOffice.CheckoutAsync(buyer, await _office.TicketAsync(10), holder ?? "somebody@example.org");
        (await BoxOffice.SetAsync(buyer, order.Id(), new { status = "pending" })).Must(HttpStatusCode.OK);
        await Server.WorkOffAsync();
        return order.Id();
    }

    /// <summary>An invoice for the event's owner, as the monthly job leaves it: its row, and the wish to print and mail it.</summary>
    private async Task IssuedAsync()
    {
        var id = await Server.SqlAsync<long>(
            $"""
            INSERT INTO event_invoices (identifier, status, amount, currency, revenue, fee_rate, discount, discount_value, credit, period, event_id, user_id, issued_at, due_at, created_at)
            VALUES ('{_office.EventId}U-000009', 'due', 20, 'EUR', 400, 5, 0, 0, 0, '2020-01-01', {_office.EventId}, {_office.Owner.UserId}, now(), now(), now()) RETURNING id
            """
        );
        await using var scope = Server.App.Services.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<IData>();
        await using var work = await data.BeginAsync(default);
        scope.ServiceProvider.GetRequiredService<IOutbox>().Add(WhenInvoiceIssued.EntryKind, $"{id}", new WhenInvoiceIssued.Payload(id));
        await data.SaveChangesAsync(default);
        await work.CommitAsync(default);
    }

    /// <summary>Of what kinds somebody's notes are, the first first.</summary>
    private static async Task<string[]> KindsAsync(Client who) =>
        [
            .. (await who.GetAsync($"/v1/users/{who.UserId}/notifications?sort=id"))
                .Must(HttpStatusCode.OK)
                .Data.EnumerateArray()
                .Select(n => n.GetProperty("attributes").GetProperty("content").GetProperty("type").GetString()!),
        ];
}
