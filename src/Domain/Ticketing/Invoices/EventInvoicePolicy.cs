using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Ticketing;

/// <summary>
/// The user who owes an invoice and the event team see it; staff see and change all invoices. Only the server issues invoices, and nobody
/// deletes them.
/// </summary>
public sealed class EventInvoicePolicy : Policy<EventInvoice>
{
    /// <summary>The fields for how to pay, which the user who owes the invoice may set. They cannot mark the invoice as paid.</summary>
    private static readonly string[] PayerFields =
    [
        nameof(EventInvoice.PaymentMode),
        nameof(EventInvoice.StripeToken),
        nameof(EventInvoice.PaypalToken),
    ];

    public override bool HidesExistence => false;

    protected override Expression<Func<EventInvoice, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        if (!actor.IsSignedIn)
            return _ => false;
        var userId = actor.UserId;
        var managedEventIds = actor.ManagedEventIds;
        return i => i.UserId == userId || (i.EventId != null && managedEventIds.Contains(i.EventId.Value));
    }

    protected override Decision ListCore(Actor actor) => actor.StaffOnly();

    protected override bool CanSeePrivateCore(Actor actor, EventInvoice row) => actor.IsStaff || actor.IsUser(row.UserId);

    protected override Expression<Func<EventInvoice, bool>>? PrivateToCore(Actor actor) =>
        actor switch
        {
            { IsStaff: true } => _ => true,
            { UserId: { } userId } => x => x.UserId == userId,
            _ => null,
        };

    protected override Decision UpdateCore(Actor actor, EventInvoice current, Changes<EventInvoice> changes) =>
        actor switch
        {
            { IsStaff: true } => Decision.Allow,
            _ when !actor.IsUser(current.UserId) => Decision.Deny("Only the user who owes the invoice and staff may change it."),
            _ when changes.FirstNameNotIn(PayerFields) is { } name => Decision.Deny($"Only staff may change {name}.", name),
            _ => Decision.Allow,
        };
}
