using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Notifications;
using OpenEvent.Application.Program;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Program;
using OpenEvent.Infrastructure.Mail;

namespace OpenEvent.Application.Tests.Mail;

public sealed partial class LiquidEmailRendererTests
{
    private static readonly LiquidEmailRenderer Renderer = new("Our Site");

    private static IEnumerable<TestCaseData> Cases() =>
        EmailSamples.All.Select(sample =>
            new TestCaseData(sample.Message, sample.Subject, sample.ExpectedTexts).SetArgDisplayNames(sample.Message.GetType().Name)
        );

    [TestCaseSource(nameof(Cases))]
    public void Email_contains_the_expected_texts_in_text_and_html(EmailMessage message, string subject, string[] expected)
    {
        var rendered = Renderer.Render(message, EmailSamples.Now);
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
        Assert.That(EmailSamples.All.Select(sample => sample.Message.GetType()).Distinct(), Is.EquivalentTo(kinds));
    }

    [Test]
    public void Each_session_state_has_its_own_text_and_the_same_in_html()
    {
        var emails = Enum.GetNames<SessionState>()
            .Select(state =>
                Renderer.Render(
                    new SessionStateChange("Ada", "Summit", "Gears", state.ToLowerInvariant(), "https://x.org"),
                    EmailSamples.Now
                )
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
                EmailSamples.Summit,
                "<script>alert(1)</script>",
                [new TicketLink("{{ site_name }}", "https://x.org/?a=1&b=2")],
                "\"><img src=x>"
            ),
            EmailSamples.Now
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
        foreach (var message in EmailSamples.All.Select(s => s.Message).Where(m => m is TicketPurchased or TicketPurchasedAttendee))
        {
            var file = Renderer.Render(message, EmailSamples.Now).Attachments.Single();
            Assert.That(file.ContentType, Does.StartWith("text/calendar"));
            var calendarEvent = Ical.Net.Calendar.Load(Encoding.UTF8.GetString(file.Content.Span))!.Events.Single();
            Assert.That(
                (calendarEvent.Summary, calendarEvent.Location, calendarEvent.Uid),
                Is.EqualTo(("Summit & <Friends>", "Hall 4", "a1b2"))
            );
            Assert.That(
                (calendarEvent.Start!.AsUtc, calendarEvent.End!.AsUtc, calendarEvent.DtStamp!.AsUtc),
                Is.EqualTo(
                    (EmailSamples.Summit.StartsAt.UtcDateTime, EmailSamples.Summit.EndsAt!.Value.UtcDateTime, EmailSamples.Now.UtcDateTime)
                )
            );
        }

        Assert.That(Renderer.Render(new PasswordChange("Ada"), EmailSamples.Now).Attachments, Is.Empty);
    }

    [TestCase("Hall 4", true, "Hall 4 and online", "Hall 4")]
    [TestCase("Hall 4", false, "Hall 4", "Hall 4")]
    [TestCase(null, true, "Online", "Online")]
    [TestCase("", false, "To be announced", null)]
    public void Ticket_emails_and_calendar_files_say_where_the_event_takes_place(string? place, bool online, string where, string? location)
    {
        var summit = EmailSamples.Summit with { Place = place, IsOnline = online };
        foreach (
            var message in new EmailMessage[]
            {
                new TicketPurchasedAttendee(summit, "Bob", [], "a1b2"),
                new TicketPurchased(summit, "Ada", "a1b2", [], "Free", "https://x.org", "https://x.org"),
            }
        )
        {
            var email = Renderer.Render(message, EmailSamples.Now);
            Assert.That(email.Text.Split('\n'), Does.Contain(where));
            Assert.That(email.Html, Does.Contain($">{where}</p>").Or.Contain($"<br>{where}</p>"));
            var file = Encoding.UTF8.GetString(email.Attachments.Single().Content.Span);
            Assert.That(Ical.Net.Calendar.Load(file)!.Events.Single().Location, Is.EqualTo(location));
        }
    }

    [Test]
    public void Emails_about_an_unpaid_order_say_how_to_pay_and_the_buyers_has_the_details()
    {
        var payment = new PaymentNote("To be paid by bank transfer", "Summit eV <x>\nDE02 1203");
        var buyer = Renderer.Render(
            new TicketPurchased(EmailSamples.Summit, "Ada", "a1b2", [], "EUR 75.00", "https://x.org", "https://x.org", payment),
            EmailSamples.Now
        );
        Assert.That(buyer.Text, Does.Contain("Total: EUR 75.00\nTo be paid by bank transfer\nSummit eV <x>\nDE02 1203\n"));
        Assert.That(buyer.Html, Does.Contain("To be paid by bank transfer").And.Contain("Summit eV &lt;x&gt;&#xA;DE02 1203"));
        var free = Renderer.Render(
            new TicketPurchased(EmailSamples.Summit, "Ada", "a1b2", [], "Free", "https://x.org", "https://x.org"),
            EmailSamples.Now
        );
        Assert.That(free.Text + free.Html, Does.Not.Contain("paid"));
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
        var cancelled = Renderer
            .Render(new TicketCancelled(EmailSamples.Summit, "", "a1b2", null, RefundStarted: false), EmailSamples.Now)
            .Text;
        Assert.That(cancelled, Does.StartWith("Hello there,").And.Not.Contain("wrote").And.Not.Contain("paid"));
        Assert.That(
            Renderer
                .Render(
                    new TicketPurchasedAttendee(
                        EmailSamples.Summit with
                        {
                            Place = null,
                            IsOnline = true,
                        },
                        "Bob",
                        [new TicketLink("VIP", "https://x.org")],
                        "a1"
                    ),
                    EmailSamples.Now
                )
                .Text,
            Does.Contain("Online")
        );
        Assert.That(
            Renderer.Render(new NewSession("", "Summit", "Gears", null, "https://x.org"), EmailSamples.Now).Text,
            Does.StartWith("Hello there,").And.Contain("A user has submitted")
        );
        Assert.That(
            Renderer.Render(new EventRole("Summit", "owner", null, "https://x.org"), EmailSamples.Now).Text,
            Does.StartWith("You are invited to join")
        );
    }
}
