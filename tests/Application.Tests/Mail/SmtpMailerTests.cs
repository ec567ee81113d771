using System.Net;
using System.Net.Sockets;
using MimeKit;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Application.Tests.Lab;
using OpenEvent.Infrastructure.Mail;
using OpenEvent.Testing;

namespace OpenEvent.Application.Tests.Mail;

[Parallelizable(ParallelScope.All)]
public sealed class SmtpMailerTests
{
    private SmtpTestServer _peer = null!;

    [OneTimeSetUp]
    public void StartServer() => _peer = SmtpTestServer.Start();

    [OneTimeTearDown]
    public void StopServer() => _peer.Dispose();

    private static RenderedEmail CreateEmail(
        string to = "ada@example.org",
        string key = "order-1/buyer",
        string subject = "Your tickets – Ελληνικά 🎉"
    ) =>
        new(
            key,
            to,
            subject,
            "<p>Hello <b>Ada</b></p>",
            "Hello Ada",
            [new EmailAttachment("ticket.pdf", "application/pdf", "%PDF-1.7"u8.ToArray())]
        );

    private static SmtpMailer CreateMailer(int port, Func<MailSettings, MailSettings>? with = null)
    {
        var settings = new MailSettings
        {
            Host = "127.0.0.1",
            Port = port,
            Security = MailSecurity.None,
            From = "Open Event <tickets@example.org>",
        };
        return new SmtpMailer(with is null ? settings : with(settings), TimeProvider.System);
    }

    [Test]
    public async Task An_email_arrives_with_both_parts_and_its_attachment()
    {
        using var smtp = SmtpTestServer.Start();
        await CreateMailer(smtp.Port).SendAsync(CreateEmail(), CancellationToken.None);

        var message = smtp.Messages().Single();
        Assert.That(message.Subject, Is.EqualTo("Your tickets – Ελληνικά 🎉"));
        Assert.That(message.TextBody?.Trim(), Is.EqualTo("Hello Ada"));
        Assert.That(message.HtmlBody?.Trim(), Is.EqualTo("<p>Hello <b>Ada</b></p>"));
        Assert.That(message.From.ToString(), Is.EqualTo("\"Open Event\" <tickets@example.org>"));
        Assert.That(message.Attachments.Single().ContentDisposition?.FileName, Is.EqualTo("ticket.pdf"));
        Assert.That(message.Headers["Auto-Submitted"], Is.EqualTo("auto-generated"));
        Assert.That(smtp.Envelopes().Single().To, Is.EqualTo(["ada@example.org"]));
    }

    [Test]
    public async Task An_email_that_can_be_stopped_says_how_with_one_click()
    {
        using var smtp = SmtpTestServer.Start();
        var url = $"https://example.org/unsubscribe?token={new string('a', 300)}";
        await CreateMailer(smtp.Port).SendAsync(CreateEmail() with { UnsubscribeUrl = url }, CancellationToken.None);
        var message = smtp.Messages().Single();
        Assert.That(message.Headers[HeaderId.ListUnsubscribe], Is.EqualTo($"<{url}>"));
        Assert.That(message.Headers[HeaderId.ListUnsubscribePost], Is.EqualTo("List-Unsubscribe=One-Click"));
        Assert.That(smtp.RawMessages().Single(), Does.Contain(url), "no line break, also in a long URL");
    }

    [TestCase(null, false)]
    [TestCase("http://localhost:5000/unsubscribe?token=x", true, TestName = "One_click_needs_HTTPS")]
    public async Task An_email_has_no_header_that_does_not_work(string? url, bool hasLink)
    {
        using var smtp = SmtpTestServer.Start();
        await CreateMailer(smtp.Port).SendAsync(CreateEmail() with { UnsubscribeUrl = url }, CancellationToken.None);
        var headers = smtp.Messages().Single().Headers;
        Assert.That(headers.Contains(HeaderId.ListUnsubscribe), Is.EqualTo(hasLink));
        Assert.That(headers.Contains(HeaderId.ListUnsubscribePost), Is.False);
    }

