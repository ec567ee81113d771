using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Program;

/// <summary>A type of session, e.g. talk, and its usual length.</summary>
public sealed class SessionType : EventContent, ISoftDeleted
{
    public string Name { get; set; } = "";

    /// <summary>Hours and minutes, e.g. <c>00:30</c>.</summary>
    public string Length { get; set; } = "";

    public int? Position { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }
}
