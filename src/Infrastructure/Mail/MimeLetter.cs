using System.Security.Cryptography;
using System.Text;
using MimeKit;
using OpenEvent.Application.Common;

namespace OpenEvent.Infrastructure.Mail;

/// <summary>
/// A letter as RFC 5322 says. Nothing that a person typed can become a header: addresses must be exactly one bare address, and control characters
/// never reach a header's value.
/// </summary>
internal static class MimeLetter
{
    /// <exception cref="LetterRefusedException">The address is none.</exception>
    public static MimeMessage Compose(OutgoingLetter letter, string from, DateTimeOffset now)
    {
        var sender = MailboxAddress.Parse(from);
        var message = new MimeMessage
        {
            Subject = OneLine(letter.Subject),
            Date = now,
            MessageId = $"{Name(letter.Key)}@{sender.Domain}",
        };
        message.From.Add(sender);
        message.To.Add(Receiver(letter.To));
        // RFC 3834: keeps holiday robots from answering.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        var body = new BodyBuilder { TextBody = letter.Text, HtmlBody = letter.Html };
        foreach (var attachment in letter.Attachments ?? [])
        {
            var type = ContentType.TryParse(attachment.ContentType, out var known) ? known : new ContentType("application", "octet-stream");
            body.Attachments.Add(OneLine(Path.GetFileName(attachment.FileName)), attachment.Content.ToArray(), type);
        }
        message.Body = body.ToMessageBody();
        return message;
    }

    /// <returns>128 bits of the key's hash: the same for the same letter, and no key (it may hold an order's number) leaves the house.</returns>
    public static string Name(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));

    private static MailboxAddress Receiver(string to)
    {
        // The parser is lenient (names, comments, folding): what it understood must be what was written.
        var isOne =
            MailboxAddress.TryParse(to, out var address)
            && address.Address == to
            && !to.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
            && address.Domain.Length > 0;
        return isOne ? address! : throw new LetterRefusedException("The receiver's address is not a mail address.");
    }

    private static string OneLine(string text) =>
        string.Join(
            ' ',
            new string([.. text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)]).Split(
                ' ',
                StringSplitOptions.RemoveEmptyEntries
            )
        );
}
