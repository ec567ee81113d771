using System.Globalization;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>JSON:API routes that follow from no declaration: codes by their text, what an event or a sub-topic has one of, written by its URL, the tickets of a code, a ticket's own form, rows made under their parent.</summary>
internal static class AdditionalResourceRoutes
{
    public static void Map(ResourceEndpoints endpoints, ResourceCatalog catalog, TimeProvider clock)
    {
        var (events, tickets) = (catalog.Of<Event>(), catalog.Of<Ticket>());
        Named("/v1/events/{key}/discount-codes/{code}", http => new DiscountCodeScope(events, GetKey(http), GetText(http, "code"), clock));
        Named("/v1/events/{key}/access-codes/{code}", http => new AccessCodeScope(events, GetKey(http), GetText(http, "code"), clock));
        OneOf<Event, StripeAuthorization>("stripe-authorization");
        OneOf<Event, Tax>("tax");
        OneOf<Event, DiscountCode>("discount-code");
        OneOf<EventSubTopic, CustomPlaceholder>("custom-placeholder");
        endpoints.MapNamedList("/v1/discount-codes/{key:long}/tickets", tickets, http => new CodeTicketsScope(
            GetId(http),
            isAccess: false,
            clock
        ));
        endpoints.MapNamedList("/v1/access-codes/{key:long}/tickets", tickets, http => new CodeTicketsScope(
            GetId(http),
            isAccess: true,
            clock
        ));

        // The reference's documents lead to this path: its taxes' links lack the plural.
        var (taxes, eventOfTax) = (catalog.Of<Tax>(), (Relationship<Tax, Event>)catalog.Of<Tax>().FindRelationship("event")!);
        endpoints.MapNamedOne("/v1/tax/{key}/event", events, http => new RelatedScope<Tax, Event>(taxes, eventOfTax, GetKey(http)));

        var (forms, ofEvent) = (catalog.Of<CustomForm>(), (Relationship<Event, CustomForm>)events.FindRelationship("custom-forms")!);
        endpoints.MapNamedList("/v1/events/{key}/custom-forms/{formId}", forms, http =>
        {
            var formId = GetText(http, "formId");
            return new FilteredScope<CustomForm>(new RelatedScope<Event, CustomForm>(events, ofEvent, GetKey(http)), f =>
                f.FormId == formId
            );
        });
        var attendeeCounts = (Relationship<Station, StationStorePax>)catalog.Of<Station>().FindRelationship("station-store-paxs")!;
        endpoints.MapNamedList("/v1/stations/{key}/sessions/{session:long}/station-store-paxs", catalog.Of<StationStorePax>(), http =>
        {
            var session = long.Parse((string)http.Request.RouteValues["session"]!, CultureInfo.InvariantCulture);
            return new FilteredScope<StationStorePax>(
                new RelatedScope<Station, StationStorePax>(catalog.Of<Station>(), attendeeCounts, GetKey(http)),
                p => p.SessionId == session
            );
        });
        endpoints.MapNamedCreate("/v1/station", catalog.Of<Station>());
        foreach (var parent in (ReadOnlySpan<string>)["event", "microlocation"])
            endpoints.MapNestedCreate($"/v1/{parent}s/{{key}}/stations", catalog.Of<Station>(), parent, parent);
        endpoints.MapNestedCreate(
            "/v1/custom-forms/{key}/custom-form-options",
            catalog.Of<CustomFormOption>(),
            "custom-form",
            "custom-form"
        );
        endpoints.MapNestedCreate(
            "/v1/custom-forms/{key}/custom-form-translates",
            catalog.Of<CustomFormTranslate>(),
            "custom-form",
            "custom-form"
        );

        void Named<T>(string route, Func<HttpContext, ResourceScope<T>> scope)
            where T : Entity
        {
            endpoints.MapNamedOne(route, catalog.Of<T>(), scope);
            endpoints.MapNamedWrites(route, catalog.Of<T>(), scope);
        }

        void OneOf<TParent, T>(string name)
            where TParent : Entity
            where T : Entity
        {
            var parents = catalog.Of<TParent>();
            var relationship = (Relationship<TParent, T>)parents.FindRelationship(name)!;
            endpoints.MapNamedWrites($"/v1/{parents.Path}/{{key}}/{name}", catalog.Of<T>(), http => new RelatedScope<TParent, T>(
                parents,
                relationship,
                GetKey(http)
            ));
        }
    }

    private static ResourceKey GetKey(HttpContext http) => new((string)http.Request.RouteValues["key"]!);

    private static long GetId(HttpContext http) => long.Parse((string)http.Request.RouteValues["key"]!, CultureInfo.InvariantCulture);

    /// <exception cref="RejectedException">Missing: no row is called that.</exception>
    private static string GetText(HttpContext http, string name) =>
        http.Request.RouteValues[name] is string { Length: <= 200 } text && !text.Contains('\0', StringComparison.Ordinal)
            ? text
            : throw RejectedException.NotFound(name, "of that name");
}
