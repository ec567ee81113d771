namespace OpenEvent.Application.Common;

/// <summary>
/// Sends e-mails. Only the outbox calls it, after the commit. After a crash between sending and recording, the same e-mail is sent again
/// with the same Message-ID: the mail folder keeps one file, and a mail client can recognize the duplicate.
/// </summary>
public interface IMailer
{
    /// <exception cref="EmailRejectedException">The failure is permanent.</exception>
    /// <exception cref="EmailDelayedException">The failure is temporary. It may be unknown whether the e-mail was sent.</exception>
    Task SendAsync(RenderedEmail email, CancellationToken ct);
}

/// <summary>One e-mail to one recipient.</summary>
/// <param name="Key">
/// A stable key of the e-mail, e.g. <c>order-a1b2c3/attendee-17/ticket</c>. The Message-ID is a hash of it. Recipients do not see the key.
/// </param>
/// <param name="To">A bare address, <c>name@host</c>. Anything else (two addresses, a line break) is rejected permanently.</param>
/// <param name="Subject">One line; control characters are replaced by spaces.</param>
/// <param name="Html">The HTML body.</param>
/// <param name="Text">The plain-text body.</param>
/// <param name="Kind">The name of the kind that clients know, e.g. <c>user_register</c>. It is not sent.</param>
/// <param name="UnsubscribeUrl">The target of <c>List-Unsubscribe</c>. Null: the kind cannot be switched off.</param>
public sealed record RenderedEmail(
    string Key,
    string To,
    string Subject,
    string Html,
    string Text,
    IReadOnlyList<EmailAttachment>? Attachments = null,
    string? UnsubscribeUrl = null,
    string? Kind = null
);

/// <summary>A file that is attached to an e-mail.</summary>
/// <param name="FileName">The name without folders.</param>
/// <param name="ContentType">The media type, e.g. <c>application/pdf</c>.</param>
public sealed record EmailAttachment(string FileName, string ContentType, ReadOnlyMemory<byte> Content);

/// <summary>
/// The mail server rejects the recipient or the content permanently. The exception message contains the status code of the mail server, but
/// neither the address nor the content.
/// </summary>
public sealed class EmailRejectedException(string reason, Exception? inner = null) : Exception(reason, inner);

/// <summary>The mail server is unreachable or busy, or its reply was lost. The exception message contains no personal data.</summary>
public sealed class EmailDelayedException(string reason, Exception? inner = null) : Exception(reason, inner);
