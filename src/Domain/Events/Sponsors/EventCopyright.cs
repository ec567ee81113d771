using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>Under which licence an event's texts and pictures stand: at most one each.</summary>
public sealed class EventCopyright : EventContent, ISoftDeleted
{
    public string? Holder { get; set; }

    public string? HolderUrl { get; set; }

    public string Licence { get; set; } = "";

    public string? LicenceUrl { get; set; }

    public string? LogoUrl { get; set; }

    /// <summary>From 1900.</summary>
    public int? Year { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }
}
