using System.Security.Cryptography;
using System.Text;
using MimeKit;
using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Mail;

/// <summary>
/// A letter as RFC 5322 says. Nothing that a person typed can become a header: addresses must be exactly one bare address, and control characters
/// never reach a header's value.
/// </summary>
internal static class MimeMessageBuilder
{
    /// <exception cref="EmailRejectedException">The address is none.</exception>
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
        // RFC 3834: keeps holiday robots from answering.
        message.Headers.Add("Auto-Submitted", "auto-generated");
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

    /// <returns>128 bits of the key's hash: the same for the same letter, and no key (it may hold an order's number) leaves the house.</returns>
    public static string HashKey(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));

    private static MailboxAddress ParseRecipient(string to)
    {
        // The parser is lenient (names, comments, folding): what it understood must be what was written.
        var isBareAddress =
            MailboxAddress.TryParse(to, out var address)
            && address.Address == to
            && !to.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
            && address.Domain.Length > 0;
        return isBareAddress ? address! : throw new EmailRejectedException("The receiver's address is not a mail address.");
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
