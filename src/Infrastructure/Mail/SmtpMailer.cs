using System.Net.Security;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Mail;

/// <summary>
/// Sends e-mails by SMTP, each with a new connection. An outbox sends too rarely for a reused connection to be worth its extra failures.
/// </summary>
/// <param name="certificateValidation">
/// Replaces the check of the server's certificate, for tests. Null uses the trusted certificates of the machine.
/// </param>
internal sealed class SmtpMailer(
    MailSettings settings,
    TimeProvider time,
    RemoteCertificateValidationCallback? certificateValidation = null
) : IMailer
{
    public async Task SendAsync(RenderedEmail email, CancellationToken ct)
    {
        var message = MimeMessageBuilder.Build(email, settings.From, time.GetUtcNow());
        using var limit = new CancellationTokenSource(settings.LongestDelivery, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        using var client = new SmtpClient { Timeout = settings.TimeoutSeconds * 1000 };
        if (certificateValidation is not null)
            client.ServerCertificateValidationCallback = certificateValidation;
        try
        {
            await client.ConnectAsync(settings.Host!, settings.EffectivePort, settings.SocketOptions, either.Token);
            if (!string.IsNullOrEmpty(settings.User))
                await client.AuthenticateAsync(settings.User, settings.Password!, either.Token);
            await client.SendAsync(message, either.Token);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new EmailDelayedException("The mail server took too long.", e);
        }
        catch (SmtpCommandException e)
        {
            throw ToDeliveryException(e);
        }
        catch (Exception e)
            when (e
                    is ProtocolException
                        or CommandException
                        or AuthenticationException
                        or SslHandshakeException
                        or ServiceNotConnectedException
                        or NotSupportedException
                        or IOException
                        or SocketException
                        or TimeoutException
            )
        {
            throw new EmailDelayedException($"The mail server could not be used: {e.GetType().Name}.", e);
        }
        await DisconnectAsync(client, ct);
    }

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

    /// <summary>Ignores failures, because the server has already accepted the e-mail. An exception would send it a second time.</summary>
    private static async Task DisconnectAsync(SmtpClient client, CancellationToken ct)
    {
        try
        {
            await client.DisconnectAsync(true, ct);
        }
        catch (Exception e)
            when (e
                    is ProtocolException
                        or CommandException
                        or IOException
                        or SocketException
                        or TimeoutException
                        or OperationCanceledException
            ) { }
    }
}
