using OpenEvent.Application.Common;

namespace OpenEvent.Application.Notifications;

/// <summary>Renders e-mails from their templates.</summary>
public interface IEmailRenderer
{
    /// <summary>What e-mails call this site.</summary>
    string SiteName { get; }

    /// <summary>Renders one e-mail. Values that users typed are HTML-encoded in the HTML part and put on one line in the subject.</summary>
    /// <param name="now">The timestamp of the calendar file, if the e-mail has one attached.</param>
    /// <param name="unsubscribeUrl">Where the recipient stops e-mails of this kind. Null: they cannot be switched off.</param>
    EmailContent Render(EmailMessage message, DateTimeOffset now, string? unsubscribeUrl = null);

    /// <summary>The Liquid templates of a kind of e-mail, with values in double braces.</summary>
    /// <param name="kind">A record that derives from <see cref="EmailMessage"/>.</param>
    (string Subject, string Text) GetTemplate(Type kind);
}

/// <summary>A rendered e-mail: its subject, both alternatives of its body, and its attachments.</summary>
public sealed record EmailContent(string Subject, string Html, string Text, IReadOnlyList<EmailAttachment> Attachments);
