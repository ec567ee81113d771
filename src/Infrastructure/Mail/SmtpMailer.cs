using System.Net.Security;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Mail;

/// <summary>One session for each letter: at the pace of an outbox a kept-open session saves little and breaks in more ways.</summary>
/// <param name="certificateValidation">Replaces the check of the server's certificate, in tests; null for the machine's own trust.</param>
internal sealed class SmtpMailer(
    MailSettings settings,
    TimeProvider time,
    RemoteCertificateValidationCallback? certificateValidation = null
) : IMailer
{
    public async Task SendAsync(RenderedEmail email, CancellationToken ct)
    {
        var message = MimeMessageBuilder.Build(email, settings.From, time.GetUtcNow());
        using var client = new SmtpClient { Timeout = settings.TimeoutSeconds * 1000 };
        if (certificateValidation is not null)
            client.ServerCertificateValidationCallback = certificateValidation;
        try
        {
            await client.ConnectAsync(settings.Host!, settings.EffectivePort, settings.SocketOptions, ct);
            if (!string.IsNullOrEmpty(settings.User))
                await client.AuthenticateAsync(settings.User, settings.Password!, ct);
            await client.SendAsync(message, ct);
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
    /// RFC 5321, 4.2.1: 4xx is for now, 5xx for good. A 5xx about the sender or the log-in is our configuration's fault, and it would be wrong to give up
    /// every letter for it; one about this receiver or this text is the letter's own.
    /// </summary>
    private static Exception ToDeliveryException(SmtpCommandException e)
    {
        var reason = $"The mail server answered {(int)e.StatusCode} ({e.ErrorCode}).";
        var isAboutThisEmail = e.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted;
        return isAboutThisEmail && (int)e.StatusCode >= 500 ? new EmailRejectedException(reason, e) : new EmailDelayedException(reason, e);
    }

    /// <summary>The letter is accepted by now: a server that hangs up instead of saying goodbye must not get it a second time.</summary>
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
