using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Ticketing;

namespace OpenEvent.WebApi.Tests.ResourceApi;

/// <summary>A write whose response document is rejected writes nothing: docs/reference/json-api-dialect.md#includes.</summary>
[TestFixture]
public sealed class WriteWithIncludeTests : ServerFixture
{
    public WriteWithIncludeTests()
        : base("--Api:MaxRows=2") { }

    [Test]
    public async Task A_change_with_an_include_of_too_many_rows_is_400_and_not_written()
    {
        var testEvent = await TicketedEvent.CreateAsync(Server, "Before");
        for (var i = 0; i < 3; i++)
            await testEvent.Owner.CreateAsync("faq", new { question = $"Why {i}?", answer = "So." }, ("event", "event", testEvent.EventId));
        var body = JsonApiDocument.Of("event", testEvent.EventId, new { name = "After" });
        var rejected = await testEvent.Owner.PatchAsync($"/v1/events/{testEvent.EventId}?include=faqs", body);
        Assert.That(rejected.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await NameOfAsync(testEvent), Is.EqualTo("Before"));

        // Control: without the rows the same request is written and answered.
        await Server.SqlAsync($"DELETE FROM faqs WHERE id IN (SELECT id FROM faqs WHERE event_id = {testEvent.EventId} LIMIT 1)");
        (await testEvent.Owner.PatchAsync($"/v1/events/{testEvent.EventId}?include=faqs", body)).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await NameOfAsync(testEvent), Is.EqualTo("After"));
    }

    [Test]
    public async Task A_create_with_an_include_of_too_many_rows_is_400_and_not_written()
    {
        var testEvent = await TicketedEvent.CreateAsync(Server);
        for (var i = 0; i < 2; i++)
            await testEvent.Owner.CreateAsync("faq", new { question = $"Why {i}?", answer = "So." }, ("event", "event", testEvent.EventId));
        var body = JsonApiDocument.Of("faq", null, new { question = "One more?", answer = "So." }, ("event", "event", testEvent.EventId));
        var rejected = await testEvent.Owner.PostAsync("/v1/faqs?include=event.faqs", body);
        Assert.That(rejected.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await Server.SqlAsync<long>($"SELECT count(*) FROM faqs WHERE event_id = {testEvent.EventId}"), Is.EqualTo(2));
    }

    private Task<string> NameOfAsync(TicketedEvent testEvent) =>
        Server.SqlAsync<string>($"SELECT name FROM events WHERE id = {testEvent.EventId}");
}
