using System.ComponentModel.DataAnnotations;

namespace OpenEvent.WebApi.Hosting;

/// <summary>Section <c>Admin</c>: the super administrator that the first start creates.</summary>
public sealed record AdminSettings : IValidatableObject
{
    [EmailAddress(ErrorMessage = "must be an e-mail address.")]
    public string? Email { get; init; }

    [MinLength(8, ErrorMessage = "must have at least 8 characters.")]
    public string? Password { get; init; }

    public bool IsConfigured => !string.IsNullOrEmpty(Email);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IsConfigured != !string.IsNullOrEmpty(Password))
            yield return new ValidationResult(
                "Admin:Email and Admin:Password must both be set.",
                [IsConfigured ? nameof(Password) : nameof(Email)]
            );
    }

    /// <summary>The default of a record would print the password.</summary>
    public override string ToString() => nameof(AdminSettings);
}
