using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>A link to an event's page on another website, e.g. a social network.</summary>
public sealed class SocialLink : EventContent, ISoftDeleted
{
    public string Name { get; set; } = "";

    public string Link { get; set; } = "";

    public string? Identifier { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }
}
