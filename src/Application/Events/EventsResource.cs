using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>The event: every attribute of the reference; what other types point at it with is declared with them.</summary>
internal sealed class EventsResource : Resource<Event>
{
    public EventsResource()
    {
        AlsoKnownBy(e => e.Identifier);
        Attribute(e => e.AfterOrderMessage).Cleaned(Html);
        Attribute(e => e.BankDetails);
        Attribute(e => e.CanPayByAlipay);
        Attribute(e => e.CanPayByBank);
        Attribute(e => e.CanPayByCheque);
        Attribute(e => e.CanPayByInvoice);
        Attribute(e => e.CanPayByOmise);
        Attribute(e => e.CanPayByPaypal);
        Attribute(e => e.CanPayByPaytm);
        Attribute(e => e.CanPayByStripe);
        Attribute(e => e.CanPayOnsite);
        Attribute(e => e.ChatRoomName).ReadOnly();
        Attribute(e => e.ChequeDetails);
        Attribute(e => e.CodeOfConduct).Cleaned(Html);
        Attribute(e => e.CreatedAt).ReadOnly();
        Attribute(e => e.DeletedAt);
        Attribute(e => e.Description).Cleaned(Html);
        Attribute(e => e.DocumentLinks).Json();
        Attribute(e => e.EndsAt).Required();
        Attribute(e => e.ExternalEventUrl).Url();
        Attribute(e => e.HasOwnerInfo);
        Attribute(e => e.IcalUrl).ReadOnly();
        Attribute(e => e.IconImageUrl).ReadOnly();
        Attribute(e => e.Identifier).ReadOnly();
        Attribute(e => e.InvoiceDetails);
        Attribute(e => e.IsAnnounced);
        Attribute(e => e.IsBadgesEnabled);
        Attribute(e => e.IsBillingInfoMandatory);
        Attribute(e => e.IsCfsEnabled);
        Attribute(e => e.IsChatEnabled);
        Attribute(e => e.IsDemoted);
        Attribute(e => e.IsDocumentEnabled);
        Attribute(e => e.IsDonationEnabled);
        Attribute(e => e.IsFeatured);
        Attribute(e => e.IsMapShown);
        Attribute(e => e.IsOneclickSignupEnabled);
        Attribute(e => e.IsPromoted);
        Attribute(e => e.IsSessionsSpeakersEnabled);
        Attribute(e => e.IsSponsorsEnabled);
        Attribute(e => e.IsStripeLinked).ReadOnly();
        Attribute(e => e.IsTaxEnabled);
        Attribute(e => e.IsTicketFormEnabled);
        Attribute(e => e.IsVideoroomEnabled);
        Attribute(e => e.LargeImageUrl).ReadOnly();
        Attribute(e => e.Latitude).Must(v => v is null or (>= -90 and <= 90), "Latitude should be between -90 and 90.");
        Attribute(e => e.LocationName);
        Attribute(e => e.LogoUrl).Url();
        Attribute(e => e.Longitude).Must(v => v is null or (>= -180 and <= 180), "Longitude should be between -180 and 180.");
        Attribute(e => e.Name).Required().Cleaned(name => name.Trim()).MaxLength(500);
        Attribute(e => e.Online);
        Attribute(e => e.OnsiteDetails);
        Attribute(e => e.OriginalImageUrl).Url();
        Attribute(e => e.OwnerDescription).Cleaned(Html);
        Attribute(e => e.OwnerName);
        Attribute(e => e.PaymentCountry);
        Attribute(e => e.PaymentCurrency);
        Attribute(e => e.PaypalEmail).Email();
        Attribute(e => e.PentabarfUrl).ReadOnly();
        Attribute(e => e.Privacy);
        Attribute(e => e.PublicStreamLink);
        Attribute(e => e.RefundPolicy);
        Attribute(e => e.SchedulePublishedOn);
        Attribute(e => e.SearchableLocationName);
        Attribute(e => e.ShowRemainingTickets);
        Attribute(e => e.StartsAt).Required();
        Attribute(e => e.State);
        Attribute(e => e.StreamAutoplay);
        Attribute(e => e.StreamLoop);
        Attribute(e => e.ThumbnailImageUrl).ReadOnly();
        Attribute(e => e.TicketUrl).Url();
        Attribute(e => e.Timezone).Required().Must(z => TimeZoneInfo.TryFindSystemTimeZoneById(z, out _), "Not a known time zone.");
        Attribute(e => e.XcalUrl).ReadOnly();
        BelongsTo(e => e.EventType).Inverse("events");
        BelongsTo(e => e.EventTopic).Inverse("events");
        BelongsTo(e => e.EventSubTopic).Inverse("events");
        Team("owner", Role.OwnerId).One().PrivateInverse("owner-events");
        Team("organizers", Role.OrganizerId).PrivateInverse("organizer-events");
        Team("coorganizers", Role.CoorganizerId).PrivateInverse("coorganizer-events");
        Team("track-organizers", Role.TrackOrganizerId).PrivateInverse("track-organizer-events");
        Team("moderators", Role.ModeratorId).PrivateInverse("moderator-events");
        Team("registrars", Role.RegistrarId).PrivateInverse("registrar-events");
        Later("sponsors", "social-links", "sessions", "session-types", "speakers", "speakers-call", "tracks", "microlocations", "event-copyright", "tax", "custom-forms", "exhibitors", "feedbacks", "group", "stripe-authorization", "session-favourites", "tags", "ticket-tags", "badge-forms", "station", "stations", "video-stream");
        LaterPrivate("access-codes", "discount-codes", "event-invoices", "general-statistics", "order-statistics", "speaker-invites");

        CreatedBy(draft => new CreateEvent(draft.Row));
        UpdatedBy((row, changes) => new ChangeEvent(row, changes));
        DeletedBy(row => new DeleteEvent(row));
    }

    public override Policy<Event> Policy { get; } = new EventPolicy();

    public override Event New() => new();

    private protected override Event Prototype() => new();

    /// <summary>Who holds a role at the event: for the event team only. The other way round, a user's events are his own business.</summary>
    private Through<Event, User> Team(string name, long roleId) =>
        Through<User>(name, data => data.Set<UsersEventsRole>().Where(r => r.RoleId == roleId).Select(r => new Link { From = r.EventId, To = r.UserId })).Private();

    private static string? Html(string? html) => html is null ? null : HtmlText.Clean(html);
}
