namespace OpenEvent.Application.Identity;

/// <summary>What somebody asked for an address, before anyone looked whether it has an account.</summary>
public sealed record AccountWish(string What, string Email)
{
    public const string Kind = "account-wish";
    public const string Reset = "reset";
    public const string Verification = "verification";
}
