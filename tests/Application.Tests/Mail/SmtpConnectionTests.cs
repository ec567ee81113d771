using System.Net;
using System.Net.Sockets;
using NUnit.Framework;
using OpenEvent.Application.Common;
using OpenEvent.Application.Tests.Lab;
using OpenEvent.Infrastructure.Mail;

namespace OpenEvent.Application.Tests.Mail;

/// <summary>E-mails that follow each other share a connection to the mail server.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SmtpConnectionTests
{
    [Test]
    public async Task Emails_that_follow_each_other_share_a_connection()
    {
        using var server = new CountingMailServer(emailsOfAConnection: 100);
        using var mailer = server.CreateMailer(TimeProvider.System);
        for (var i = 0; i < 3; i++)
            await mailer.SendAsync(CreateEmail(i), CancellationToken.None);
        Assert.That((server.Connections, server.Emails), Is.EqualTo((1, 3)));
    }

    [Test]
    public async Task An_email_uses_another_connection_if_the_server_has_closed_the_idle_one()
    {
        using var server = new CountingMailServer(emailsOfAConnection: 1);
        using var mailer = server.CreateMailer(TimeProvider.System);
        for (var i = 0; i < 3; i++)
            await mailer.SendAsync(CreateEmail(i), CancellationToken.None);
        Assert.That((server.Connections, server.Emails), Is.EqualTo((3, 3)));
    }

    [Test]
    public async Task A_connection_that_nobody_uses_is_closed()
    {
        var clock = new ManualClock();
        using var server = new CountingMailServer(emailsOfAConnection: 100);
        using var mailer = server.CreateMailer(clock);
        await mailer.SendAsync(CreateEmail(1), CancellationToken.None);
        Assert.That(server.Closed.IsCompleted, Is.False);
        clock.Advance(TimeSpan.FromSeconds(5));
        await server.Closed.WaitAsync(TimeSpan.FromMinutes(2));
    }

    private static RenderedEmail CreateEmail(int number) => new($"order-{number}", "ada@example.org", "Hello", "<p>Hello</p>", "Hello");

    /// <summary>An SMTP server that closes a connection after a number of e-mails without a word, as some do with idle ones.</summary>
    private sealed class CountingMailServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly int _emailsOfAConnection;

        public CountingMailServer(int emailsOfAConnection)
        {
            _emailsOfAConnection = emailsOfAConnection;
            _listener.Start();
            _ = AcceptAsync();
        }

        public int Connections { get; private set; }

        public int Emails { get; private set; }

        /// <summary>Completes when a client has ended a conversation.</summary>
        public Task Closed => _closed.Task;

        public SmtpMailer CreateMailer(TimeProvider clock) =>
            new(
                new MailSettings
                {
                    Host = "127.0.0.1",
                    Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
                    Security = MailSecurity.None,
                },
                clock
            );

        public void Dispose() => _listener.Dispose();

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    var client = await _listener.AcceptTcpClientAsync();
                    Connections++;
                    _ = ServeAsync(client);
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The test has ended.
            }
        }

        private async Task ServeAsync(TcpClient client)
        {
            using var _ = client;
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream);
            await using var writer = new StreamWriter(stream) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 test");
            for (var sent = 0; sent < _emailsOfAConnection && await reader.ReadLineAsync() is { } line; )
            {
                if (line == "QUIT")
                {
                    _closed.TrySetResult();
                    return;
                }

                if (line == "DATA")
                {
                    await writer.WriteLineAsync("354 send the message");
                    while (await reader.ReadLineAsync() is { } text && text != ".") { }
                    Emails++;
                    sent++;
                }

                await writer.WriteLineAsync("250 ok");
            }
        }
    }
}
