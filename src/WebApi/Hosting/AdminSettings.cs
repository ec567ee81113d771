using System.ComponentModel.DataAnnotations;

namespace OpenEvent.WebApi.Hosting;

/// <summary>Section <c>Admin</c>: the super administrator whom the first start makes.</summary>
public sealed record AdminSettings : IValidatableObject
{
    [EmailAddress(ErrorMessage = "this is no e-mail address.")]
    public string? Email { get; init; }

    [MinLength(8, ErrorMessage = "at least 8 characters are needed.")]
    public string? Password { get; init; }

    public bool IsConfigured => !string.IsNullOrEmpty(Email);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IsConfigured != !string.IsNullOrEmpty(Password))
            yield return new ValidationResult(
                "Admin:Email and Admin:Password go together.",
                [IsConfigured ? nameof(Password) : nameof(Email)]
            );
    }

    /// <summary>A record prints its members; this one must not print a password.</summary>
    public override string ToString() => nameof(AdminSettings);
}
