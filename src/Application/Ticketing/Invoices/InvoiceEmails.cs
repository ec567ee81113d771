using OpenEvent.Application.Common;

namespace OpenEvent.Application.Ticketing;

/// <summary>The content of the e-mails about an event invoice.</summary>
/// <param name="Name">The owner's name.</param>
/// <param name="Amount">Formatted with its currency, e.g. <c>EUR 50.00</c>. Never negative.</param>
/// <param name="DueOn">Formatted, e.g. <c>1 May 2026</c>.</param>
/// <param name="IsCredit">A credit note: the platform owes the amount to the owner.</param>
public sealed record InvoiceDetails(
    string Name,
    string EventName,
    string Number,
    string Amount,
    string DueOn,
    string PdfUrl,
    string PayUrl,
    bool IsCredit
);

/// <summary>To an event's owner, with a new event invoice.</summary>
[Recipient("Owner")]
public sealed record MonthlyPayment(InvoiceDetails Invoice) : EmailMessage;

/// <summary>The first reminder of an unpaid invoice.</summary>
[Recipient("Owner")]
public sealed record MonthlyPaymentFollowUp(InvoiceDetails Invoice) : EmailMessage;

/// <summary>A reminder a few days before an unpaid invoice is due.</summary>
[Recipient("Owner")]
public sealed record MonthlyPaymentPreDue(InvoiceDetails Invoice) : EmailMessage;

/// <summary>A reminder of an unpaid invoice that is overdue.</summary>
[Recipient("Owner")]
public sealed record MonthlyPaymentPostDue(InvoiceDetails Invoice) : EmailMessage;
