using System.Linq.Expressions;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Platform;

/// <summary>Rows of module Ticketing that are about a person.</summary>
internal static class PersonalTicketingRows
{
    private const string Books = "Accounting needs them: numbers, amounts, dates, and references at the payment provider.";
    private const string TicketOfOther = "The ticket of another person.";

    /// <summary>
    /// What the buyer entered for the invoice, and the stored document. Of an order that cost something they stay until
    /// <see cref="AnonymizeBilling"/> clears them.
    /// </summary>
    public static readonly string[] BillingMembers =
    [
        nameof(Order.Company),
        nameof(Order.TaxBusinessInfo),
        nameof(Order.Address),
        nameof(Order.City),
        nameof(Order.State),
        nameof(Order.Zipcode),
        nameof(Order.TicketsPdfUrl),
    ];

    /// <summary>Whether accounting needs the order: it cost something, and was completed or placed. For queries.</summary>
    public static readonly Expression<Func<Order, bool>> IsInBooks = o =>
        o.Amount > 0 && (o.CompletedAt != null || o.Status == OrderStatus.Placed);

    public static IEnumerable<PersonalRows> All =>
        [
            new PersonalRowsOf<Scan>(p => Of<Scan>(s => s.Attendee, p)).Export("scans").Clear(nameof(Scan.Message)),
            new PersonalRowsOf<UserCheckIn>(p => Of<UserCheckIn>(c => c.TicketHolder, p))
                .Export("room-check-ins")
                .Keep("Devices of the team.", nameof(UserCheckIn.StationType), nameof(UserCheckIn.DeviceName)),
            new PersonalRowsOf<VirtualCheckIn>(p => Of<VirtualCheckIn>(c => c.Attendee, p)).Export("virtual-check-ins"),
            new PersonalRowsOf<Attendee>(p => a => a.Order!.UserId == p.Id)
                .Export("attendees-of-orders")
                .Omit(TicketOfOther, nameof(Attendee.Identifier), nameof(Attendee.PdfUrl))
                .Keep("Other people. Their own rows, if the person is one of them, are in the next entry."),
            PersonalAttendeeRows.Own,
            new PersonalRowsOf<OrderTicket>(p => t => t.Order.UserId == p.Id).Export("order-tickets"),
            new PersonalRowsOf<Refund>(p => r => r.Payment.Order!.UserId == p.Id)
                .Export("refunds")
                .Keep(Books, nameof(Refund.Reference), nameof(Refund.ExternalId), nameof(Refund.Failure)),
            new PersonalRowsOf<Payment>(p => x => x.Order!.UserId == p.Id)
                .Export("payments")
                .Omit("The account of the event.", nameof(Payment.Account))
                .Keep(
                    Books,
                    nameof(Payment.OrderIdentifier),
                    nameof(Payment.Provider),
                    nameof(Payment.Account),
                    nameof(Payment.Reference),
                    nameof(Payment.ExternalId),
                    nameof(Payment.Currency),
                    nameof(Payment.DisputeId),
                    nameof(Payment.DisputeReason)
                ),
            Orders,
            new PersonalRowsOf<EventInvoice>(p => i => i.UserId == p.Id)
                .Export("event-invoices")
                .Omit("Secrets of the payment provider.", nameof(EventInvoice.StripeToken), nameof(EventInvoice.PaypalToken))
                .Files(nameof(EventInvoice.InvoicePdfUrl))
                .Clear(
                    nameof(EventInvoice.StripeToken),
                    nameof(EventInvoice.PaypalToken),
                    nameof(EventInvoice.Brand),
                    nameof(EventInvoice.Last4)
                )
                .Keep(
                    Books,
                    nameof(EventInvoice.Identifier),
                    nameof(EventInvoice.Status),
                    nameof(EventInvoice.Currency),
                    nameof(EventInvoice.DiscountType),
                    nameof(EventInvoice.InvoicePdfUrl),
                    nameof(EventInvoice.PaymentMode),
                    nameof(EventInvoice.PaidVia),
                    nameof(EventInvoice.TransactionId)
                ),
        ];

    private static PersonalRows Orders =>
        new PersonalRowsOf<Order>(p => o => o.UserId == p.Id)
            .Export("orders")
            .Omit("A hash, and a link with rights at the payment provider.", nameof(Order.ClientAddressHash), nameof(Order.PaymentUrl))
            .Files(nameof(Order.TicketsPdfUrl))
            .Clear(_ => Not(IsInBooks), BillingMembers)
            .Clear(
                nameof(Order.ClientAddressHash),
                nameof(Order.PaymentUrl),
                nameof(Order.Brand),
                nameof(Order.Last4),
                nameof(Order.ExpMonth),
                nameof(Order.ExpYear),
                nameof(Order.OrderNotes),
                nameof(Order.CancelNote)
            )
            .Keep(
                Books,
                nameof(Order.Identifier),
                nameof(Order.Country),
                nameof(Order.PaymentMode),
                nameof(Order.PaidVia),
                nameof(Order.TransactionId)
            );

    private static Expression<Func<Order, bool>> Not(Expression<Func<Order, bool>> condition) =>
        Expression.Lambda<Func<Order, bool>>(Expression.Not(condition.Body), condition.Parameters);

    /// <summary>The rows that belong to an attendee who is the person.</summary>
    private static Expression<Func<T, bool>> Of<T>(Expression<Func<T, Attendee>> attendee, Person person) =>
        Expression.Lambda<Func<T, bool>>(
            ExpressionSubstitution.Apply(PersonalAttendeeRows.IsOwn(person), attendee.Body),
            attendee.Parameters
        );
}
