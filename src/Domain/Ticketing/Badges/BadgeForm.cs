using System.ComponentModel.DataAnnotations.Schema;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Ticketing;

/// <summary>The layout of the badges of a ticket. Tickets name it by <see cref="BadgeId"/>.</summary>
[TokenModule(TokenModule.Attendees)]
public sealed class BadgeForm : EventContent
{
    /// <summary>The name that the tickets of the event refer to; chosen by clients.</summary>
    public string? BadgeId { get; set; }

    /// <summary>The size of the paper in the words of the clients, e.g. <c>4x3</c>.</summary>
    public string? BadgeSize { get; set; }

    public string? BadgeColor { get; set; }

    public string? BadgeImageUrl { get; set; }

    public string? BadgeOrientation { get; set; }

    /// <summary>
    /// JSON: the fields of the form, with names in snake case. In a request, an entry with a <c>badge_field_id</c> changes that field, or
    /// deletes it if <c>is_deleted</c> is true; one without adds a field. Read from the rows of <see cref="BadgeFieldForm"/>.
    /// </summary>
    [NotMapped]
    public string? BadgeFields { get; set; }

    public List<BadgeFieldForm> Fields { get; } = [];
}
