using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>The licence of an event's texts and pictures. An event has at most one.</summary>
public sealed class EventCopyright : EventContent, ISoftDeleted
{
    public string? Holder { get; set; }

    public string? HolderUrl { get; set; }

    public string Licence { get; set; } = "";

    public string? LicenceUrl { get; set; }

    public string? LogoUrl { get; set; }

    /// <summary>1900 or later.</summary>
    public int? Year { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }
}
