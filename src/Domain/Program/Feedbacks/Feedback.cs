using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Program;

/// <summary>
/// The rating of an event by a user, or of a session by a member of the event team. It has an event, a session, or both of one event.
/// </summary>
public sealed class Feedback : Entity, ISoftDeleted
{
    /// <summary>1 to 5.</summary>
    public double Rating { get; set; }

    public string Comment { get; set; } = "";

    public long? EventId { get; set; }

    public Event? Event { get; set; }

    public long? SessionId { get; set; }

    public Session? Session { get; set; }

    public long UserId { get; set; }

    public User User { get; set; } = null!;

    public DateTimeOffset? DeletedAt { get; set; }
}
