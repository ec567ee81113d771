using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Events;

/// <summary>
/// An account for a program, e.g. the check-in devices at a door. It cannot sign in: it is used with tokens only. The organizers of its
/// event manage it, or staff if it has no event.
/// </summary>
[TokenModule(TokenModule.None)]
public sealed class ServiceAccount : Entity, ICreatedAt
{
    public const int MaxPerEvent = 50;

    /// <summary>What the team list shows.</summary>
    public string Name { get; set; } = "";

    public long? EventId { get; set; }

    public Event? Event { get; set; }

    /// <summary>Its role at the event. Null without an event.</summary>
    public long? RoleId { get; set; }

    public Role? Role { get; set; }

    /// <summary>The account with which the program acts.</summary>
    public long UserId { get; set; }

    public User User { get; set; } = null!;

    public DateTimeOffset CreatedAt { get; set; }
}
