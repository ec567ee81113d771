using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>Who pays for an event and wants that to be seen.</summary>
public sealed class Sponsor : EventContent, ISoftDeleted
{
    public string Name { get; set; } = "";

    public string? Description { get; set; }

    /// <summary>The lower, the more prominent.</summary>
    public int? Level { get; set; }

    public string? Type { get; set; }

    public string? Url { get; set; }

    public string? LogoUrl { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }
}
