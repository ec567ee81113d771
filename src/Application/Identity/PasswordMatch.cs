namespace OpenEvent.Application.Identity;

public enum PasswordMatch
{
    No,
    Yes,

    /// <summary>Right, but hashed with other parameters than today's: hash it again while the password is at hand.</summary>
    YesButOutdated,
}
