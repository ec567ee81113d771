using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.WebApi.Endpoints;

/// <content>Codes, orders, check-in, tags and badges.</content>
internal sealed partial class AdditionalResourceRoutes
{
    private void MapTicketing()
    {
        // A code is found by its text instead of its id.
        GetUpdateDelete("/v1/events/{key}/discount-codes/{code}", DiscountCodeOfEvent, GuessDiscountCode);
        GetUpdateDelete("/v1/events/{key}/access-codes/{code}", AccessCodeOfEvent, GuessAccessCode);
        List("/v1/discount-codes/{key:long}/tickets", TicketsOfDiscountCode);
        List("/v1/access-codes/{key:long}/tickets", TicketsOfAccessCode);

        // The reference server has these names in URLs. They differ from the names of the types and relationships.
        GetUpdateDelete("/v1/tax/{key}/event", Related<Tax, Event>("event"));
        GetUpdateDelete("/v1/attendees/{key}/tags", Related<Attendee, Tag>("tag"));
        Linkage<Order, Attendee>("/v1/orders/{key}/relationships/attendee", "attendees");
        Linkage<Order, Ticket>("/v1/orders/{key}/relationships/ticket", "tickets");
        Linkage<UserCheckIn, Attendee>("/v1/user-check-in/{key}/relationships/attendee", "ticket-holder");
        Linkage<Event, Station>("/v1/events/{key}/relationships/stations", "station");
        List("/v1/events/{key}/stations", Related<Event, Station>("station"));
        Create<Station>("/v1/station");

        List("/v1/stations/{key}/sessions/{session:long}/station-store-paxs", AttendeeCountsOfSession);
        CreateUnder<Station>("/v1/events/{key}/stations", parent: "event");
        CreateUnder<Station>("/v1/microlocations/{key}/stations", parent: "microlocation");
        Create<UserCheckIn>("/v1/events/{key}/user-check-in", (http, document) => new RequireStationAtUrl(GetKey(http), null, document));
        Create<UserCheckIn>("/v1/microlocations/{key}/user-check-in", (http, document) =>
            new RequireStationAtUrl(null, GetKey(http), document)
        );

        // Clients find badge forms and their fields by the badge id.
        List("/v1/events/{key}/badge-forms/{badge}", BadgeFormsWithName);
        List("/v1/badge-forms/{key}/badge-field-forms/{badge}", BadgeFieldsWithName);
        CreateUnder<BadgeFieldForm>("/v1/badge-forms/{key}/badge-field-forms", parent: "badge-form");
        CreateUnder<BadgeFieldForm>("/v1/badge-forms/{key}/badge-field-forms/{badge}", parent: "badge-form");
        Linkage<BadgeFieldForm, BadgeForm>("/v1/badge-field-forms/{key}/relationships/badge_form", "badge-form");
    }

    private DiscountCodeScope DiscountCodeOfEvent(HttpContext http) =>
        new(_catalog.Of<Event>(), GetKey(http), GetText(http, "code"), _clock);

    private AccessCodeScope AccessCodeOfEvent(HttpContext http) => new(_catalog.Of<Event>(), GetKey(http), GetText(http, "code"), _clock);

    private static RequireGuessesLeft GuessDiscountCode(HttpContext http) =>
        new(GetKey(http), [], new CodeReference(GetText(http, "code"), null), null);

    private static RequireGuessesLeft GuessAccessCode(HttpContext http) =>
        new(GetKey(http), [], null, new CodeReference(GetText(http, "code"), null));

    private CodeTicketsScope TicketsOfDiscountCode(HttpContext http) => new(GetId(http, "key"), isAccess: false, _clock);

    private CodeTicketsScope TicketsOfAccessCode(HttpContext http) => new(GetId(http, "key"), isAccess: true, _clock);

    private FilteredScope<StationStorePax> AttendeeCountsOfSession(HttpContext http)
    {
        var session = GetId(http, "session");
        var counts = Related<Station, StationStorePax>("station-store-paxs")(http);
        return new FilteredScope<StationStorePax>(counts, count => count.SessionId == session);
    }

    private FilteredScope<BadgeForm> BadgeFormsWithName(HttpContext http)
    {
        var name = GetText(http, "badge");
        return new FilteredScope<BadgeForm>(Related<Event, BadgeForm>("badge-forms")(http), form => form.BadgeId == name);
    }

    private FilteredScope<BadgeFieldForm> BadgeFieldsWithName(HttpContext http)
    {
        var name = GetText(http, "badge");
        return new FilteredScope<BadgeFieldForm>(Related<BadgeForm, BadgeFieldForm>("badge-field-forms")(http), f => f.BadgeId == name);
    }
}
