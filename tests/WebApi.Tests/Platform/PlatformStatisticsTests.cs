using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Events;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.Platform;

/// <summary>The statistics of the whole platform, for staff (docs/reference/statistics-and-sales.md#statistics).</summary>
[TestFixture]
public sealed class PlatformStatisticsTests : TicketedEventFixture
{
    [Test]
    public async Task Statistics_grow_with_the_rows_and_leave_out_what_is_deleted()
    {
        var before = await ReadAllAsync();
        var attendee = await Server.RegisterUserAsync();
        await Server.RegisterUserAsync(verified: false);
        var order = (await TicketedEvent.CheckoutAsync(attendee, await TestEvent.CreateTicketAsync(5), attendee.Email)).Id();
        await Server.SqlAsync($"UPDATE orders SET status = 'Completed', expires_at = null WHERE id = {order}");
        var draft = await TestEvents.CreateAsync(TestEvent.Owner, "draft");
        var past = await TestEvents.CreateAsync(TestEvent.Owner);
        await Server.SqlAsync(
            $"""
            UPDATE events SET starts_at = '2020-01-01', ends_at = '2020-01-02' WHERE id = {past};
            INSERT INTO sessions (event_id, title, state, submitted_at, created_at, last_modified_at, is_locked, is_mail_sent, deleted_at)
            VALUES ({past}, 'One', 'Accepted', now(), now(), now(), false, false, null),
                ({past}, 'Two', 'Draft', null, now(), now(), false, false, null),
                ({past}, 'Three', 'Accepted', now(), now(), now(), false, false, now());
            INSERT INTO mails (key, recipient, action, subject, message, time, state, attempts)
            VALUES ('k1 {past}', 'a@x.org', 'test_mail', '', '', now() - interval '2 days', 'Sent', 1),
                ('k2 {past}', 'a@x.org', 'test_mail', '', '', now(), 'Failed', 1)
            """
        );
        var growth = (await ReadAllAsync())
            .Select(n => $"{n.Key}{n.Value - before[n.Key]:+0}")
            .Where(n => !n.EndsWith("+0", StringComparison.Ordinal));
        Assert.That(
            growth,
            Is.EquivalentTo([
                "events draft+1",
                "events past+1",
                "events published+1",
                "mails three-days+1",
                "mails seven-days+1",
                "mails thirty-days+1",
                "sessions accepted+1",
                "sessions draft+1",
                "sessions submitted+1",
                "users attendee+1",
                "users verified+1",
                "users unverified+1",
            ])
        );
        await Server.SqlAsync($"UPDATE events SET deleted_at = now() WHERE id IN ({draft}, {past})");
        var after = await ReadAllAsync();
        Assert.That((after["events draft"], after["events published"]), Is.EqualTo((before["events draft"], before["events published"])));
    }

    [Test]
    public async Task Events_are_counted_by_type_and_topic()
    {
        var type = (await Server.Admin.CreateAsync("event-type", new { name = $"Type {TestEvent.EventId}" })).Id();
        (
            await Server.Admin.PatchAsync(
                $"/v1/events/{TestEvent.EventId}",
                JsonApiDocument.Of("event", TestEvent.EventId, null, ("event-type", "event-type", type))
            )
        ).EnsureStatus(HttpStatusCode.OK);
        var counts = (await Server.Admin.GetAsync("/v1/admin/statistics/event-types")).EnsureStatus(HttpStatusCode.OK).Json;
        Assert.That(
            counts.EnumerateArray().Single(c => c.GetProperty("id").GetRawText() == type).GetProperty("count").GetInt32(),
            Is.EqualTo(1)
        );
        (await Server.Admin.GetAsync("/v1/admin/statistics/event-topics")).EnsureStatus(HttpStatusCode.OK);
    }

    private async Task<Dictionary<string, int>> ReadAllAsync()
    {
        Dictionary<string, int> numbers = [];
        foreach (var name in new[] { "events", "mails", "sessions", "users" })
        foreach (
            var attribute in (await Server.Admin.GetAsync($"/v1/admin/statistics/{name}"))
                .EnsureStatus(HttpStatusCode.OK)
                .Data.GetProperty("attributes")
                .EnumerateObject()
        )
            numbers[$"{name} {attribute.Name}"] = attribute.Value.GetInt32();
        return numbers;
    }
}
