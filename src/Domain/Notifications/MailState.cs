namespace OpenEvent.Domain.Notifications;

/// <summary>The delivery state of an e-mail.</summary>
public enum MailState
{
    /// <summary>The last delivery attempt failed; the server will try again.</summary>
    Delayed,

    /// <summary>The mail server has accepted it.</summary>
    Sent,

    /// <summary>Permanently failed: the mail server rejected it, or too many attempts failed.</summary>
    Failed,

    /// <summary>Stored and not sent, because its kind is disabled or the recipient has unsubscribed from it.</summary>
    Suppressed,
}
