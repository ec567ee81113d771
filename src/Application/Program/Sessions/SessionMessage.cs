using System.Net;
using System.Text.RegularExpressions;

namespace OpenEvent.Application.Program;

/// <summary>
/// What a sender wrote instead of the texts of <see cref="SessionStateChange"/>. The texts can contain the placeholders that
/// <c>GET /v1/sessions/mails</c> shows, such as <c>{event_name}</c>. The message is sent as plain text.
/// </summary>
/// <param name="Subject">Null: the subject of the session's state.</param>
/// <param name="Text">Null: the text of the session's state. Clients write line breaks as <c>&lt;br/&gt;</c>.</param>
internal sealed partial record SessionMessage(string? Subject, string? Text)
{
    public bool HasOwnText => !string.IsNullOrWhiteSpace(Subject) || !string.IsNullOrWhiteSpace(Text);

    /// <summary>The e-mail with these texts for its recipient.</summary>
    public SessionStateChange ApplyTo(SessionStateChange email) =>
        email with
        {
            CustomSubject = string.IsNullOrWhiteSpace(Subject) ? null : Fill(Subject.Trim(), email),
            CustomMessage = string.IsNullOrWhiteSpace(Text) ? null : Fill(ToPlainText(Text), email),
        };

    private static string Fill(string text, SessionStateChange email) =>
        Placeholder()
            .Replace(text, found => found.Value switch
                {
                    "{speaker_name}" => email.Name,
                    "{event_name}" => email.EventName,
                    "{session_name}" => email.SessionTitle,
                    "{session_state}" => email.State,
                    "{my_sessions_link}" => email.SessionsUrl,
                    _ => found.Value,
                });

    private static string ToPlainText(string html) => WebUtility.HtmlDecode(Tag().Replace(LineEnd().Replace(html, "\n"), "")).Trim();

    [GeneratedRegex(@"\{[a-z_]{1,30}\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"<br\s*/?>|</p>", RegexOptions.IgnoreCase)]
    private static partial Regex LineEnd();

    [GeneratedRegex("</?[a-zA-Z][^<>]*>")]
    private static partial Regex Tag();
}
