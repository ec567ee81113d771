namespace OpenEvent.Application.Identity;

/// <summary>What is a password here: length, and nothing else (NIST SP 800-63B §5.1.1.2).</summary>
internal static class PasswordRule
{
    public const int MinLength = 8;

    /// <summary>Enough for any phrase; it bounds the work of hashing.</summary>
    public const int MaxLength = 256;

    /// <returns>What is wrong, or null.</returns>
    public static string? FindError(string? password) =>
        password switch
        {
            null or "" => "A password is required.",
            { Length: < MinLength } => $"A password has at least {MinLength} characters.",
            { Length: > MaxLength } => $"A password has at most {MaxLength} characters.",
            _ => null,
        };
}
