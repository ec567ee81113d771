namespace OpenEvent.Application.Identity;

/// <summary>The result of verifying a password against a hash.</summary>
public enum PasswordVerificationResult
{
    Failed,
    Success,

    /// <summary>The password is correct, but its hash has outdated parameters. Hash it again while the password is known.</summary>
    SuccessRehashNeeded,
}
