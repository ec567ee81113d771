using System.Globalization;

namespace OpenEvent.Domain.Common;

/// <summary>The normal form in which e-mail addresses are stored and compared.</summary>
public static class EmailAddress
{
    /// <summary>RFC 5321 §4.5.3.1.3: a path has at most 256 octets, two of them brackets.</summary>
    public const int MaxLength = 254;

    /// <summary>
    /// In Unicode normal form C, trimmed and in lower case. RFC 5321 allows hosts to distinguish upper and lower case, but hosts in use do
    /// not.
    /// </summary>
    public static string Normalize(string email) => NormalFormC.Of(email).Trim().ToLowerInvariant();

    /// <summary>Characters that have a meaning in headers (RFC 5322 §3.2.3), so that no provider gives them to people.</summary>
    private const string Specials = "<>()[]\\,;:\"";

    /// <summary>
    /// Whether e-mails can be sent to the address: it is well formed, and not that of a service account, which nobody reads.
    /// </summary>
    public static bool IsValid(string email) => IsWellFormed(email) && !ServiceAddress.Is(email);

    /// <summary>
    /// Whether the text has the form of an e-mail address: a local part, one @ and the name of a host with a domain, or localhost, without
    /// spaces, control characters and characters that have a meaning in headers.
    /// </summary>
    public static bool IsWellFormed(string email)
    {
        var at = email.IndexOf('@', StringComparison.Ordinal);
        if (at <= 0 || email.Length > MaxLength || email.Any(IsForbidden))
            return false;
        var host = email[(at + 1)..];
        return AreLabels(email[..at]) && (host == "localhost" || (host.Contains('.') && !host.Contains('@') && AreLabels(host)));
    }

    /// <summary>No dot stands at an end or beside another one: mail servers refuse such addresses.</summary>
    private static bool AreLabels(string text) => text.Split('.').All(label => label.Length > 0);

    private static bool IsForbidden(char c) =>
        char.IsWhiteSpace(c)
        || char.IsControl(c)
        || char.IsSurrogate(c)
        || char.GetUnicodeCategory(c) == UnicodeCategory.Format
        || Specials.Contains(c);
}
