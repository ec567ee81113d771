using System.Net;
using NUnit.Framework;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Platform;

namespace OpenEvent.WebApi.Tests.Ticketing;

/// <summary>Badges as PDF (docs/print-badges.md).</summary>
public sealed class BadgePdfTests() : TicketedEventFixture("Badge Day")
{
    private readonly List<string> _attendees = [];
    private string _code = "";

    [OneTimeSetUp]
    public async Task SellTicketsAsync()
    {
        var ticket = await TestEvent.CreateTicketAsync(10, name: "Guest");
        await Server.SqlAsync($"UPDATE tickets SET badge_id = 'main' WHERE id = {ticket}");
        (
            await TestEvent.Owner.CreateAsync(
                "badge-form",
                new
                {
                    badge_id = "main",
                    badge_size = "4x3",
                    badge_orientation = "Landscape",
                    badge_color = "#eef",
                    badge_fields = new object[]
                    {
                        new
                        {
                            field_identifier = "firstname",
                            custom_field = "First Name",
                            font_size = 30,
                            text_type = "uppercase",
                        },
                        new
                        {
                            field_identifier = "job-title",
                            custom_field = "Job",
                            font_weight = new[] { new { font_weight = "bold" } },
                        },
                        new
                        {
                            field_identifier = "QR",
                            custom_field = "QR",
                            margin_top = 5,
                        },
                        new { sample_text = "Welcome" },
                    },
                },
                ("event", "event", TestEvent.EventId)
            )
        ).EnsureStatus(HttpStatusCode.Created);
        var buyer = await Server.RegisterUserAsync();
        var order = await TicketedEvent.CheckoutAsync(buyer, ticket, "ada@example.org", "grace@example.org");
        (await TicketedEvent.UpdateOrderAsync(buyer, order.Id(), new { status = "completed", payment_mode = "free" })).EnsureStatus(
            HttpStatusCode.OK
        );
        foreach (var name in new[] { "ada", "grace" })
        {
            await Server.SqlAsync($"UPDATE attendees SET firstname = '{name}', job_title = 'Pioneer' WHERE email = '{name}@example.org'");
            _attendees.Add((await Server.SqlAsync<long>($"SELECT id FROM attendees WHERE email = '{name}@example.org'")).ToString());
        }

        _code = await Server.SqlAsync<string>(
            $"SELECT o.identifier || '-' || a.identifier FROM attendees a JOIN orders o ON o.id = a.order_id WHERE a.id = {_attendees[0]}"
        );
    }

    [Test]
    public async Task The_team_prints_a_badge_whose_code_the_entrance_reads()
    {
        var pdf = await Server.ExportAsync(
            TestEvent.Owner,
            HttpMethod.Get,
            $"/v1/badge-forms/print-badge-pdf?attendee_id={_attendees[0]}&list_field_show=%27firstname%2C%20name%27"
        );
        var (text, codes) = Read(pdf);
        Assert.That(text, Does.Contain("ADA").And.Not.Contain("Pioneer"));
        Assert.That(codes, Is.EqualTo([_code]));
        Assert.That(
            await Server.SqlAsync<bool>(
                $"SELECT is_badge_printed AND badge_printed_at IS NOT NULL FROM attendees WHERE id = {_attendees[0]}"
            )
        );
    }

    [Test]
    public async Task The_export_has_a_page_for_each_sold_ticket_with_a_form()
    {
        var (text, codes) = Read(
            await Server.ExportAsync(TestEvent.Owner, HttpMethod.Get, $"/v1/events/{TestEvent.EventId}/export/badges/pdf")
        );
        Assert.That(text, Does.Contain("ADA").And.Contain("GRACE").And.Contain("Pioneer").And.Contain("Welcome"));
        Assert.That(codes, Has.Length.EqualTo(2).And.Contain(_code));
    }

