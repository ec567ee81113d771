namespace OpenEvent.Application.Identity;

public enum PasswordVerificationResult
{
    Failed,
    Success,

    /// <summary>Right, but hashed with other parameters than today's: hash it again while the password is at hand.</summary>
    SuccessRehashNeeded,
}
