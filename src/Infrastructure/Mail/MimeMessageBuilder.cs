using System.Security.Cryptography;
using System.Text;
using MimeKit;
using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Mail;

/// <summary>
/// Builds the MIME message of an e-mail (RFC 5322). It prevents header injection: a recipient must be exactly one bare address, and control
/// characters are removed from header values.
/// </summary>
internal static class MimeMessageBuilder
{
    /// <exception cref="EmailRejectedException">The recipient is not one e-mail address.</exception>
    public static MimeMessage Build(RenderedEmail email, string from, DateTimeOffset now)
    {
        var sender = MailboxAddress.Parse(from);
        var message = new MimeMessage
        {
            Subject = ToSingleLine(email.Subject),
            Date = now,
            MessageId = $"{HashKey(email.Key)}@{sender.Domain}",
        };
        message.From.Add(sender);
        message.To.Add(ParseRecipient(email.To));
        // RFC 3834: tells automatic responders, such as vacation replies, not to answer.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (email.UnsubscribeUrl is { } unsubscribeUrl)
            AddUnsubscribe(message, unsubscribeUrl);
        var body = new BodyBuilder { TextBody = email.Text, HtmlBody = email.Html };
        foreach (var attachment in email.Attachments ?? [])
        {
            var type = ContentType.TryParse(attachment.ContentType, out var parsed)
                ? parsed
                : new ContentType("application", "octet-stream");
            body.Attachments.Add(ToSingleLine(Path.GetFileName(attachment.FileName)), attachment.Content.ToArray(), type);
        }
        message.Body = body.ToMessageBody();
        return message;
    }

    /// <summary>
    /// RFC 2369 §3.2, and RFC 8058 §3.1 for one click: that needs HTTPS. The mail server that signs the message must sign both headers.
    /// </summary>
    private static void AddUnsubscribe(MimeMessage message, string url)
    {
        message.Headers.Add(HeaderId.ListUnsubscribe, $"<{url}>");
        if (url.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
    }

    /// <summary>Hashes the key of an e-mail for its Message-ID and file name, because a key may contain an order identifier.</summary>
    /// <returns>The first 128 bits of SHA-256 in hexadecimal. The same key gives the same text.</returns>
    public static string HashKey(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));

    private static MailboxAddress ParseRecipient(string to)
    {
        // The parser accepts more than an address (names, comments, folding), so the parsed address must equal the text.
        var isBareAddress =
            MailboxAddress.TryParse(to, out var address)
            && address.Address == to
            && !to.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
            && address.Domain.Length > 0;
        return isBareAddress ? address! : throw new EmailRejectedException("The recipient is not an e-mail address.");
    }

    private static string ToSingleLine(string text) =>
        string.Join(
            ' ',
            new string([.. text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)]).Split(
                ' ',
                StringSplitOptions.RemoveEmptyEntries
            )
        );
}
