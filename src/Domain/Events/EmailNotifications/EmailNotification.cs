using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Events;

/// <summary>
/// Which mails a user wants about an event that he has a role in: one row for each user and event, made when he gets his first role there. A wish that is null says
/// nothing: he is told, as he was before he had a row. Only <c>false</c> keeps a mail from him.
/// </summary>
public sealed class EmailNotification : Entity, ISoftDeleted
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
