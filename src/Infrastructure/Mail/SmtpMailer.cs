using System.Net.Security;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Mail;

/// <summary>Sends e-mails by SMTP. E-mails that follow each other share a connection (<see cref="SmtpConnections"/>).</summary>
/// <param name="certificateValidation">
/// Replaces the check of the server's certificate, for tests. Null uses the trusted certificates of the machine.
/// </param>
internal sealed class SmtpMailer(
    MailSettings settings,
    TimeProvider time,
    RemoteCertificateValidationCallback? certificateValidation = null
) : IMailer, IDisposable
{
    private readonly SmtpConnections _connections = new(settings, time, certificateValidation);

    public async Task SendAsync(RenderedEmail email, CancellationToken ct)
    {
        var message = MimeMessageBuilder.Build(email, settings.From, time.GetUtcNow());
        using var limit = new CancellationTokenSource(settings.LongestDelivery, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            while (!await TrySendAsync(message, either.Token))
            {
                // The server has closed a connection that was idle.
            }
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new EmailDelayedException("The mail server took too long.", e);
        }
        catch (SmtpCommandException e)
        {
            throw ToDeliveryException(e);
        }
        catch (Exception e) when (IsConnectionFailure(e) || e is CommandException or AuthenticationException or NotSupportedException)
        {
            throw new EmailDelayedException($"The mail server could not be used: {e.GetType().Name}.", e);
        }
    }

    public void Dispose() => _connections.Dispose();

    /// <returns>
    /// False: a used connection was lost before the server had any of the e-mail, which can be sent on another connection.
    /// </returns>
    private async Task<bool> TrySendAsync(MimeMessage message, CancellationToken ct)
    {
        var connection = await _connections.OpenAsync(ct);
        try
        {
            await connection.SendAsync(message, ct);
        }
        catch (Exception e)
        {
            connection.Abort();
            var isClosed = IsConnectionFailure(e) || e is SmtpCommandException { StatusCode: SmtpStatusCode.ServiceNotAvailable };
            if (connection is { Count: > 0, HasBegunTransfer: false } && isClosed)
                return false;
            throw;
        }

        await _connections.ReturnAsync(connection);
        return true;
    }

    private static bool IsConnectionFailure(Exception e) =>
        e
            is ProtocolException
                or SslHandshakeException
                or ServiceNotConnectedException
                or IOException
                or SocketException
                or TimeoutException;

    /// <summary>
    /// In RFC 5321 §4.2.1, 4xx is a temporary and 5xx a permanent failure. Only a 5xx about the recipient or the text is permanent for the
    /// e-mail. A 5xx about the sender or the authentication comes from a wrong configuration, so the e-mail is tried again.
    /// </summary>
    private static Exception ToDeliveryException(SmtpCommandException e)
    {
        var reason = $"The mail server answered {(int)e.StatusCode} ({e.ErrorCode}).";
        var isAboutThisEmail = e.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted;
        return isAboutThisEmail && (int)e.StatusCode >= 500 ? new EmailRejectedException(reason, e) : new EmailDelayedException(reason, e);
    }
}
