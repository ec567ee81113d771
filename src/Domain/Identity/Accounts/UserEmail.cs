using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>
/// Another e-mail address that a user notes in their account. It is contact data only: nobody can sign in with it, nothing is sent to it,
/// and tickets, speakers and invites with that address are not the user's. Several users may note the same address.
/// </summary>
public sealed class UserEmail : Entity, ISoftDeleted
{
    /// <summary>How many a user may have.</summary>
    public const int MaxPerUser = 20;

    /// <summary>Normalized; unique among those of the user that are not deleted.</summary>
    public string EmailAddress { get; set; } = "";

    public string? Type { get; set; }

    public long UserId { get; set; }
    public User User { get; set; } = null!;

    public DateTimeOffset? DeletedAt { get; set; }
}
