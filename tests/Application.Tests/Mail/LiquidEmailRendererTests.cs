using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Notifications;
using OpenEvent.Application.Program;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Program;
using OpenEvent.Infrastructure.Mail;

namespace OpenEvent.Application.Tests.Mail;

public sealed partial class LiquidEmailRendererTests
{
    private static readonly LiquidEmailRenderer Renderer = new("Our Site");

    private static readonly EventDetails Summit = new(
        "Summit & <Friends>",
        new DateTimeOffset(2026, 5, 23, 7, 0, 0, TimeSpan.Zero),
        new DateTimeOffset(2026, 5, 23, 15, 0, 0, TimeSpan.Zero),
        "Europe/Berlin",
        "Hall 4"
    );

    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly InvoiceDetails Invoice = new(
        "Ada",
        "Summit",
        "202611U-000042",
        "EUR 50.00",
        "1 December 2026",
        "https://x.org/i.pdf",
        "https://x.org/pay",
        IsCredit: false
    );

    private static readonly string[] ExpectedInvoiceTexts =
    [
        "Ada",
        "Summit",
        "202611U-000042",
        "EUR 50.00",
        "1 December 2026",
        "https://x.org/i.pdf",
        "https://x.org/pay",
    ];

    private static readonly TicketSale[] Sales =
    [
        new("VIP", new DateTimeOffset(2026, 5, 22, 22, 30, 0, TimeSpan.Zero), "Europe/Berlin"),
        new("Standing", Now, "Europe/Berlin"),
    ];

    private static readonly string[] ExpectedSalesTexts =
    [
        "Olga",
        "Summit",
        "VIP",
        "Sat, 23 May 2026, 00:30",
        "Standing",
        "Fri, 1 May 2026, 14:00",
        "Europe/Berlin",
        "https://x.org/e",
    ];

