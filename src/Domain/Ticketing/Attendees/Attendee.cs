using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Domain.Ticketing;

/// <summary>One seat and who sits on it. It belongs to the order that holds the seat; until then to whoever made it.</summary>
public sealed class Attendee : EventContent, ISoftDeleted, ICreatedAt
{
    /// <summary>Random and unique: with the order's identifier it is the QR code's text.</summary>
    public string Identifier { get; set; } = "";

    public long TicketId { get; set; }

    public Ticket Ticket { get; set; } = null!;

    public long? OrderId { get; set; }

    public Order? Order { get; set; }

    /// <summary>Whose attendee it is while it has no order.</summary>
    public long? CreatorId { get; set; }

    public User? Creator { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }

    public string? Firstname { get; set; }

    public string? Lastname { get; set; }

    /// <summary>Normal form (<see cref="EmailAddress.Normalize"/>): by it, verified, the attendee is recognised.</summary>
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

    public string? CheckinTimes { get; set; }

    public string? CheckoutTimes { get; set; }

    public string? RegisterTimes { get; set; }

    public string? DeviceNameCheckin { get; set; }

    public bool? IsBadgePrinted { get; set; }

    public DateTimeOffset? BadgePrintedAt { get; set; }

    /// <summary>As it is printed; empty while nobody has said who comes.</summary>
    public string FullName => $"{Firstname} {Lastname}".Trim();
}
