using System.Linq.Expressions;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// The resource of orders (docs/reference/orders.md). Private fields are for the buyer and the event team. An attendee sees the order of
/// their ticket without the buyer's data.
/// </summary>
internal sealed class Orders : Resource<Order>
{
    private const string CodeReason = "Everyone who knows a code may use it; the use cases ask whether it is valid for the order.";

    private readonly Relationship _invoice;

    public Orders()
    {
        AlsoKnownBy(o => o.Identifier, inLinks: true);
        Attribute(o => o.Address).Private();
        Attribute(o => o.Amount).Must(v => v is null or >= 0, "Must not be negative.");
        Attribute(o => o.AmountRefunded).ReadOnly().Private();
        Attribute(o => o.Brand).ReadOnly().Private();
        Attribute(o => o.CancelNote).MaxLength(5_000);
        Attribute(o => o.City).Private();
        Attribute(o => o.Company).Private();
        Attribute(o => o.CompletedAt).ReadOnly();
        Attribute(o => o.Country).Private();
        Attribute(o => o.CreatedAt).ReadOnly();
        Attribute(o => o.ExpMonth).ReadOnly().Private();
        Attribute(o => o.ExpYear).ReadOnly().Private();
        Attribute(o => o.Identifier).ReadOnly();
        Attribute(o => o.IsBillingEnabled);
        Attribute(o => o.Last4).ReadOnly().Private();
        Input(o => o.OnSiteTickets, "on-site-tickets", json: true, maxLength: 20_000);
        Attribute(o => o.OrderNotes).MaxLength(5_000).Private();
        Attribute(o => o.PaidVia).ReadOnly();
        Attribute(o => o.PaymentMode).OneOf([.. PaymentModes.All]);
        Attribute(o => o.PaymentUrl).ReadOnly().Private();
        Attribute(o => o.State).Private();
        Attribute(o => o.Status)
            .QueriedAs(o =>
                o.ExpiresAt <= DatabaseClock.Now() && (o.Status == OrderStatus.Initializing || o.Status == OrderStatus.Pending)
                    ? OrderStatus.Expired
                    : o.Status
            );
        Attribute(o => o.TaxBusinessInfo).Private();
        Attribute(o => o.TicketsPdfUrl).ReadOnly().Private();
        Attribute(o => o.TransactionId).ReadOnly().Private();
        Attribute(o => o.Zipcode).Private();
        Computed("discount-code-id", o => o.DiscountCodeId?.ToString(System.Globalization.CultureInfo.InvariantCulture), isPrivate: true);
        Filter("discount-code-id", o => o.DiscountCodeId, isPrivate: true);
        BelongsTo(o => o.Event)
            .Required()
            .WithAllMethods()
            .Fixed()
            .Inverse("orders", isPrivate: true)
            .DecidedByThisEnd(Attendees.OrderingReason);
        BelongsTo(o => o.User).ReadOnly().Contact();
        BelongsTo(o => o.Marketer).ReadOnly().Private();
        Through<Ticket>("tickets", data => data.Set<OrderTicket>().Select(l => new Link { From = l.OrderId, To = l.TicketId }));
        BelongsTo(o => o.DiscountCode).LinkableByAnyone().Private().DecidedByThisEnd(CodeReason);
        BelongsTo(o => o.AccessCode).Fixed().LinkableByAnyone().Private().DecidedByThisEnd(CodeReason);
        _invoice = BelongsTo(o => o.EventInvoice).ReadOnly().Private().Inverse("order", isPrivate: true);

        // An overdue order is shown as expired even if no job has changed its status yet.
        WithExtra<bool>(
            _ => o => o.ExpiresAt <= DatabaseClock.Now() && (o.Status == OrderStatus.Initializing || o.Status == OrderStatus.Pending),
            (o, isDue) =>
            {
                if (isDue)
                {
                    o.Status = OrderStatus.Expired;
                    o.ExpiresAt = null;
                }
            }
        );

        WithDocumentPreflight((_, document) => RequireGuessesLeft.Of(document));
        CreatedBy(draft => new PlaceOrder(draft));
        UpdatedBy((row, changes) => new UpdateOrder(row, changes));
        DeletedBy((row, note) => new DeleteOrder(row, note));
    }

    public override Policy<Order> Policy { get; } = new OrderPolicy();

    public override Order NewRow() => new();

    public override void Connect(ResourceCatalog catalog)
    {
        base.Connect(catalog);
        Add(new Through<User, Order>("orders", GetUserOrderLinks).Private());
        Add(new Through<User, Attendee>("attendees", GetUserAttendeeLinks).Private());
        ((EventsResource)catalog.Of<Event>()).LoadSalesWith(EventSalesQuery.LoadAsync);

        void Add<T, TTarget>(Through<T, TTarget> relationship)
            where T : Entity
            where TTarget : Entity
        {
            var owner = catalog.Of<T>();
            relationship.Connect(owner, catalog);
            owner.Add(relationship);
        }
    }

    /// <summary>The relationship to the event invoice is visible to the event team and staff only, not to the buyer.</summary>
    public override FieldMask VisibleMask(Actor actor, Order row)
    {
        var mask = base.VisibleMask(actor, row);
        return actor.HasCoorganizerAccess(row.EventId)
            ? mask
            : mask with
            {
                Relationships = mask.Relationships & ~(UInt128.One << _invoice.Index),
            };
    }

    public override Expression<Func<Order, bool>>? PrivateRows(Actor actor, string name)
    {
        if (name != _invoice.Name || actor.IsStaff)
            return base.PrivateRows(actor, name);
        var managedEventIds = actor.ManagedEventIds;
        return managedEventIds.Length == 0 ? null : o => managedEventIds.Contains(o.EventId);
    }

    private protected override Order Prototype() => new();

    /// <summary>The orders that a user bought and the orders that hold a ticket of theirs. Clients list both as "my tickets".</summary>
    private static IQueryable<Link> GetUserOrderLinks(IData data) =>
        data.Set<Order>()
            .Where(o => o.UserId != null)
            .Select(o => new Link { From = o.UserId!.Value, To = o.Id })
            .Union(GetAttendeeAccounts(data).Where(s => s.Order != null).Select(s => new Link { From = s.User, To = s.Order!.Value }));

    private static IQueryable<Link> GetUserAttendeeLinks(IData data) =>
        GetAttendeeAccounts(data).Select(s => new Link { From = s.User, To = s.Attendee });

    private static IQueryable<AttendeeAccount> GetAttendeeAccounts(IData data) =>
        data.Set<Attendee>()
            .Where(a => a.DeletedAt == null && a.Email != null)
            .Join(
                data.Set<User>().Where(u => u.IsVerified && u.DeletedAt == null),
                a => a.Email,
                u => u.Email,
                (a, u) =>
                    new AttendeeAccount
                    {
                        User = u.Id,
                        Attendee = a.Id,
                        Order = a.OrderId,
                    }
            );

    private sealed class AttendeeAccount
    {
        public long User { get; init; }

        public long Attendee { get; init; }

        public long? Order { get; init; }
    }
}
