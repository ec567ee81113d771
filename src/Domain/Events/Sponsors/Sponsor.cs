using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>A sponsor of an event.</summary>
public sealed class Sponsor : EventContent, ISoftDeleted
{
    public string Name { get; set; } = "";

    public string? Description { get; set; }

    /// <summary>Sponsors with a lower level are shown first.</summary>
    public int? Level { get; set; }

    public string? Type { get; set; }

    public string? Url { get; set; }

    public string? LogoUrl { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }
}
