using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Notifications;

/// <summary>
/// Whether e-mails of one kind are sent, and their templates. The server creates a row for each kind; only <see cref="Enabled"/> can be
/// changed (docs/reference/emails.md#e-mail-switches).
/// </summary>
public sealed class MessageSetting : Entity
{
    /// <summary>The kind by the name that clients know, e.g. <c>ticket_purchased</c> (docs/reference/emails.md#e-mail-kinds).</summary>
    public string Action { get; set; } = "";

    /// <summary>Who receives it, e.g. <c>Buyer</c>.</summary>
    public string Recipient { get; set; } = "";

    /// <summary>The Liquid template of the subject.</summary>
    public string EmailSubject { get; set; } = "";

    /// <summary>The Liquid template of the plain text.</summary>
    public string EmailMessage { get; set; } = "";

    /// <summary>If false, e-mails of this kind are stored and not sent.</summary>
    public bool Enabled { get; set; } = true;
}
