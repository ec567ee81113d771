using System.Linq.Expressions;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Ticketing;

/// <summary>One seat and the person on it. It belongs to the buyer of its order, or to its creator while it has no order.</summary>
[TokenModule(TokenModule.Attendees)]
public sealed class Attendee : EventContent, ISoftDeleted, ICreatedAt
{
    /// <summary>Whether the order is completed or placed, so that the ticket was issued. For queries.</summary>
    public static Expression<Func<Attendee, bool>> HasValidTicket { get; } =
        a => a.Order != null && (a.Order.Status == OrderStatus.Completed || a.Order.Status == OrderStatus.Placed);

    /// <summary>Random and unique. The text of the QR code consists of the order's identifier and this identifier.</summary>
    public string Identifier { get; set; } = "";

    public long TicketId { get; set; }

    public Ticket Ticket { get; set; } = null!;

    public long? TagId { get; set; }

    /// <summary>The mark that the event team has put on the attendee.</summary>
    public Tag? Tag { get; set; }

    public long? OrderId { get; set; }

    public Order? Order { get; set; }

    /// <summary>The user who owns the attendee while it has no order.</summary>
    public long? CreatorId { get; set; }

    public User? Creator { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }

    public string? Firstname { get; set; }

    public string? Lastname { get; set; }

    /// <summary>
    /// Normalized (<see cref="EmailAddress.Normalize"/>). The attendee is matched to the user with this verified address
    /// (docs/reference/attendees.md#identification).
    /// </summary>
    public string? Email { get; set; }

    public string? PdfUrl { get; set; }

    public string? Address { get; set; }

    public string? City { get; set; }

    public string? State { get; set; }

    public string? Country { get; set; }

    public string? JobTitle { get; set; }

    public string? Phone { get; set; }

    public string? TaxBusinessInfo { get; set; }

    public string? BillingAddress { get; set; }

    public string? HomeAddress { get; set; }

    public string? ShippingAddress { get; set; }

    public string? Company { get; set; }

    public string? WorkAddress { get; set; }

    public string? WorkPhone { get; set; }

    public string? Website { get; set; }

    public string? Blog { get; set; }

    public string? Twitter { get; set; }

    public string? Facebook { get; set; }

    public string? Github { get; set; }

    public string? Instagram { get; set; }

    public string? Linkedin { get; set; }

    public string? Gender { get; set; }

    public string? AgeGroup { get; set; }

    public DateTimeOffset? BirthDate { get; set; }

    public string? HomeWiki { get; set; }

    public string? WikiScholarship { get; set; }

    public string? NativeLanguage { get; set; }

    public string? FluentLanguage { get; set; }

    public string? AttendeeNotes { get; set; }

    public bool? AcceptReceiveEmails { get; set; }

    public bool? AcceptShareDetails { get; set; }

    public bool? AcceptVideoRecording { get; set; }

    public bool? IsConsentFormField { get; set; }

    public bool? IsConsentFormFieldEmail { get; set; }

    public bool? IsConsentFormFieldPhoto { get; set; }

    public bool IsConsentOfRefundPolicy { get; set; }

    public bool? IsAccessCodeApplied { get; set; }

    public bool? IsDiscountApplied { get; set; }

    /// <summary>JSON: a flat object, the answers to the event's own questions.</summary>
    public string? ComplexFieldValues { get; set; }

    public bool IsCheckedIn { get; set; }

    public bool IsCheckedOut { get; set; }

    public bool IsRegistered { get; set; }

    /// <summary>
    /// Times separated by commas (<see cref="CheckInTimes"/>), like <see cref="CheckoutTimes"/> and <see cref="RegisterTimes"/>.
    /// </summary>
    public string? CheckinTimes { get; set; }

    public string? CheckoutTimes { get; set; }

    public string? RegisterTimes { get; set; }

    /// <summary>Device names separated by commas, one for each of <see cref="CheckinTimes"/>.</summary>
    public string? DeviceNameCheckin { get; set; }

    public bool? IsBadgePrinted { get; set; }

    public DateTimeOffset? BadgePrintedAt { get; set; }

    /// <summary>First and last name, as printed on the ticket; empty while neither is set.</summary>
    public string FullName => $"{Firstname} {Lastname}".Trim();
}