    [Test]
    public async Task Same_key_has_the_same_message_id_and_another_key_another()
    {
        using var smtp = SmtpTestServer.Start();
        foreach (var key in new[] { "order-1/buyer", "order-1/buyer", "order-2/buyer" })
            await CreateMailer(smtp.Port).SendAsync(CreateEmail(key: key), CancellationToken.None);

        var ids = smtp.Messages().Select(message => message.MessageId).ToArray();
        Assert.That(ids[0], Is.EqualTo(ids[1]).And.Not.EqualTo(ids[2]).And.EndsWith("@example.org").And.Not.Contains("order"));
    }

    [Test]
    public async Task A_delivery_ends_although_the_server_never_stops_talking()
    {
        var clock = new ManualClock();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var settings = new MailSettings
        {
            Host = "127.0.0.1",
            Port = ((IPEndPoint)listener.LocalEndpoint).Port,
            Security = MailSecurity.None,
            TimeoutSeconds = 600, // of each step
        };
        var delivery = new SmtpMailer(settings, clock).SendAsync(CreateEmail(), CancellationToken.None);
        using var connection = await listener.AcceptTcpClientAsync();
        await connection.GetStream().WriteAsync("220-Wait\r\n"u8.ToArray());
        Assert.That(delivery.IsCompleted, Is.False);
        clock.Advance(settings.LongestDelivery);
        Assert.That(
            async () => await delivery,
            Throws.TypeOf<EmailDelayedException>().With.Message.EqualTo("The mail server took too long.")
        );
    }

    [TestCase("Hello\r\nBcc: thief@example.org")]
    [TestCase("Hello\nBcc: thief@example.org\n\nbody")]
    [TestCase("Hello\rBcc: thief@example.org")]
    [TestCase("Hello\u2028Bcc: thief@example.org")]
    [TestCase("Hello \u0000\u0085 Bcc: thief@example.org")]
    public async Task A_subject_cannot_inject_a_header(string subject)
    {
        using var smtp = SmtpTestServer.Start();
        await CreateMailer(smtp.Port).SendAsync(CreateEmail(subject: subject), CancellationToken.None);

        Assert.That(smtp.Envelopes().Single().To, Is.EqualTo(["ada@example.org"]));
        Assert.That(smtp.Messages().Single().Headers.Contains(HeaderId.Bcc), Is.False);
        Assert.That(
            smtp.Messages().Single().Subject,
            Is.EqualTo(
                subject.Contains("body", StringComparison.Ordinal) ? "Hello Bcc: thief@example.org body" : "Hello Bcc: thief@example.org"
            )
        );
    }

    [TestCase("")]
    [TestCase("ada")]
    [TestCase("ada@")]
    [TestCase("ada@example.org, thief@example.org")]
    [TestCase("ada@example.org\r\nRCPT TO:<thief@example.org>")]
    [TestCase("Ada <ada@example.org>")]
    [TestCase("ada@example.org ")]
    [TestCase("ada@exam\u0000ple.org")]
    public void Anything_but_one_bare_address_is_rejected_permanently(string to) =>
        Assert.ThrowsAsync<EmailRejectedException>(() => CreateMailer(_peer.Port).SendAsync(CreateEmail(to), CancellationToken.None));

    [TestCase("refuse-550@example.org")]
    [TestCase("refuse-553@example.org")]
    [TestCase("reject-554@example.org")]
    public void A_rejected_recipient_or_text_is_a_permanent_failure(string to) =>
        Assert.ThrowsAsync<EmailRejectedException>(() => CreateMailer(_peer.Port).SendAsync(CreateEmail(to), CancellationToken.None));

