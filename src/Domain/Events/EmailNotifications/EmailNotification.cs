using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Events;

/// <summary>
/// A user's e-mail preferences for an event where they have a role. The server creates the row with the user's first role there. Only
/// <c>false</c> switches an e-mail off: null, a deleted row and a missing row mean yes (docs/reference/emails.md#e-mail-preferences).
/// </summary>
public sealed class EmailNotification : Entity, ISoftDeleted, IOwnedByUser
{
    public long UserId { get; set; }
    public User User { get; set; } = null!;
    public long EventId { get; set; }
    public Event Event { get; set; } = null!;

    public bool? NextEvent { get; set; }

    /// <summary>A session was submitted.</summary>
    public bool? NewPaper { get; set; }

    /// <summary>A session was accepted or rejected.</summary>
    public bool? SessionAcceptReject { get; set; }

    public bool? SessionSchedule { get; set; }

    /// <summary>Tickets were sold.</summary>
    public bool? AfterTicketPurchase { get; set; } = true;

    public DateTimeOffset? DeletedAt { get; set; }
}
