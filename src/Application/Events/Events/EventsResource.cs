using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>
/// The event, with every attribute of the reference server. Relationships from other types are declared with those types.
/// </summary>
internal sealed class EventsResource : Resource<Event>
{
    private static readonly string[] SalesFields =
    [
        "completed-order-tickets",
        "completed-order-sales",
        "placed-order-tickets",
        "placed-order-sales",
        "pending-order-tickets",
        "pending-order-sales",
    ];

    /// <summary>Why the policies of types and topics have no say in their use (<c>DecidedByThisEnd</c>).</summary>
    private const string VocabularyReason = "Types and topics are a vocabulary of the platform that every event uses.";

    public EventsResource()
    {
        SharedWithVisitors();
        AlsoKnownBy(e => e.Identifier);
        Attribute(e => e.AfterOrderMessage).Html(5_000);
        Attribute(e => e.BankDetails).MaxLength(2_000);
        Attribute(e => e.CanPayByAlipay);
        Attribute(e => e.CanPayByBank);
        Attribute(e => e.CanPayByCheque);
        Attribute(e => e.CanPayByInvoice);
        Attribute(e => e.CanPayByOmise);
        Attribute(e => e.CanPayByPaypal);
        Attribute(e => e.CanPayByPaytm);
        Attribute(e => e.CanPayByStripe);
        Attribute(e => e.CanPayOnsite);
        Attribute(e => e.ChatRoomName).ReadOnly().NotCopied();
        Attribute(e => e.ChequeDetails).MaxLength(2_000);
        Attribute(e => e.CodeOfConduct).Html(10_000);
        Attribute(e => e.CreatedAt).ReadOnly();
        Attribute(e => e.DeletedAt);
        Attribute(e => e.Description).Html(20_000);
        Attribute(e => e.DocumentLinks).Json().MaxLength(5_000).Must(JsonText.HasOnlyWebAddresses, JsonText.LinksMessage);
        Attribute(e => e.EndsAt).Required();
        Attribute(e => e.ExternalEventUrl).Url();
        Attribute(e => e.HasOwnerInfo);
        Attribute(e => e.IcalUrl).ReadOnly().NotCopied();
        Attribute(e => e.IconImageUrl).ReadOnly().Media();
        Attribute(e => e.Identifier).ReadOnly().NotCopied();
        Attribute(e => e.InvoiceDetails).MaxLength(2_000);
        Attribute(e => e.IsAnnounced).NotCopied();
        Attribute(e => e.IsBadgesEnabled);
        Attribute(e => e.IsBillingInfoMandatory);
        Attribute(e => e.IsCfsEnabled);
        Attribute(e => e.IsChatEnabled);
        Attribute(e => e.IsDemoted).NotCopied();
        Attribute(e => e.IsDocumentEnabled);
        Attribute(e => e.IsDonationEnabled);
        Attribute(e => e.IsFeatured).NotCopied();
        Attribute(e => e.IsMapShown);
        Attribute(e => e.IsOneclickSignupEnabled);
        Attribute(e => e.IsPromoted).NotCopied();
        Attribute(e => e.IsSessionsSpeakersEnabled);
        Attribute(e => e.IsSponsorsEnabled);
        Attribute(e => e.IsStripeLinked).ReadOnly().NotCopied();
        Attribute(e => e.IsTaxEnabled);
        Attribute(e => e.IsTicketFormEnabled);
        Attribute(e => e.IsVideoroomEnabled);
        Attribute(e => e.LargeImageUrl).ReadOnly().Media();
        Attribute(e => e.Latitude).Must(v => v is null or (>= -90 and <= 90), "Latitude should be between -90 and 90.");
        Attribute(e => e.LocationName);
        Attribute(e => e.LogoUrl).Url().Media();
        Attribute(e => e.Longitude).Must(v => v is null or (>= -180 and <= 180), "Longitude should be between -180 and 180.");
        Attribute(e => e.Name).Required().Normalized(name => name.Trim()).MaxLength(500);
        Attribute(e => e.Online);
        Attribute(e => e.OnsiteDetails).MaxLength(2_000);
        Attribute(e => e.OriginalImageUrl).Url().Media();
        Attribute(e => e.OwnerDescription).Html(5_000);
        Attribute(e => e.OwnerName);
        Attribute(e => e.PaymentCountry);
        Attribute(e => e.PaymentCurrency)
            .Normalized(code => code?.ToUpperInvariant())
            .MaxLength(3)
            .Must(code => code is null || Currency.IsKnown(code), "Must be an ISO 4217 code of a currency, e.g. EUR.");
        Attribute(e => e.PaypalEmail).Email();
        Attribute(e => e.PentabarfUrl).ReadOnly().NotCopied();
        Attribute(e => e.Privacy);
        Attribute(e => e.PublicStreamLink).Url();
        Attribute(e => e.RefundPolicy).MaxLength(10_000);
        Attribute(e => e.SchedulePublishedOn).NotCopied();
        Attribute(e => e.SearchableLocationName);
        Attribute(e => e.ShowRemainingTickets);
        Attribute(e => e.StartsAt).Required();
        Attribute(e => e.State).NotCopied();
        Attribute(e => e.StreamAutoplay);
        Attribute(e => e.StreamLoop);
        Attribute(e => e.ThumbnailImageUrl).ReadOnly().Media();
        Attribute(e => e.TicketUrl).Url();
        Attribute(e => e.Timezone)
            .Required()
            .Normalized(id => EventTimeZone.FindCanonicalId(id) ?? id)
            .Must(id => EventTimeZone.FindCanonicalId(id) is not null, "Not a known time zone.");
        Attribute(e => e.XcalUrl).ReadOnly().NotCopied();
        BelongsTo(e => e.EventType).Inverse("events").DecidedByThisEnd(VocabularyReason);
        BelongsTo(e => e.EventTopic).Inverse("events").DecidedByThisEnd(VocabularyReason);
        BelongsTo(e => e.EventSubTopic).Inverse("events").DecidedByThisEnd(VocabularyReason);
        BelongsTo(e => e.Group).Inverse("events");

        Computed("completed-order-tickets", e => e.Sales.CompletedTickets, isPrivate: true);
        Computed("completed-order-sales", e => e.Sales.CompletedSales, isPrivate: true);
        Computed("placed-order-tickets", e => e.Sales.PlacedTickets, isPrivate: true);
        Computed("placed-order-sales", e => e.Sales.PlacedSales, isPrivate: true);
        Computed("pending-order-tickets", e => e.Sales.PendingTickets, isPrivate: true);
        Computed("pending-order-sales", e => e.Sales.PendingSales, isPrivate: true);

        CreatedBy(draft => new CreateEvent(draft));
        UpdatedBy((row, changes) => new UpdateEvent(row, changes));
        DeletedBy(row => new DeleteEvent(row));
    }

    public override Policy<Event> Policy { get; } = new EventPolicy();

    public override Event NewRow() => new();

    /// <summary>Called by module Ticketing, which provides the sales of an event. This module does not know orders.</summary>
    internal void LoadSalesWith(Func<IData, IReadOnlyList<Event>, CancellationToken, Task> load) =>
        ThenLoad(load, actor => actor.IsStaff || actor.ManagedEventIds.Length > 0);

    /// <summary>A token sees the sales only if its scope has the module of the orders.</summary>
    public override FieldMask VisibleMask(Actor actor, Event row)
    {
        var mask = base.VisibleMask(actor, row);
        return actor.Scope is { } scope && !scope.Allows(TokenModule.Ticketing, writes: false)
            ? mask with
            {
                Fields = mask.Fields & ~RequestedMask(SalesFields, Type).Fields,
            }
            : mask;
    }

    private protected override Event Prototype() => new();
}
