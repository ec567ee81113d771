using System.Text.Json.Serialization;

namespace OpenEvent.Application.Identity;

/// <summary>
/// A request for an account e-mail, as the outbox stores it. Whether the address has an account is looked up later, so that the response is
/// the same for known and unknown addresses. The stored names (<c>account-wish</c>, <c>What</c>) must not change.
/// </summary>
/// <param name="Purpose"><see cref="PasswordResetPurpose"/> or <see cref="VerificationPurpose"/>.</param>
/// <param name="Email">The address as the client sent it.</param>
/// <param name="Page">As <c>RequestPasswordReset.Page</c>.</param>
public sealed record AccountEmailRequest([property: JsonPropertyName("What")] string Purpose, string Email, string? Page = null)
{
    public const string Kind = "account-wish";
    public const string PasswordResetPurpose = "reset";
    public const string VerificationPurpose = "verification";
}
