using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>
/// An alternate e-mail address of an account. It is contact data: nobody signs in with it, and it gives no rights. Several accounts may
/// have the same address.
/// </summary>
public sealed class UserEmail : Entity, ISoftDeleted, IOwnedByUser
{
    /// <summary>How many a user may have.</summary>
    public const int MaxPerUser = 20;

    /// <summary>Normalized. Unique among the user's addresses that are not deleted.</summary>
    public string EmailAddress { get; set; } = "";

    public string? Type { get; set; }

    public long UserId { get; set; }

    public User User { get; set; } = null!;

    public DateTimeOffset? DeletedAt { get; set; }
}
