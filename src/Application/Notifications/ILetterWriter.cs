using OpenEvent.Application.Common;

namespace OpenEvent.Application.Notifications;

/// <summary>Puts a letter into words.</summary>
public interface ILetterWriter
{
    /// <summary>Whatever people typed comes out as text: encoded in the HTML part, on one line in the subject.</summary>
    /// <param name="now">The time of a calendar file, where the letter has one.</param>
    LetterText Write(Letter letter, DateTimeOffset now);
}

public sealed record LetterText(string Subject, string Html, string Text, IReadOnlyList<LetterAttachment> Attachments);
