using System.ComponentModel.DataAnnotations;
using System.Text;

namespace OpenEvent.Application.Identity;

/// <summary>The configuration section <c>Auth</c>. Every setting has a default. Durations are written as <c>d.hh:mm:ss</c>.</summary>
public sealed class AuthSettings : IValidatableObject
{
    /// <summary>
    /// At least 32 bytes in UTF-8. If it is not set, a random secret is generated once and stored in the database for all nodes.
    /// </summary>
    public string? Secret { get; set; }

    /// <summary>Lifetime of an access token without a refresh token.</summary>
    public TimeSpan AccessLife { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Lifetime of an access token after a sign-in with <c>remember-me</c> and after a refresh.</summary>
    public TimeSpan ShortAccessLife { get; set; } = TimeSpan.FromMinutes(90);

    public TimeSpan RefreshLife { get; set; } = TimeSpan.FromDays(365);

    /// <summary>The longest lifetime of an access token for programs.</summary>
    public TimeSpan AccessTokenMaxLife { get; set; } = TimeSpan.FromDays(366);

    /// <summary>Unknown access tokens from one client address in <see cref="SignInWindow"/>.</summary>
    public int UnknownTokensPerAddress { get; set; } = 50;

    public TimeSpan PasswordResetLife { get; set; } = TimeSpan.FromHours(1);

    public TimeSpan VerificationLife { get; set; } = TimeSpan.FromDays(7);

    public TimeSpan InviteLife { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Memory of Argon2id in KiB. 19 MiB, two passes and one lane, which is fixed, are from the OWASP Password Storage Cheat Sheet.
    /// </summary>
    public int HashMemoryKiB { get; set; } = 19 * 1024;

    public int HashPasses { get; set; } = 2;

    /// <summary>Number of hashes that this node computes at the same time. 0 means one for each processor.</summary>
    public int HashesAtOnce { get; set; }

    /// <summary>Number of requests that may wait for a hash. Further requests get 429, so that they cannot hold all connections.</summary>
    public int HashesWaiting { get; set; } = 64;

    public TimeSpan SignInWindow { get; set; } = TimeSpan.FromMinutes(15);

    public int SignInFailuresPerAccount { get; set; } = 10;

    public int SignInFailuresPerAddress { get; set; } = 50;

    public int ResetsPerAccountAndHour { get; set; } = 3;

    public int ResetsPerAddressAndMinute { get; set; } = 10;

    public int LookUpsPerAddressAndMinute { get; set; } = 60;

    /// <summary>How long after a sign-in with the password the e-mail address can be changed without entering it again.</summary>
    public TimeSpan RecentSignIn { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long the former, verified address of an account can undo a change of the address.</summary>
    public TimeSpan AddressUndoLife { get; set; } = TimeSpan.FromDays(3);

    /// <summary>Registrations by client address, also those that are rejected, e.g. because the address has an account.</summary>
    public int RegistrationsPerAddressAndHour { get; set; } = 30;

    /// <summary>Registrations with the same e-mail address, from anywhere, also those that are rejected.</summary>
    public int RegistrationsPerEmailAndHour { get; set; } = 10;

    /// <summary>E-mails of one kind that one user may cause, e.g. role invites.</summary>
    public int EmailsPerAccountAndHour { get; set; } = 20;

    /// <summary>E-mails of one kind that one client address may cause.</summary>
    public int EmailsPerAddressAndHour { get; set; } = 60;

    /// <summary>E-mails of one kind that one recipient gets because others asked for them.</summary>
    public int EmailsPerRecipientAndHour { get; set; } = 5;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Secret is { Length: > 0 } && Encoding.UTF8.GetByteCount(Secret) < 32)
            yield return new ValidationResult("must have at least 32 bytes.", [nameof(Secret)]);
        if (HashMemoryKiB < 8 || HashPasses < 1)
            yield return new ValidationResult("Argon2 needs at least one pass and 8 KiB.", [nameof(HashMemoryKiB)]);
    }

    internal RateLimit SignInAccountLimit => new("sign-in account", SignInFailuresPerAccount, SignInWindow, IsDisclosed: false);

    internal RateLimit SignInAddressLimit => new("sign-in address", SignInFailuresPerAddress, SignInWindow);

    internal RateLimit UnknownTokenLimit => new("access token address", UnknownTokensPerAddress, SignInWindow);

    /// <summary>A client address is known to an account for this long after a sign-in from it.</summary>
    internal static RateLimit KnownAddressMemory { get; } = new("known address", int.MaxValue, TimeSpan.FromDays(90));

    internal RateLimit ResetAccountLimit => new("reset account", ResetsPerAccountAndHour, TimeSpan.FromHours(1), IsDisclosed: false);

    internal RateLimit ResetAddressLimit => new("reset address", ResetsPerAddressAndMinute, TimeSpan.FromMinutes(1));

    internal RateLimit VerificationAccountLimit =>
        new("verification account", ResetsPerAccountAndHour, TimeSpan.FromHours(1), IsDisclosed: false);

    internal RateLimit RegistrationAddressLimit => new("registration address", RegistrationsPerAddressAndHour, TimeSpan.FromHours(1));

    internal RateLimit RegistrationEmailLimit =>
        new("registration email", RegistrationsPerEmailAndHour, TimeSpan.FromHours(1), IsDisclosed: false);

    internal RateLimit EmailLookUpLimit => new("look-up address", LookUpsPerAddressAndMinute, TimeSpan.FromMinutes(1));

    /// <summary>Limits password attempts with a valid token, e.g. to change the password.</summary>
    internal RateLimit PasswordConfirmationLimit => new("password re-entry", SignInFailuresPerAccount, SignInWindow);
}
