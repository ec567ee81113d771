using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Program;

/// <summary>A kind of session, e.g. a talk, and how long one usually takes.</summary>
public sealed class SessionType : EventContent, ISoftDeleted
{
    public string Name { get; set; } = "";

    /// <summary>Hours and minutes, e.g. <c>00:30</c>.</summary>
    public string Length { get; set; } = "";

    public int? Position { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }
}
