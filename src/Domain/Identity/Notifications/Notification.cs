using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>A note for one user on his notifications page.</summary>
public sealed class Notification : Entity, ICreatedAt
{
    public long UserId { get; set; }
    public User User { get; set; } = null!;

    /// <summary>A JSON object: the kind, the actors and what the note is about.</summary>
    public string? Content { get; set; }

    public bool IsRead { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
}
