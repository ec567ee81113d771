using FluentValidation;

namespace OpenEvent.Application.Identity;

/// <summary>The rule for passwords: only the length is limited (NIST SP 800-63B §5.1.1.2).</summary>
internal static class PasswordRule
{
    public const int MinLength = 8;

    /// <summary>Long enough for any passphrase. It limits the work of hashing.</summary>
    public const int MaxLength = 256;

    public static IRuleBuilderOptions<T, string?> IsPassword<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(password => FindError(password) is null).WithMessage((_, password) => FindError(password));

    /// <returns>The error, or null if the password is valid.</returns>
    private static string? FindError(string? password) =>
        password switch
        {
            null or "" => "A password is required.",
            { Length: < MinLength } => $"The password must have at least {MinLength} characters.",
            { Length: > MaxLength } => $"The password must have at most {MaxLength} characters.",
            _ => null,
        };
}
