using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Program;

/// <summary>A session that a user has marked for themselves.</summary>
public sealed class UserFavouriteSession : Entity
{
    public long SessionId { get; set; }

    public Session Session { get; set; } = null!;

    public long UserId { get; set; }

    public User User { get; set; } = null!;
}
