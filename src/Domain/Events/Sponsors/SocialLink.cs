using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>Where else an event is to be found.</summary>
public sealed class SocialLink : EventContent, ISoftDeleted
{
    public string Name { get; set; } = "";

    public string Link { get; set; } = "";

    public string? Identifier { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }
}
