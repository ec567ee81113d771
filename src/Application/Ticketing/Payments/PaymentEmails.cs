using OpenEvent.Application.Common;

namespace OpenEvent.Application.Ticketing;

/// <summary>To the event team: something happened to a payment at the provider, or a person has to act.</summary>
/// <param name="Title">E.g. <c>A refund failed</c>.</param>
/// <param name="OrderIdentifier">Null: the alert is about the event's account.</param>
/// <param name="Url">The order, or the event's settings.</param>
[Recipient("Organizer", About = "payments of events that you organize")]
public sealed record PaymentAlert(string Name, string EventName, string Title, string Text, string? OrderIdentifier, string Url)
    : EmailMessage;

/// <summary>To the buyer: a payment was received that does not fit the order, so it goes back as a whole or in part.</summary>
/// <param name="Taken">E.g. <c>EUR 25.00</c>.</param>
/// <param name="Returned">E.g. <c>EUR 12.50</c>.</param>
/// <param name="Reason">A sentence.</param>
[Recipient("Buyer")]
public sealed record PaymentReturned(
    string Name,
    string EventName,
    string OrderIdentifier,
    string Taken,
    string Returned,
    string Reason,
    string OrderUrl
) : EmailMessage;

/// <summary>To an event's organizers, daily while refunds need a person or disputes are open.</summary>
/// <param name="More">The number of problems that the list leaves out.</param>
[Recipient("Organizer", About = "open refunds and disputes of events that you organize")]
public sealed record PaymentProblems(string Name, string EventName, IReadOnlyList<PaymentProblem> Problems, int More) : EmailMessage;

/// <summary>One line of <see cref="PaymentProblems"/>.</summary>
public sealed record PaymentProblem(string OrderIdentifier, string Text);
