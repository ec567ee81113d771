namespace OpenEvent.Domain.Notifications;

/// <summary>How far a mail got.</summary>
public enum MailState
{
    /// <summary>Tried in vain; it will be tried again.</summary>
    Delayed,

    Sent,

    /// <summary>Given up: the receiver will never take it, or it was tried too often.</summary>
    Failed,

    /// <summary>Written down and not sent: its kind is switched off.</summary>
    Suppressed,
}
