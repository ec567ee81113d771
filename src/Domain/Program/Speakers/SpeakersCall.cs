using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Program;

/// <summary>The call for sessions of an event. An event has at most one.</summary>
public sealed class SpeakersCall : EventContent, ISoftDeleted
{
    public string? Announcement { get; set; }

    public DateTimeOffset StartsAt { get; set; }

    public DateTimeOffset EndsAt { get; set; }

    /// <summary>The published deadline, which may be earlier than <see cref="EndsAt"/>.</summary>
    public DateTimeOffset? SoftEndsAt { get; set; }

    /// <summary><c>public</c>, or <c>private</c>: then clients need the hash to open it.</summary>
    public string? Privacy { get; set; } = "public";

    public string? Hash { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }
}
