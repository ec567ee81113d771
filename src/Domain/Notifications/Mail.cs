using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Notifications;

/// <summary>The log entry of an e-mail, for staff: recipient, content and delivery state. Tokens in links are removed.</summary>
public sealed class Mail : Entity
{
    /// <summary>Identifies the e-mail across delivery attempts: kind, subject and recipient. Unique.</summary>
    public string Key { get; set; } = "";

    public string Recipient { get; set; } = "";

    /// <summary>The kind of e-mail by the name that clients know, e.g. <c>ticket_purchased</c>.</summary>
    public string Action { get; set; } = "";

    public string Subject { get; set; } = "";

    /// <summary>The plain text, with tokens in links replaced by an ellipsis.</summary>
    public string Message { get; set; } = "";

    /// <summary>When the e-mail reached its current state.</summary>
    public DateTimeOffset Time { get; set; }

    public MailState State { get; set; }

    public int Attempts { get; set; }

    /// <summary>Why the last delivery attempt failed. It contains no e-mail addresses.</summary>
    public string? LastError { get; set; }
}
