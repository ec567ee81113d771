using OpenEvent.Application.Common;

namespace OpenEvent.Application.Notifications;

/// <summary>Puts a letter into words.</summary>
public interface IEmailRenderer
{
    /// <summary>Whatever people typed comes out as text: encoded in the HTML part, on one line in the subject.</summary>
    /// <param name="now">The time of a calendar file, where the letter has one.</param>
    EmailContent Render(EmailMessage message, DateTimeOffset now);

    /// <summary>What the letters of a kind are made of, as Liquid: their values stand in double braces.</summary>
    /// <param name="kind">A record that derives from <see cref="EmailMessage"/>.</param>
    (string Subject, string Text) GetTemplate(Type kind);
}

public sealed record EmailContent(string Subject, string Html, string Text, IReadOnlyList<EmailAttachment> Attachments);
