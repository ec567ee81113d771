using OpenEvent.Application.Common;

namespace OpenEvent.Application.Notifications;

/// <summary>Puts a letter into words.</summary>
public interface ILetterWriter
{
    /// <summary>Whatever people typed comes out as text: encoded in the HTML part, on one line in the subject.</summary>
    LetterText Write(Letter letter);
}

public sealed record LetterText(string Subject, string Html, string Text);
