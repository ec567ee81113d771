using System.ComponentModel.DataAnnotations.Schema;
using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>An event with all attributes of the reference server (docs/reference/events.md#event-attributes).</summary>
public sealed class Event : Entity, IEventRoot, ISoftDeleted, ICreatedAt
{
    /// <summary>Whether the event is in public lists. Others are found by their links only. For queries.</summary>
    public static readonly Expression<Func<Event, bool>> IsListed = e => e.State == EventState.Published && e.Privacy == "public";

    /// <summary>
    /// Eight hexadecimal characters, at least one of them a letter, so that URLs can hold either the identifier or the id.
    /// </summary>
    public string Identifier { get; set; } = "";

    public string Name { get; set; } = "";

    public EventState State { get; set; } = EventState.Draft;

    /// <summary>Free text; <c>public</c> and <c>private</c> are in use. Clients show private events by their URL only.</summary>
    public string Privacy { get; set; } = "public";

    public DateTimeOffset StartsAt { get; set; }

    public DateTimeOffset EndsAt { get; set; }

    /// <summary>An IANA time zone, e.g. <c>Asia/Kolkata</c>.</summary>
    public string Timezone { get; set; } = "UTC";

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }

    public long? EventTypeId { get; set; }

    public EventType? EventType { get; set; }

    public long? EventTopicId { get; set; }

    public EventTopic? EventTopic { get; set; }

    public long? EventSubTopicId { get; set; }

    public EventSubTopic? EventSubTopic { get; set; }

    /// <summary>The group that the event is part of. Its accepted organizers are organizers of the event.</summary>
    public long? GroupId { get; set; }

    public Group? Group { get; set; }

    /// <summary>The tickets and sales by order status. Computed, not stored; visible to the event team.</summary>
    [NotMapped]
    public EventSales Sales { get; set; }

    public string? AfterOrderMessage { get; set; }

    public string? BankDetails { get; set; }

    public bool CanPayByAlipay { get; set; }

    public bool CanPayByBank { get; set; }

    public bool CanPayByCheque { get; set; }

    public bool CanPayByInvoice { get; set; }

    public bool CanPayByOmise { get; set; }

    public bool CanPayByPaypal { get; set; }

    public bool CanPayByPaytm { get; set; }

    public bool CanPayByStripe { get; set; }

    public bool CanPayOnsite { get; set; }

    public string? ChatRoomName { get; set; }

    public string? ChequeDetails { get; set; }

    public string? CodeOfConduct { get; set; }

    public string? Description { get; set; }

    /// <summary>JSON: an array of <c>{name, link}</c>.</summary>
    public string? DocumentLinks { get; set; }

    public string? ExternalEventUrl { get; set; }

    public bool HasOwnerInfo { get; set; }

    public string? IcalUrl { get; set; }

    public string? IconImageUrl { get; set; }

    public string? InvoiceDetails { get; set; }

    public bool IsAnnounced { get; set; }

    public bool IsBadgesEnabled { get; set; } = true;

    public bool IsBillingInfoMandatory { get; set; }

    public bool IsCfsEnabled { get; set; }

    public bool IsChatEnabled { get; set; }

    public bool IsDemoted { get; set; }

    public bool IsDocumentEnabled { get; set; }

    public bool IsDonationEnabled { get; set; }

    public bool IsFeatured { get; set; }

    public bool IsMapShown { get; set; }

    public bool IsOneclickSignupEnabled { get; set; }

    public bool IsPromoted { get; set; }

    public bool IsSessionsSpeakersEnabled { get; set; }

    public bool IsSponsorsEnabled { get; set; }

    public bool IsStripeLinked { get; set; }

    public bool IsTaxEnabled { get; set; }

    public bool IsTicketFormEnabled { get; set; } = true;

    public bool IsVideoroomEnabled { get; set; }

    public string? LargeImageUrl { get; set; }

    public double? Latitude { get; set; }

    public string? LocationName { get; set; }

    public string? LogoUrl { get; set; }

    public double? Longitude { get; set; }

    public bool Online { get; set; }

    public string? OnsiteDetails { get; set; }

    public string? OriginalImageUrl { get; set; }

    public string? OwnerDescription { get; set; }

    public string? OwnerName { get; set; }

    public string? PaymentCountry { get; set; }

    /// <summary>An ISO 4217 code; null means <see cref="Currency.Default"/>.</summary>
    public string? PaymentCurrency { get; set; }

    /// <summary>The currency of the prices. Earlier versions stored names that are no codes; those events sell in the default.</summary>
    public string SalesCurrency => PaymentCurrency is { Length: 3 } code ? code.ToUpperInvariant() : Currency.Default;

    public string? PaypalEmail { get; set; }

    public string? PentabarfUrl { get; set; }

    public string? PublicStreamLink { get; set; }

    public string? RefundPolicy { get; set; }

    public DateTimeOffset? SchedulePublishedOn { get; set; }

    public string? SearchableLocationName { get; set; }

    public bool ShowRemainingTickets { get; set; }

    public bool StreamAutoplay { get; set; }

    public bool StreamLoop { get; set; }

    public string? ThumbnailImageUrl { get; set; }

    public string? TicketUrl { get; set; }

    public string? XcalUrl { get; set; }
}
