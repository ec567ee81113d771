using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Ticketing;

/// <summary>A mark that the event team puts on attendees, e.g. VIP.</summary>
[TokenModule(TokenModule.Attendees)]
public sealed class Tag : EventContent, ISoftDeleted
{
    public string Name { get; set; } = "";

    public string? Color { get; set; }

    /// <summary>Whether clients offer to change the tag. The server stores it and does not enforce it.</summary>
    public bool IsReadOnly { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }
}
