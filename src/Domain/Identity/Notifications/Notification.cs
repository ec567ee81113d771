using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>A notification for one user, shown on their notifications page.</summary>
[TokenModule(TokenModule.Account)]
public sealed class Notification : Entity, ICreatedAt, IOwnedByUser
{
    public long UserId { get; set; }
    public User User { get; set; } = null!;

    /// <summary>A JSON object: the kind of notification, the actors and the subject.</summary>
    public string? Content { get; set; }

    public bool IsRead { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
}
