using MimeKit;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Infrastructure.Mail;
using OpenEvent.Testing;

namespace OpenEvent.Application.Tests.Mail;

[Parallelizable(ParallelScope.All)]
public sealed class SmtpMailerTests
{
    private SmtpPeer _peer = null!;

    [OneTimeSetUp]
    public void StartServer() => _peer = SmtpPeer.Start();

    [OneTimeTearDown]
    public void StopServer() => _peer.Dispose();

    private static OutgoingLetter Letter(
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
            [new LetterAttachment("ticket.pdf", "application/pdf", "%PDF-1.7"u8.ToArray())]
        );

    private static SmtpMailer Mailer(int port, Func<MailSettings, MailSettings>? with = null)
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
    public async Task Letter_arrives_with_both_parts_and_its_attachment()
    {
        using var peer = SmtpPeer.Start();
        await Mailer(peer.Port).SendAsync(Letter(), CancellationToken.None);

        var letter = peer.Letters().Single();
        Assert.That(letter.Subject, Is.EqualTo("Your tickets – Ελληνικά 🎉"));
        Assert.That(letter.TextBody?.Trim(), Is.EqualTo("Hello Ada"));
        Assert.That(letter.HtmlBody?.Trim(), Is.EqualTo("<p>Hello <b>Ada</b></p>"));
        Assert.That(letter.From.ToString(), Is.EqualTo("\"Open Event\" <tickets@example.org>"));
        Assert.That(letter.Attachments.Single().ContentDisposition?.FileName, Is.EqualTo("ticket.pdf"));
        Assert.That(letter.Headers["Auto-Submitted"], Is.EqualTo("auto-generated"));
        Assert.That(peer.Envelopes().Single().To, Is.EqualTo(["ada@example.org"]));
    }

    [Test]
    public async Task Same_key_has_the_same_message_id_and_another_key_another()
    {
        using var peer = SmtpPeer.Start();
        foreach (var key in new[] { "order-1/buyer", "order-1/buyer", "order-2/buyer" })
            await Mailer(peer.Port).SendAsync(Letter(key: key), CancellationToken.None);

        var ids = peer.Letters().Select(letter => letter.MessageId).ToArray();
        Assert.That(ids[0], Is.EqualTo(ids[1]).And.Not.EqualTo(ids[2]).And.EndsWith("@example.org").And.Not.Contains("order"));
    }

    [TestCase("Hello\r\nBcc: thief@example.org")]
    [TestCase("Hello\nBcc: thief@example.org\n\nbody")]
    [TestCase("Hello\rBcc: thief@example.org")]
    [TestCase("Hello\u2028Bcc: thief@example.org")]
    [TestCase("Hello \u0000\u0085 Bcc: thief@example.org")]
    public async Task Subject_cannot_bring_a_header_along(string subject)
    {
        using var peer = SmtpPeer.Start();
        await Mailer(peer.Port).SendAsync(Letter(subject: subject), CancellationToken.None);

        Assert.That(peer.Envelopes().Single().To, Is.EqualTo(["ada@example.org"]));
        Assert.That(peer.Letters().Single().Headers.Contains(HeaderId.Bcc), Is.False);
        Assert.That(
            peer.Letters().Single().Subject,
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
    public void Anything_but_one_bare_address_is_refused_for_good(string to) =>
        Assert.ThrowsAsync<LetterRefusedException>(() => Mailer(_peer.Port).SendAsync(Letter(to), CancellationToken.None));

    [TestCase("refuse-550@example.org")]
    [TestCase("refuse-553@example.org")]
    [TestCase("reject-554@example.org")]
    public void Refusal_of_the_receiver_or_the_text_is_for_good(string to) =>
        Assert.ThrowsAsync<LetterRefusedException>(() => Mailer(_peer.Port).SendAsync(Letter(to), CancellationToken.None));

    [TestCase("refuse-450@example.org")]
    [TestCase("refuse-421@example.org")]
    [TestCase("reject-451@example.org")]
    [TestCase("hangup@example.org")]
    public void Server_that_is_busy_or_hangs_up_is_for_now(string to)
    {
        using var peer = SmtpPeer.Start();
        Assert.ThrowsAsync<LetterDelayedException>(() => Mailer(peer.Port).SendAsync(Letter(to), CancellationToken.None));
    }

    [Test]
    public void Server_that_never_answers_is_for_now() =>
        Assert.ThrowsAsync<LetterDelayedException>(() =>
            Mailer(_peer.Port, s => s with { TimeoutSeconds = 1 }).SendAsync(Letter("stall@example.org"), CancellationToken.None)
        );

    [Test]
    public void Server_that_is_down_is_for_now()
    {
        using var closed = new ClosedPort();
        Assert.ThrowsAsync<LetterDelayedException>(() => Mailer(closed.Number).SendAsync(Letter(), CancellationToken.None));
    }

    [Test]
    public void Refusal_of_our_own_address_does_not_give_up_the_letter() =>
        Assert.ThrowsAsync<LetterDelayedException>(() =>
            Mailer(_peer.Port, s => s with { From = "refuse-sender@example.org" }).SendAsync(Letter(), CancellationToken.None)
        );

    [Test]
    public async Task Server_that_wants_a_password_gets_it()
    {
        using var peer = SmtpPeer.Start("--auth", "post:secret");
        await Mailer(peer.Port, s => s with { User = "post", Password = "secret" }).SendAsync(Letter(), CancellationToken.None);
        Assert.That(peer.Envelopes().Single().User, Is.EqualTo("post"));
    }

    [Test]
    public void Wrong_password_is_for_now_and_is_not_in_the_message()
    {
        using var peer = SmtpPeer.Start("--auth", "post:secret");
        var mailer = Mailer(peer.Port, s => s with { User = "post", Password = "wrong-one" });
        var failure = Assert.ThrowsAsync<LetterDelayedException>(() => mailer.SendAsync(Letter(), CancellationToken.None));
        Assert.That(failure!.Message, Does.Not.Contain("wrong-one"));
    }

    [Test]
    public void StartTls_sends_nothing_over_an_open_line()
    {
        using var peer = SmtpPeer.Start();
        Assert.ThrowsAsync<LetterDelayedException>(() =>
            Mailer(peer.Port, s => s with { Security = MailSecurity.StartTls }).SendAsync(Letter(), CancellationToken.None)
        );
        Assert.That(peer.Envelopes(), Is.Empty);
    }

    [Test]
    public void Certificate_that_nobody_vouches_for_is_not_trusted()
    {
        using var peer = SmtpPeer.Start("--tls");
        Assert.ThrowsAsync<LetterDelayedException>(() =>
            Mailer(peer.Port, s => s with { Security = MailSecurity.StartTls }).SendAsync(Letter(), CancellationToken.None)
        );
        Assert.That(peer.Envelopes(), Is.Empty);
    }

    [Test]
    public async Task Trusted_server_gets_the_letter_over_tls()
    {
        using var peer = SmtpPeer.Start("--tls");
        var settings = new MailSettings
        {
            Host = "127.0.0.1",
            Port = peer.Port,
            Security = MailSecurity.StartTls,
            From = "tickets@example.org",
        };
        await new SmtpMailer(settings, TimeProvider.System, (_, certificate, _, _) =>
            certificate?.Subject.Contains("localhost", StringComparison.Ordinal) == true
        ).SendAsync(Letter(), CancellationToken.None);
        Assert.That(peer.Envelopes().Single().Secure, Is.True);
    }

    [Test]
    public void Sending_can_be_called_off()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.CatchAsync<OperationCanceledException>(() => Mailer(_peer.Port).SendAsync(Letter(), stop.Token));
    }
}
