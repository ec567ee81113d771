using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Program;

/// <summary>An event's call for sessions: at most one.</summary>
public sealed class SpeakersCall : EventContent, ISoftDeleted
{
    public string? Announcement { get; set; }

    public DateTimeOffset StartsAt { get; set; }

    public DateTimeOffset EndsAt { get; set; }

    /// <summary>Until when it is said to be open, which is earlier than it really is.</summary>
    public DateTimeOffset? SoftEndsAt { get; set; }

    /// <summary><c>public</c>, or <c>private</c>: only who has the hash finds it.</summary>
    public string? Privacy { get; set; } = "public";

    public string? Hash { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }
}
