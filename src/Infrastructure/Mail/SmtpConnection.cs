using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace OpenEvent.Infrastructure.Mail;

/// <summary>A connection to the mail server, which one e-mail at a time uses.</summary>
internal sealed class SmtpConnection(SmtpClient client) : ITransferProgress
{
    private static readonly TimeSpan LongestClose = TimeSpan.FromSeconds(2);

    /// <summary>The number of delivered e-mails.</summary>
    public int Count { get; set; }

    public DateTimeOffset IdleSince { get; set; }

    /// <summary>
    /// Whether the server may have received an e-mail of the last attempt. If not, the e-mail can be sent again on another connection.
    /// </summary>
    public bool HasBegunTransfer { get; private set; }

    public Task SendAsync(MimeMessage message, CancellationToken ct)
    {
        HasBegunTransfer = false;
        return client.SendAsync(message, ct, this);
    }

    /// <summary>MailKit calls it when it sends the text, after the server has accepted sender and recipient.</summary>
    public void Report(long bytesTransferred) => HasBegunTransfer = true;

    /// <inheritdoc cref="Report(long)" />
    public void Report(long bytesTransferred, long totalSize) => HasBegunTransfer = true;

    /// <summary>
    /// Ends the conversation. Failures are ignored, because the server has accepted the e-mails. An exception would send one a second time.
    /// </summary>
    public async Task CloseAsync()
    {
        using var limit = new CancellationTokenSource(LongestClose);
        try
        {
            await client.DisconnectAsync(true, limit.Token);
        }
        catch (Exception)
        {
            // See the summary. The connection is closed in any case.
        }
        finally
        {
            client.Dispose();
        }
    }

    /// <summary>Ends the connection at once, after a failure.</summary>
    public void Abort() => client.Dispose();
}
