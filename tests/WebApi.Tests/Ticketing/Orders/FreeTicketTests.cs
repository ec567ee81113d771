using System.Net;
using System.Text.RegularExpressions;
using NUnit.Framework;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>
/// Free orders until the e-mailed PDF, in both flows (docs/reference/orders.md#checkout-flow and docs/reference/orders.md#seed-flow).
/// </summary>
[TestFixture]
public sealed partial class FreeTicketTests() : TicketedEventFixture("Łódź Summit 峰会")
{
    [Test]
    public async Task Completed_checkout_emails_a_scannable_ticket_to_each_attendee()
    {
        var buyer = await Server.RegisterUserAsync();
        var ticket = await TestEvent.CreateTicketAsync(10, "Free seat");
        var order = await TicketedEvent.CheckoutAsync(buyer, ticket, "ann@example.org", "bob@example.org");
        var submitted = (await TicketedEvent.UpdateOrderAsync(buyer, order.Id(), new { status = "pending" })).EnsureStatus(
            HttpStatusCode.OK
        );
        Assert.That(submitted.Attribute("status").GetString(), Is.EqualTo("completed"), "a free order needs no payment");

        await Server.ProcessOutboxAsync();
        var emails = TestEvent.ReadTicketEmails();
        Assert.That(emails[buyer.Email].Count(), Is.EqualTo(1));
        var identifier = submitted.Attribute("identifier").GetString()!;
        foreach (var address in new[] { "ann@example.org", "bob@example.org" })
        {
            var email = emails[address].Single();
            var seat = await Server.SqlAsync<string>(
                $"SELECT identifier FROM attendees WHERE email = '{address}' AND order_id = {order.Id()}"
            );
            var link = Link().Match(email.TextBody!).Value;
            var pdf = await DownloadAsync(link);
            Assert.That(
                ExternalTool.Run("poppler-utils", "pdftotext", "-enc", "UTF-8", pdf, "-"),
                Does.Contain("Łódź Summit 峰会").And.Contain("Free seat").And.Contain("Zoë").And.Contain("मुंबई")
            );
            Assert.That(ReadCodes(pdf), Is.EqualTo<string[]>([$"{identifier}-{seat}"]));
            Assert.That(
                (await buyer.GetAsync($"/v1/orders/{order.Id()}/attendees")).Text,
                Does.Contain(link),
                "the attendee has the link to their ticket"
            );
        }

        Assert.That(
            (await buyer.GetAsync($"/v1/orders/{identifier}")).Attribute("tickets-pdf-url").GetString(),
            Is.EqualTo(Link().Match(emails[buyer.Email].Single().TextBody!).Value)
        );
    }

    [Test]
    public async Task Order_of_existing_attendees_is_pending_until_the_server_completes_it()
    {
        var buyer = await Server.RegisterUserAsync();
        var ticket = await TestEvent.CreateTicketAsync(5);
        var seat = await buyer.CreateAsync(
            "attendee",
            new
            {
                firstname = "Cleo",
                lastname = "Q",
                email = "cleo@example.org",
            },
            ("ticket", "ticket", $"{ticket}"),
            ("event", "event", TestEvent.EventId)
        );
        var order = (
            await buyer.PostAsync(
                "/v1/orders",
                JsonApiDocument.Of(
                    "order",
                    null,
                    new { status = "completed", country = "DE" },
                    ("event", "event", TestEvent.EventId),
                    ("attendees", "attendee", seat.Id())
                )
            )
        ).EnsureStatus(HttpStatusCode.Created);
        Assert.That(order.Attribute("status").GetString(), Is.EqualTo("pending"), "the requested status is ignored");

        await Server.ProcessOutboxAsync();
        Assert.That(await TestEvent.GetStatusAsync(order.Id()), Is.EqualTo("completed"));
        Assert.That(TestEvent.ReadTicketEmails()["cleo@example.org"].Count(), Is.EqualTo(1));
        Assert.That(await TestEvent.GetTakenSeatsAsync(ticket), Is.EqualTo(1));
    }