    [TestCase("refuse-450@example.org")]
    [TestCase("refuse-421@example.org")]
    [TestCase("reject-451@example.org")]
    [TestCase("hangup@example.org")]
    public void A_busy_or_disconnecting_server_is_a_temporary_failure(string to)
    {
        using var smtp = SmtpTestServer.Start();
        Assert.ThrowsAsync<EmailDelayedException>(() => CreateMailer(smtp.Port).SendAsync(CreateEmail(to), CancellationToken.None));
    }

    [Test]
    public void A_timeout_is_a_temporary_failure() =>
        Assert.ThrowsAsync<EmailDelayedException>(() =>
            CreateMailer(_peer.Port, s => s with { TimeoutSeconds = 1 }).SendAsync(CreateEmail("stall@example.org"), CancellationToken.None)
        );

    [Test]
    public void An_unreachable_server_is_a_temporary_failure()
    {
        using var closed = new ClosedPort();
        Assert.ThrowsAsync<EmailDelayedException>(() => CreateMailer(closed.Number).SendAsync(CreateEmail(), CancellationToken.None));
    }

    [Test]
    public void A_rejected_sender_is_a_temporary_failure() =>
        Assert.ThrowsAsync<EmailDelayedException>(() =>
            CreateMailer(_peer.Port, s => s with { From = "refuse-sender@example.org" }).SendAsync(CreateEmail(), CancellationToken.None)
        );

    [Test]
    public async Task The_password_is_sent_when_the_server_requires_it()
    {
        using var smtp = SmtpTestServer.Start("--auth", "post:secret");
        await CreateMailer(smtp.Port, s => s with { User = "post", Password = "secret" }).SendAsync(CreateEmail(), CancellationToken.None);
        Assert.That(smtp.Envelopes().Single().User, Is.EqualTo("post"));
    }

    [Test]
    public void A_wrong_password_is_a_temporary_failure_and_not_in_the_message()
    {
        using var smtp = SmtpTestServer.Start("--auth", "post:secret");
        var mailer = CreateMailer(smtp.Port, s => s with { User = "post", Password = "wrong-one" });
        var failure = Assert.ThrowsAsync<EmailDelayedException>(() => mailer.SendAsync(CreateEmail(), CancellationToken.None));
        Assert.That(failure!.Message, Does.Not.Contain("wrong-one"));
    }

    [Test]
    public void StartTls_sends_nothing_without_encryption()
    {
        using var smtp = SmtpTestServer.Start();
        Assert.ThrowsAsync<EmailDelayedException>(() =>
            CreateMailer(smtp.Port, s => s with { Security = MailSecurity.StartTls }).SendAsync(CreateEmail(), CancellationToken.None)
        );
        Assert.That(smtp.Envelopes(), Is.Empty);
    }

    [Test]
    public void An_untrusted_certificate_is_rejected()
    {
        using var smtp = SmtpTestServer.Start("--tls");
        Assert.ThrowsAsync<EmailDelayedException>(() =>
            CreateMailer(smtp.Port, s => s with { Security = MailSecurity.StartTls }).SendAsync(CreateEmail(), CancellationToken.None)
        );
        Assert.That(smtp.Envelopes(), Is.Empty);
    }

    [Test]
    public async Task A_trusted_server_gets_the_email_over_tls()
    {
        using var smtp = SmtpTestServer.Start("--tls");
        var settings = new MailSettings
        {
            Host = "127.0.0.1",
            Port = smtp.Port,
            Security = MailSecurity.StartTls,
            From = "tickets@example.org",
        };
        await new SmtpMailer(settings, TimeProvider.System, (_, certificate, _, _) =>
            certificate?.Subject.Contains("localhost", StringComparison.Ordinal) == true
        ).SendAsync(CreateEmail(), CancellationToken.None);
        Assert.That(smtp.Envelopes().Single().Secure, Is.True);
    }

    [Test]
    public void Sending_can_be_cancelled()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.CatchAsync<OperationCanceledException>(() => CreateMailer(_peer.Port).SendAsync(CreateEmail(), stop.Token));
    }
}