    [Test]
    public async Task A_badge_and_an_export_need_the_role_when_they_run_too()
    {
        var member = await Server.RegisterUserAsync();
        await Server.SqlAsync(
            $"INSERT INTO users_events_roles (user_id, event_id, role_id) SELECT {member.UserId}, {TestEvent.EventId}, id FROM roles "
                + "WHERE name = 'organizer'"
        );
        var urls = new[]
        {
            $"/v1/badge-forms/print-badge-pdf?attendee_id={_attendees[1]}",
            $"/v1/events/{TestEvent.EventId}/export/attendees/csv",
        };
        var tasks = new List<string>();
        foreach (var url in urls)
            tasks.Add(await member.StartAsync(HttpMethod.Get, url));
        await Server.SqlAsync($"DELETE FROM users_events_roles WHERE user_id = {member.UserId}");
        await Server.ProcessOutboxAsync("task");
        foreach (var task in tasks)
            Assert.That((await member.GetTaskAsync(task)).State, Is.EqualTo("FAILURE"));
        Assert.That(
            await Server.SqlAsync<bool>($"SELECT coalesce(is_badge_printed, false) FROM attendees WHERE id = {_attendees[1]}"),
            Is.False
        );
    }

    [Test]
    public async Task Only_the_team_prints()
    {
        var stranger = await Server.RegisterUserAsync();
        var url = $"/v1/badge-forms/print-badge-pdf?attendee_id={_attendees[0]}";
        Assert.That((await stranger.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await Server.Anonymous.GetAsync(url)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        var wrong = await TestEvent.Owner.GetAsync("/v1/badge-forms/print-badge-pdf?attendee_id=x");
        Assert.That(wrong.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        var other = await TestEvent.CreateTicketAsync(1, name: "Without form");
        var buyer = await Server.RegisterUserAsync();
        await TicketedEvent.CheckoutAsync(buyer, other, "bob@example.org");
        var without = await Server.SqlAsync<long>("SELECT id FROM attendees WHERE email = 'bob@example.org'");
        var missing = await TestEvent.Owner.GetAsync($"/v1/badge-forms/print-badge-pdf?attendee_id={without}");
        Assert.That(missing.Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_preview_shows_the_sample_texts_of_a_form_in_the_words_of_the_web_frontend()
    {
        var form = new
        {
            badgeID = "x",
            badgeSize = "A6",
            badgeImageURL = "http://127.0.0.1/secret.png",
            badgeFields = new object[]
            {
                new
                {
                    customField = "First Name",
                    sampleText = "Barack",
                    fontSize = 20,
                },
                new { custom_field = "QR" },
            },
        };
        var pdf = await (await Server.RegisterUserAsync()).PostAsync(
            "/v1/badge-forms/preview-badge-pdf",
            new { badgeForms = new[] { form } }
        );
        var (text, codes) = Read(pdf.EnsureStatus(HttpStatusCode.OK));
        Assert.That(text, Does.Contain("Barack"));
        Assert.That(codes, Has.Exactly(1).Items);
    }

    [Test]
    public async Task A_wrong_preview_is_rejected_at_its_place()
    {
        foreach (
            var (forms, pointer) in new (object, string)[]
            {
                (1, "/badgeForms"),
                (new[] { new { badgeFields = 1 } }, "/badgeForms/badgeFields"),
                (new[] { new { badgeFields = new[] { new { fontSize = "big" } } } }, "/badgeForms/badgeFields/0/fontSize"),
            }
        )
        {
            var rejected = await TestEvent.Owner.PostAsync("/v1/badge-forms/preview-badge-pdf", new { badgeForms = forms });
            Assert.That((rejected.Status, rejected.Pointer), Is.EqualTo((HttpStatusCode.UnprocessableEntity, pointer)));
        }
    }

    private static (string Text, string[] Codes) Read(ApiResponse pdf)
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"badge-{TestContext.CurrentContext.Test.ID}");
        File.WriteAllBytes(file + ".pdf", pdf.Bytes);
        ExternalTool.Run("qpdf", "qpdf", "--check", file + ".pdf");
        ExternalTool.Run("poppler-utils", "pdftoppm", "-r", "150", "-png", file + ".pdf", file);
        var pages = Directory.GetFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + "-*.png");
        var codes = pages.SelectMany(page => ExternalTool.Run("zbar-tools", "zbarimg", "--quiet", "--raw", page).Split('\n'));
        return (
            ExternalTool.Run("poppler-utils", "pdftotext", "-enc", "UTF-8", file + ".pdf", "-"),
            [.. codes.Where(code => code.Length > 0)]
        );
    }
}