    /// <summary>Each e-mail kind, with its subject and the texts that must be in both the plain text and the HTML.</summary>
    private static readonly (EmailMessage Message, string Subject, string[] ExpectedTexts)[] All =
    [
        (
            new TicketPurchased(
                Summit,
                "Ada",
                "a1b2",
                ["2 × Early Bird", "1 × VIP"],
                "EUR 75.00",
                "https://x.org/orders/a1b2",
                "https://x.org/a1b2.pdf"
            ),
            "Your tickets for Summit & <Friends>",
            [
                "Ada",
                "a1b2",
                "2 × Early Bird",
                "1 × VIP",
                "EUR 75.00",
                "https://x.org/orders/a1b2",
                "https://x.org/a1b2.pdf",
                "Sat, 23 May 2026, 09:00 – 17:00",
                "Europe/Berlin (UTC+02:00)",
                "Hall 4",
            ]
        ),
        (
            new TicketPurchasedAttendee(Summit, "Bob", [new TicketLink("VIP", "https://x.org/7.pdf")], "a1b2"),
            "Your ticket for Summit & <Friends>",
            ["Bob", "VIP", "a1b2", "https://x.org/7.pdf", "Sat, 23 May 2026, 09:00 – 17:00", "Hall 4"]
        ),
        (
            new TicketPurchasedOrganizer(Summit, "Olga", "Ada", "a1b2", ["2 × Early Bird"], "EUR 75.00", "https://x.org/orders/a1b2"),
            "New order for Summit & <Friends>",
            ["Olga", "Ada", "a1b2", "2 × Early Bird", "EUR 75.00", "https://x.org/orders/a1b2"]
        ),
        (
            new TicketCancelled(Summit, "Ada", "a1b2", "Storm warning", RefundStarted: true),
            "Your order for Summit & <Friends> was cancelled",
            ["Ada", "a1b2", "Storm warning", "on its way back"]
        ),
        (
            new UserConfirmation("https://x.org/verify?token=1"),
            "Please confirm your mail address",
            ["Our Site", "https://x.org/verify?token=1"]
        ),
        (
            new PasswordReset("https://x.org/reset?token=1", "1 hour"),
            "Set a new password",
            ["Our Site", "https://x.org/reset?token=1", "1 hour"]
        ),
        (new PasswordChange("Ada"), "Your password was changed", ["Ada", "Our Site"]),
        (new UserChangeEmail("old@x.org", "new@x.org"), "Your mail address was changed", ["old@x.org", "new@x.org", "Our Site"]),
        (
            new EventRole("Summit", "organizer", "Ada", "https://x.org/invite?token=1"),
            "You are invited to Summit as organizer",
            ["Ada", "Summit", "organizer", "https://x.org/invite?token=1"]
        ),
        (new TicketSalesEnd("Olga", "Summit", Sales, "https://x.org/e"), "Ticket sales have ended for Summit", ExpectedSalesTexts),
        (
            new TicketSalesEndTomorrow("Olga", "Summit", Sales, "https://x.org/e"),
            "Ticket sales end tomorrow for Summit",
            ExpectedSalesTexts
        ),
        (
            new TicketSalesEndNextWeek("Olga", "Summit", Sales, "https://x.org/e"),
            "Ticket sales end in a week for Summit",
            ExpectedSalesTexts
        ),
        (new AfterEvent("Olga", "Summit", "https://x.org/e"), "Summit is over", ["Olga", "Summit", "https://x.org/e"]),
        (
            new AfterEventSpeaker("Sam", "Summit", "https://x.org/e"),
            "Thank you for speaking at Summit",
            ["Sam", "Summit", "https://x.org/e"]
        ),
        (
            new ContactOrganizers("Summit", "Ada", "ada@x.org", "Is there\nparking?", "https://x.org/e", IsCopy: false),
            "A question about Summit from Ada",
            ["Ada", "Summit", "Is there\nparking?", "ada@x.org", "https://x.org/e"]
        ),
        (new UserRegistration("Ada", "https://x.org/"), "Welcome to Our Site", ["Ada", "Our Site", "https://x.org/"]),
        (new TestMail(), "Test mail from Our Site", ["Our Site"]),
        (
            new NewSession("Olga", "Summit", "Gears & <Cogs>", "Ada", "https://x.org/sessions"),
            "New session for Summit: Gears & <Cogs>",
            ["Olga", "Summit", "Gears & <Cogs>", "Ada", "https://x.org/sessions"]
        ),
        (
            new SessionStateChange("Ada", "Summit", "Gears & <Cogs>", "accepted", "https://x.org/my-sessions"),
            "Summit would like to have \"Gears & <Cogs>\"",
            ["Ada", "Summit", "Gears & <Cogs>", "was selected", "https://x.org/my-sessions"]
        ),
        (new MonthlyPayment(Invoice), "Invoice 202611U-000042 for Summit", ExpectedInvoiceTexts),
        (new MonthlyPaymentFollowUp(Invoice), "Reminder: invoice 202611U-000042 for Summit", ExpectedInvoiceTexts),
        (new MonthlyPaymentPreDue(Invoice), "Invoice 202611U-000042 for Summit is due soon", ExpectedInvoiceTexts),
        (new MonthlyPaymentPostDue(Invoice), "Invoice 202611U-000042 for Summit is overdue", ExpectedInvoiceTexts),
    ];

    private static IEnumerable<TestCaseData> Cases() =>
        All.Select(sample =>
            new TestCaseData(sample.Message, sample.Subject, sample.ExpectedTexts).SetArgDisplayNames(sample.Message.GetType().Name)
        );

    [TestCaseSource(nameof(Cases))]
    public void Email_contains_the_expected_texts_in_text_and_html(EmailMessage message, string subject, string[] expected)
    {
        var rendered = Renderer.Render(message, Now);
        Assert.That(rendered.Subject, Is.EqualTo(subject));
        Assert.That(rendered.Html, Does.StartWith("<!doctype html>").And.Contain("Our Site"));
        foreach (var part in expected)
        {
            Assert.That(rendered.Text, Does.Contain(part));
            Assert.That(WebUtility.HtmlDecode(rendered.Html), Does.Contain(part));
        }
    }

