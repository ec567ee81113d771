using System.ComponentModel.DataAnnotations;
using System.Text;

namespace OpenEvent.Application.Identity;

/// <summary>The section <c>Auth</c> of the configuration. Everything has a default; durations are written as <c>d.hh:mm:ss</c>.</summary>
public sealed class AuthSettings : IValidatableObject
{
    /// <summary>At least 32 bytes in UTF-8. Without it a secret is made once and kept in the database, for all nodes.</summary>
    public string? Secret { get; set; }

    public TimeSpan AccessLife { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Where a refresh token renews it: after a sign-in with <c>remember-me</c>, and after a refresh.</summary>
    public TimeSpan ShortAccessLife { get; set; } = TimeSpan.FromMinutes(90);

    public TimeSpan RefreshLife { get; set; } = TimeSpan.FromDays(365);

    public TimeSpan PasswordResetLife { get; set; } = TimeSpan.FromHours(1);

    public TimeSpan VerificationLife { get; set; } = TimeSpan.FromDays(7);

    public TimeSpan InviteLife { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Argon2id's memory. 19 MiB, two passes, one lane: OWASP's password storage cheat sheet.</summary>
    public int HashMemoryKiB { get; set; } = 19 * 1024;

    public int HashPasses { get; set; } = 2;

    public int HashLanes { get; set; } = 1;

    /// <summary>How many hashes are computed at a time on this node; zero: one for each processor.</summary>
    public int HashesAtOnce { get; set; }

    /// <summary>How many may wait for their turn before others are sent away with 429, so that a storm cannot hold every connection.</summary>
    public int HashesWaiting { get; set; } = 64;

    public TimeSpan SignInWindow { get; set; } = TimeSpan.FromMinutes(15);

    public int SignInFailuresPerAccount { get; set; } = 10;

    public int SignInFailuresPerAddress { get; set; } = 50;

    public int ResetsPerAccountAndHour { get; set; } = 3;

    public int ResetsPerAddressAndMinute { get; set; } = 10;

    public int LookUpsPerAddressAndMinute { get; set; } = 60;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Secret is { Length: > 0 } && Encoding.UTF8.GetByteCount(Secret) < 32)
            yield return new ValidationResult("at least 32 bytes are needed.", [nameof(Secret)]);
        if (HashMemoryKiB < 8 * HashLanes || HashPasses < 1 || HashLanes < 1)
            yield return new ValidationResult(
                "Argon2 needs at least one pass, one lane, and 8 KiB for each lane.",
                [nameof(HashMemoryKiB)]
            );
    }

    internal RateLimit SignInAccountLimit => new("sign-in account", SignInFailuresPerAccount, SignInWindow);

    internal RateLimit SignInAddressLimit => new("sign-in address", SignInFailuresPerAddress, SignInWindow);

    /// <summary>From how long ago a sign-in makes an address one that the account is known to use.</summary>
    internal static RateLimit KnownAddressLimit { get; } = new("known address", int.MaxValue, TimeSpan.FromDays(90));

    internal RateLimit ResetAccountLimit => new("reset account", ResetsPerAccountAndHour, TimeSpan.FromHours(1));

    internal RateLimit ResetAddressLimit => new("reset address", ResetsPerAddressAndMinute, TimeSpan.FromMinutes(1));

    internal RateLimit VerificationAccountLimit => new("verification account", ResetsPerAccountAndHour, TimeSpan.FromHours(1));

    internal RateLimit EmailLookUpLimit => new("look-up address", LookUpsPerAddressAndMinute, TimeSpan.FromMinutes(1));

    /// <summary>Guesses of a password by someone who holds a token already.</summary>
    internal RateLimit PasswordConfirmationLimit => new("password re-entry", SignInFailuresPerAccount, SignInWindow);
}
