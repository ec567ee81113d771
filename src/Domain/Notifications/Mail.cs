using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Notifications;

/// <summary>A mail as staff see it: to whom, what, and how far it got. It holds no link with a token in it.</summary>
public sealed class Mail : Entity
{
    /// <summary>What makes it the same mail when it is tried again: kind, subject matter and recipient.</summary>
    public string Key { get; set; } = "";

    public string Recipient { get; set; } = "";

    /// <summary>The kind, by the reference's name, e.g. <c>ticket_purchased</c>.</summary>
    public string Action { get; set; } = "";

    public string Subject { get; set; } = "";

    /// <summary>The text; where a token stood in a link there are dots.</summary>
    public string Message { get; set; } = "";

    /// <summary>When its state was reached.</summary>
    public DateTimeOffset Time { get; set; }

    public MailState State { get; set; }

    public int Attempts { get; set; }

    /// <summary>Why it has not gone out, without addresses.</summary>
    public string? LastError { get; set; }
}
