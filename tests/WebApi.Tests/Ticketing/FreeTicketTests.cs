using System.Net;
using System.Text.RegularExpressions;
using NUnit.Framework;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>The first ticket: both flows of <c>spec/mission.md</c> S2 for free orders, to the PDF in the post (S3).</summary>
[TestFixture]
public sealed partial class FreeTicketTests() : BoxOfficeFixture("Łódź Summit 峰会")
{
    [Test]
    public async Task A_checkout_ends_with_a_scannable_ticket_in_each_attendees_post()
    {
        var buyer = await Server.SomebodyAsync();
        var ticket = await Office.TicketAsync(10, "Free seat");
        var order = await BoxOffice.CheckoutAsync(buyer, ticket, "ann@example.org", "bob@example.org");
        var submitted = (await BoxOffice.SetAsync(buyer, order.Id(), new { status = "pending" })).Must(HttpStatusCode.OK);
        Assert.That(submitted.Attribute("status").GetString(), Is.EqualTo("completed"), "nothing is to be paid");

        await Server.WorkOffAsync();
        var post = Office.Post();
        Assert.That(post[buyer.Email].Count(), Is.EqualTo(1));
        var identifier = submitted.Attribute("identifier").GetString()!;
        foreach (var address in new[] { "ann@example.org", "bob@example.org" })
        {
            var letter = post[address].Single();
            var seat = await Server.SqlAsync<string>(
                $"SELECT identifier FROM attendees WHERE email = '{address}' AND order_id = {order.Id()}"
            );
            var link = Link().Match(letter.TextBody!).Value;
            var pdf = await Download(link);
            Assert.That(
                ExternalTool.Run("poppler-utils", "pdftotext", "-enc", "UTF-8", pdf, "-"),
                Does.Contain("Łódź Summit 峰会").And.Contain("Free seat").And.Contain("Zoë").And.Contain("मुंबई")
            );
            Assert.That(Codes(pdf), Is.EqualTo<string[]>([$"{identifier}-{seat}"]));
            Assert.That(
                (await buyer.GetAsync($"/v1/orders/{order.Id()}/attendees")).Text,
                Does.Contain(link),
                "the attendee knows where his ticket is"
            );
        }

        Assert.That(
            (await buyer.GetAsync($"/v1/orders/{identifier}")).Attribute("tickets-pdf-url").GetString(),
            Is.EqualTo(Link().Match(post[buyer.Email].Single().TextBody!).Value)
        );
    }

    [Test]
    public async Task Attendees_first_then_their_order_which_is_pending_until_the_server_completes_it()
    {
        var buyer = await Server.SomebodyAsync();
        var ticket = await Office.TicketAsync(5);
        var seat = await buyer.CreateAsync(
            "attendee",
            new
            {
                firstname = "Cleo",
                lastname = "Q",
                email = "cleo@example.org",
            },
            ("ticket", "ticket", $"{ticket}"),
            ("event", "event", Office.EventId)
        );
        var order = (
            await buyer.PostAsync(
                "/v1/orders",
                Document.Of(
                    "order",
                    null,
                    new { status = "completed", country = "DE" },
                    ("event", "event", Office.EventId),
                    ("attendees", "attendee", seat.Id())
                )
            )
        ).Must(HttpStatusCode.Created);
        Assert.That(order.Attribute("status").GetString(), Is.EqualTo("pending"), "the status given is ignored");

        await Server.WorkOffAsync();
        Assert.That(await Office.StatusAsync(order.Id()), Is.EqualTo("completed"));
        Assert.That(Office.Post()["cleo@example.org"].Count(), Is.EqualTo(1));
        Assert.That(await Office.TakenAsync(ticket), Is.EqualTo(1));
    }

    [Test]
    public async Task An_attendee_is_in_one_order_only()
    {
        var buyer = await Server.SomebodyAsync();
        var seat = await buyer.CreateAsync(
            "attendee",
            new { firstname = "Dan", email = "dan@example.org" },
            ("ticket", "ticket", $"{await Office.TicketAsync(5)}"),
            ("event", "event", Office.EventId)
        );
        var body = Document.Of("order", null, new { }, ("event", "event", Office.EventId), ("attendees", "attendee", seat.Id()));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => buyer.PostAsync("/v1/orders", body.ToJsonString())));
        Assert.That(
            answers.Select(a => a.Status).Order(),
            Is.EqualTo(new[] { HttpStatusCode.Created }.Concat(Enumerable.Repeat(HttpStatusCode.Conflict, 7)))
        );
    }

    [Test]
    public async Task Attendees_of_somebody_else_are_not_to_be_ordered()
    {
        var (buyer, stranger) = (await Server.SomebodyAsync(), await Server.SomebodyAsync());
        var seat = await buyer.CreateAsync(
            "attendee",
            new { firstname = "Eve" },
            ("ticket", "ticket", $"{await Office.TicketAsync(5)}"),
            ("event", "event", Office.EventId)
        );
        var answer = await stranger.PostAsync(
            "/v1/orders",
            Document.Of("order", null, new { }, ("event", "event", Office.EventId), ("attendees", "attendee", seat.Id()))
        );
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Forbidden).Or.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await Server.SqlAsync<long>($"SELECT count(*) FROM orders WHERE user_id = {stranger.UserId}"), Is.Zero);
    }

    [Test]
    public async Task Who_is_not_verified_gets_no_order_of_free_tickets_only()
    {
        var buyer = await Server.SomebodyAsync(verified: false);
        var answer = await BoxOffice.OrderAsync(buyer, await Office.TicketAsync(5), 1);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(answer.Error.GetProperty("source").GetProperty("code").GetString(), Is.EqualTo("unverified-user"));
    }

    [Test]
    public async Task Once_submitted_the_buyer_changes_nothing_and_sending_it_all_back_unchanged_is_fine()
    {
        var buyer = await Server.SomebodyAsync();
        var order = await BoxOffice.CheckoutAsync(buyer, await Office.TicketAsync(5), "fay@example.org");
        (await BoxOffice.SetAsync(buyer, order.Id(), new { company = "Firm", status = "pending" })).Must(HttpStatusCode.OK);
        var refused = await BoxOffice.SetAsync(buyer, order.Id(), new { company = "Other firm" });
        Assert.That((refused.Status, refused.Pointer), Is.EqualTo((HttpStatusCode.Forbidden, "/data/attributes/company")));
        (
            await BoxOffice.SetAsync(
                buyer,
                order.Id(),
                new
                {
                    company = "Firm",
                    status = "completed",
                    amount = 0,
                }
            )
        ).Must(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_checkout_that_is_not_submitted_mails_nobody()
    {
        var buyer = await Server.SomebodyAsync();
        await BoxOffice.CheckoutAsync(buyer, await Office.TicketAsync(5), "gus@example.org");
        await Server.WorkOffAsync();
        Assert.That(Office.Post()["gus@example.org"], Is.Empty);
    }

    private async Task<string> Download(string link)
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():n}.pdf");
        await File.WriteAllBytesAsync(file, await Server.Anonymous.Http.GetByteArrayAsync(new Uri(link).PathAndQuery));
        return file;
    }

    private static string[] Codes(string pdf)
    {
        ExternalTool.Run("poppler-utils", "pdftoppm", "-r", "150", "-png", "-singlefile", pdf, pdf);
        return ExternalTool
            .Run("zbar-tools", "zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", pdf + ".png")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex(@"https?://\S+\.pdf")]
    private static partial Regex Link();
}
