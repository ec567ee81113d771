using OpenEvent.Application.Ticketing;

namespace OpenEvent.Application.Notifications;

/// <summary>What a kind of letter needs to know. The kind's template has the record's name in snake case, as the reference names its mails.</summary>
public abstract record Letter;

/// <summary>To the buyer, when the order is completed or placed.</summary>
/// <param name="Total">As printed, e.g. <c>EUR 50.00</c>.</param>
/// <param name="PdfUrl">The order's summary.</param>
public sealed record TicketPurchased(
    EventPrint Event, string BuyerName, string OrderIdentifier, IReadOnlyList<string> Tickets, string Total, string OrderUrl, string PdfUrl) : Letter;

/// <summary>To each attendee, with his own ticket; to an address that several tickets are for, with all of them.</summary>
public sealed record TicketPurchasedAttendee(EventPrint Event, string HolderName, IReadOnlyList<TicketLink> Tickets, string OrderIdentifier) : Letter;

/// <summary>Where one ticket's PDF is.</summary>
public sealed record TicketLink(string Name, string Url);

/// <summary>To the buyer and the attendees when an order is cancelled or deleted.</summary>
/// <param name="Note">The organizer's reason; may be null.</param>
public sealed record TicketCancelled(EventPrint Event, string Name, string OrderIdentifier, string? Note, bool RefundStarted) : Letter;

/// <summary>To a new or unverified account.</summary>
public sealed record UserConfirmation(string VerifyUrl) : Letter;

/// <summary>The link that sets a new password.</summary>
/// <param name="ValidFor">As read, e.g. <c>1 hour</c>.</param>
public sealed record PasswordReset(string ResetUrl, string ValidFor) : Letter;

/// <summary>The password was changed; carries no link, as a thief's letter would.</summary>
public sealed record PasswordChange(string Name) : Letter;

/// <summary>To both addresses when an account's address changes.</summary>
public sealed record UserChangeEmail(string OldEmail, string NewEmail) : Letter;

/// <summary>Invites to a role in an event's team.</summary>
/// <param name="InviterName">May be null.</param>
public sealed record EventRole(string EventName, string RoleName, string? InviterName, string AcceptUrl) : Letter;

/// <summary>What the letters about an invoice of the platform say.</summary>
/// <param name="Amount">As printed, e.g. <c>EUR 50.00</c>; <paramref name="DueOn"/> likewise.</param>
public sealed record InvoiceFacts(string Name, string EventName, string Number, string Amount, string DueOn, string PdfUrl, string PayUrl);

/// <summary>To an event's owner, with a new invoice of the platform.</summary>
public sealed record MonthlyPayment(InvoiceFacts Invoice) : Letter;

/// <summary>A first reminder of an invoice.</summary>
public sealed record MonthlyPaymentFollowUp(InvoiceFacts Invoice) : Letter;

/// <summary>An invoice is due in a few days.</summary>
public sealed record MonthlyPaymentPreDue(InvoiceFacts Invoice) : Letter;

/// <summary>An invoice was due and is not paid.</summary>
public sealed record MonthlyPaymentPostDue(InvoiceFacts Invoice) : Letter;
