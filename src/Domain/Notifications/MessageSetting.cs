using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Notifications;

/// <summary>Whether a kind of mail is sent, and what it looks like. There is one for each kind that the server knows; it keeps all but the switch itself.</summary>
public sealed class MessageSetting : Entity
{
    /// <summary>The kind, by the reference's name, e.g. <c>ticket_purchased</c> (<c>spec/openevent/behaviours.md</c> §12).</summary>
    public string Action { get; set; } = "";

    /// <summary>Who gets it, e.g. <c>Buyer</c>.</summary>
    public string Recipient { get; set; } = "";

    /// <summary>The subject's template, as Liquid.</summary>
    public string EmailSubject { get; set; } = "";

    /// <summary>The plain text's template, as Liquid.</summary>
    public string EmailMessage { get; set; } = "";

    /// <summary>False: mails of this kind are written down and not sent.</summary>
    public bool Enabled { get; set; } = true;
}