    [Test]
    public void Every_email_kind_is_covered_here()
    {
        var kinds = typeof(EmailMessage).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(EmailMessage)));
        Assert.That(All.Select(sample => sample.Message.GetType()), Is.EquivalentTo(kinds));
    }

    [Test]
    public void Each_session_state_has_its_own_text_and_the_same_in_html()
    {
        var emails = Enum.GetNames<SessionState>()
            .Select(state =>
                Renderer.Render(new SessionStateChange("Ada", "Summit", "Gears", state.ToLowerInvariant(), "https://x.org"), Now)
            )
            .ToList();
        Assert.That(emails.Select(email => email.Subject), Is.Unique.And.All.Contains("\"Gears\"").And.All.Contains("Summit"));
        Assert.That(emails.Select(email => email.Text), Is.Unique.And.All.Contains("Gears").And.All.Contains("Summit"));
        foreach (var content in emails)
        {
            var lines = content.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.That(lines, Has.Length.EqualTo(3), "greeting, new state, link");
            Assert.That(content.Text, Does.StartWith("Hello Ada,\n\n").And.Contain("\n\nYour sessions: https://x.org"));
            Assert.That(Tag().Replace(content.Html, ""), Does.Contain(lines[1].Replace("\"Gears\"", "Gears", StringComparison.Ordinal)));
        }
    }

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();

    [Test]
    public void User_input_is_encoded_in_html_and_unchanged_in_text()
    {
        var rendered = Renderer.Render(
            new TicketPurchasedAttendee(
                Summit,
                "<script>alert(1)</script>",
                [new TicketLink("{{ site_name }}", "https://x.org/?a=1&b=2")],
                "\"><img src=x>"
            ),
            Now
        );
        Assert.That(
            rendered.Html,
            Does.Not.Contain("<script").And.Not.Contain("<img").And.Contain("Summit &amp; &lt;Friends&gt;").And.Contain("{{ site_name }}")
        );
        Assert.That(rendered.Html, Does.Contain("href=\"https://x.org/?a=1&amp;b=2\""));
        Assert.That(
            rendered.Text,
            Does.Contain("<script>alert(1)</script>").And.Contain("Summit & <Friends>").And.Contain("{{ site_name }}")
        );
    }

    [Test]
    public void Ticket_emails_have_a_calendar_attachment()
    {
        foreach (var message in (EmailMessage[])[All[0].Message, All[1].Message])
        {
            var file = Renderer.Render(message, Now).Attachments.Single();
            Assert.That(file.ContentType, Does.StartWith("text/calendar"));
            var calendarEvent = Ical.Net.Calendar.Load(Encoding.UTF8.GetString(file.Content.Span))!.Events.Single();
            Assert.That(
                (calendarEvent.Summary, calendarEvent.Location, calendarEvent.Uid),
                Is.EqualTo(("Summit & <Friends>", "Hall 4", "a1b2"))
            );
            Assert.That(
                (calendarEvent.Start!.AsUtc, calendarEvent.End!.AsUtc, calendarEvent.DtStamp!.AsUtc),
                Is.EqualTo((Summit.StartsAt.UtcDateTime, Summit.EndsAt!.Value.UtcDateTime, Now.UtcDateTime))
            );
        }

        Assert.That(Renderer.Render(new PasswordChange("Ada"), Now).Attachments, Is.Empty);
    }

    [Test]
    public void A_template_shows_its_placeholders() =>
        Assert.That(
            Renderer.GetTemplate(typeof(AfterEvent)),
            Is.EqualTo(
                (
                    "{{ event_name }} is over",
                    """
                    Hello {{ name | default: "there" }},

                    {{ event_name }} has ended. We hope that it went well.

                    See who came and what was sold: {{ event_url }}
                    """
                )
            )
        );

    [Test]
    public void Missing_name_note_and_place_have_default_texts()
    {
        var cancelled = Renderer.Render(new TicketCancelled(Summit, "", "a1b2", null, RefundStarted: false), Now).Text;
        Assert.That(cancelled, Does.StartWith("Hello there,").And.Not.Contain("wrote").And.Not.Contain("paid"));
        Assert.That(
            Renderer
                .Render(
                    new TicketPurchasedAttendee(Summit with { Place = null }, "Bob", [new TicketLink("VIP", "https://x.org")], "a1"),
                    Now
                )
                .Text,
            Does.Contain("Online")
        );
        Assert.That(
            Renderer.Render(new NewSession("", "Summit", "Gears", null, "https://x.org"), Now).Text,
            Does.StartWith("Hello there,").And.Contain("A user has submitted")
        );
        Assert.That(
            Renderer.Render(new EventRole("Summit", "owner", null, "https://x.org"), Now).Text,
            Does.StartWith("You are invited to join")
        );
    }
}
