using System.Net;
using NUnit.Framework;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>The documents at <c>pdf-url</c> and <c>tickets-pdf-url</c> show what holds now (docs/reference/orders.md#completion).</summary>
[TestFixture]
public sealed class StoredTicketTests : ServerFixture
{
    private TicketedEvent _event = null!;
    private ApiClient _buyer = null!;
    private string _order = "";
    private string _seat = "";
    private string _ticketUrl = "";
    private string _summaryUrl = "";

    [SetUp]
    public async Task IssueAsync()
    {
        _event = await TicketedEvent.CreateAsync(Server);
        _buyer = await Server.RegisterUserAsync();
        var ticket = await _event.CreateTicketAsync(5);
        _order = (await TicketedEvent.CheckoutAsync(_buyer, ticket, "ann@example.org", "bob@example.org")).Id();
        (await TicketedEvent.UpdateOrderAsync(_buyer, _order, new { status = "completed" })).EnsureStatus(HttpStatusCode.OK);
        await Server.ProcessOutboxAsync();
        _seat = (await _buyer.GetAsync($"/v1/orders/{_order}/attendees")).Ids.First();
        _ticketUrl = (await _buyer.GetAsync($"/v1/attendees/{_seat}")).Attribute("pdf-url").GetString()!;
        _summaryUrl = (await _buyer.GetAsync($"/v1/orders/{_order}")).Attribute("tickets-pdf-url").GetString()!;
        Assert.That((await ReadAsync(_ticketUrl), await ReadAsync(_summaryUrl)), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.OK)));
    }

    [Test]
    public async Task Ticket_shows_a_corrected_name_and_the_present_name_of_the_event()
    {
        (
            await Server.Admin.PatchAsync($"/v1/attendees/{_seat}", JsonApiDocument.Of("attendee", _seat, new { firstname = "Corrected" }))
        ).EnsureStatus(HttpStatusCode.OK);
        (
            await _event.Owner.PatchAsync(
                $"/v1/events/{_event.EventId}",
                JsonApiDocument.Of("event", _event.EventId, new { name = "Renamed Meeting" })
            )
        ).EnsureStatus(HttpStatusCode.OK);
        foreach (var url in new[] { _ticketUrl, _summaryUrl })
            Assert.That(await ReadTextAsync(url), Does.Contain("Corrected").And.Contain("Renamed Meeting"));
    }

    [Test]
    public async Task Corrected_name_sends_no_e_mail_again()
    {
        var before = await Server.SqlAsync<long>("SELECT count(*) FROM mails");
        (
            await Server.Admin.PatchAsync($"/v1/attendees/{_seat}", JsonApiDocument.Of("attendee", _seat, new { lastname = "Corrected" }))
        ).EnsureStatus(HttpStatusCode.OK);
        await Server.ProcessOutboxAsync();
        Assert.That(await Server.SqlAsync<long>("SELECT count(*) FROM mails"), Is.EqualTo(before));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Documents_of_a_cancelled_order_are_gone(bool runsOutbox)
    {
        (await TicketedEvent.UpdateOrderAsync(_event.Owner, _order, new { status = "cancelled" })).EnsureStatus(HttpStatusCode.OK);
        if (runsOutbox)
            await Server.ProcessOutboxAsync();
        Assert.That((await ReadAsync(_ticketUrl), await ReadAsync(_summaryUrl)), Is.EqualTo((HttpStatusCode.Gone, HttpStatusCode.Gone)));
    }

    [Test]
    public async Task Documents_of_a_deleted_order_are_gone()
    {
        (
            await Server.Admin.DeleteAsync(
                $"/v1/orders/{_order}",
                JsonApiDocument.Of("order", _order, new { cancel_note = "A mistake" }),
                ("Content-Type", ApiClient.JsonApi)
            )
        ).EnsureStatus(HttpStatusCode.OK);
        await Server.ProcessOutboxAsync();
        Assert.That((await ReadAsync(_ticketUrl), await ReadAsync(_summaryUrl)), Is.EqualTo((HttpStatusCode.Gone, HttpStatusCode.Gone)));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Ticket_of_a_deleted_attendee_is_gone_and_the_summary_is_without_them(bool runsOutbox)
    {
        (await _event.Owner.DeleteAsync($"/v1/attendees/{_seat}")).EnsureStatus(HttpStatusCode.OK);
        if (runsOutbox)
            await Server.ProcessOutboxAsync();
        Assert.That((await ReadAsync(_ticketUrl), await ReadAsync(_summaryUrl)), Is.EqualTo((HttpStatusCode.Gone, HttpStatusCode.OK)));
        var identifier = await Server.SqlAsync<string>($"SELECT identifier FROM attendees WHERE id = {_seat}");
        Assert.That(await ReadTextAsync(_summaryUrl), Does.Not.Contain(identifier));
    }

    private async Task<HttpStatusCode> ReadAsync(string url) => (await Server.Anonymous.GetAsync(new Uri(url).PathAndQuery)).Status;

    private async Task<string> ReadTextAsync(string url)
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():n}.pdf");
        await File.WriteAllBytesAsync(
            file,
            (await Server.Anonymous.GetAsync(new Uri(url).PathAndQuery)).EnsureStatus(HttpStatusCode.OK).Bytes
        );
        return ExternalTool.Run("poppler-utils", "pdftotext", "-enc", "UTF-8", file, "-");
    }
}
