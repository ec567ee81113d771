namespace OpenEvent.Application.Common;

/// <summary>
/// Hands letters to the post. Called by the outbox only, after the commit; a letter may come again (a crash between sending and noting it), and then
/// carries the same Message-ID, so the folder keeps one file and a receiver can tell.
/// </summary>
public interface IMailer
{
    /// <exception cref="EmailRejectedException">For good: trying again cannot help.</exception>
    /// <exception cref="EmailDelayedException">For now: try again later. Whether the letter went out may be unknown.</exception>
    Task SendAsync(RenderedEmail email, CancellationToken ct);
}

/// <summary>One letter to one person.</summary>
/// <param name="Key">Names the letter for ever, e.g. <c>order-a1b2c3/attendee-17/ticket</c>; its Message-ID is made of it. Not shown to anyone.</param>
/// <param name="To">A bare address, <c>name@host</c>. Anything else (two addresses, a line break) is refused for good.</param>
/// <param name="Subject">One line; control characters become spaces.</param>
public sealed record RenderedEmail(
    string Key,
    string To,
    string Subject,
    string Html,
    string Text,
    IReadOnlyList<EmailAttachment>? Attachments = null
);

/// <param name="FileName">Without folders.</param>
/// <param name="ContentType">E.g. <c>application/pdf</c>.</param>
public sealed record EmailAttachment(string FileName, string ContentType, ReadOnlyMemory<byte> Content);

/// <summary>The receiver or the text will never be accepted. The message holds the server's status, never the address or the text.</summary>
public sealed class EmailRejectedException(string reason, Exception? inner = null) : Exception(reason, inner);

/// <summary>The post is closed, busy or unsure. The message is fit for the log.</summary>
public sealed class EmailDelayedException(string reason, Exception? inner = null) : Exception(reason, inner);