    [Test]
    public async Task Attendee_belongs_to_one_order_only()
    {
        var buyer = await Server.RegisterUserAsync();
        var seat = await buyer.CreateAsync(
            "attendee",
            new { firstname = "Dan", email = "dan@example.org" },
            ("ticket", "ticket", $"{await TestEvent.CreateTicketAsync(5)}"),
            ("event", "event", TestEvent.EventId)
        );
        var body = JsonApiDocument.Of("order", null, new { }, ("event", "event", TestEvent.EventId), ("attendees", "attendee", seat.Id()));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => buyer.PostAsync("/v1/orders", body.ToJsonString())));
        Assert.That(
            answers.Select(a => a.Status).Order(),
            Is.EqualTo(new[] { HttpStatusCode.Created }.Concat(Enumerable.Repeat(HttpStatusCode.Conflict, 7)))
        );
    }

    [Test]
    public async Task Attendees_of_another_user_cannot_be_ordered()
    {
        var buyer = await Server.RegisterUserAsync();
        var stranger = await Server.RegisterUserAsync();
        var seat = await buyer.CreateAsync(
            "attendee",
            new { firstname = "Eve" },
            ("ticket", "ticket", $"{await TestEvent.CreateTicketAsync(5)}"),
            ("event", "event", TestEvent.EventId)
        );
        var answer = await stranger.PostAsync(
            "/v1/orders",
            JsonApiDocument.Of("order", null, new { }, ("event", "event", TestEvent.EventId), ("attendees", "attendee", seat.Id()))
        );
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Forbidden).Or.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await Server.SqlAsync<long>($"SELECT count(*) FROM orders WHERE user_id = {stranger.UserId}"), Is.Zero);
    }

    [Test]
    public async Task Unverified_user_cannot_order_only_free_tickets()
    {
        var buyer = await Server.RegisterUserAsync(verified: false);
        var answer = await TicketedEvent.OrderTicketsAsync(buyer, await TestEvent.CreateTicketAsync(5), 1);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(answer.Error.GetProperty("source").GetProperty("code").GetString(), Is.EqualTo("unverified-user"));
    }

    [Test]
    public async Task Buyer_cannot_change_a_submitted_order_but_may_send_it_unchanged()
    {
        var buyer = await Server.RegisterUserAsync();
        var order = await TicketedEvent.CheckoutAsync(buyer, await TestEvent.CreateTicketAsync(5), "fay@example.org");
        (await TicketedEvent.UpdateOrderAsync(buyer, order.Id(), new { company = "Firm", status = "pending" })).EnsureStatus(
            HttpStatusCode.OK
        );
        var rejected = await TicketedEvent.UpdateOrderAsync(buyer, order.Id(), new { company = "Other firm" });
        Assert.That((rejected.Status, rejected.Pointer), Is.EqualTo((HttpStatusCode.Forbidden, "/data/attributes/company")));
        (
            await TicketedEvent.UpdateOrderAsync(
                buyer,
                order.Id(),
                new
                {
                    company = "Firm",
                    status = "completed",
                    amount = 0,
                }
            )
        ).EnsureStatus(HttpStatusCode.OK);
    }

    [Test]
    public async Task Unsubmitted_checkout_sends_no_email()
    {
        var buyer = await Server.RegisterUserAsync();
        await TicketedEvent.CheckoutAsync(buyer, await TestEvent.CreateTicketAsync(5), "gus@example.org");
        await Server.ProcessOutboxAsync();
        Assert.That(TestEvent.ReadTicketEmails()["gus@example.org"], Is.Empty);
    }

    private async Task<string> DownloadAsync(string link)
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():n}.pdf");
        await File.WriteAllBytesAsync(file, await Server.Anonymous.Http.GetByteArrayAsync(new Uri(link).PathAndQuery));
        return file;
    }

    private static string[] ReadCodes(string pdf)
    {
        ExternalTool.Run("poppler-utils", "pdftoppm", "-r", "150", "-png", "-singlefile", pdf, pdf);
        return ExternalTool
            .Run("zbar-tools", "zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", pdf + ".png")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex(@"https?://\S+\.pdf")]
    private static partial Regex Link();
}
