using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

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

    /// <summary>
    /// Whether the address has the form of an e-mail address: a local part, one @ and a host, without spaces and control
    /// characters. The addresses of service accounts are no addresses of people.
    /// </summary>
    public static bool IsValid(string email)
    {
        var at = email.IndexOf('@', StringComparison.Ordinal);
        return at > 0
            && at < email.Length - 1
            && email.Length <= MaxLength
            && at == email.LastIndexOf('@')
            && !email.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c) || c is '<' or '>' or ',' or ';')
            && email[^1] != '.'
            && email[at + 1] != '.'
            && !ServiceAddress.Is(email);
    }
}
