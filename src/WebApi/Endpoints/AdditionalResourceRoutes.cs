using System.Globalization;
using System.Text.Json;
using MediatR;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Platform;
using OpenEvent.Domain.Program;
using OpenEvent.Domain.Ticketing;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>
/// JSON:API routes that do not follow from a resource's declaration, one line each: operations, path, rows. The policy of the resource
/// decides who may use them, as for every JSON:API route.
/// </summary>
internal sealed partial class AdditionalResourceRoutes
{
    /// <summary>Lists of events at which the reference server creates events, too. The creator becomes the owner.</summary>
    private static readonly string[] EventLists =
    [
        "/v1/events/upcoming",
        "/v1/discount-codes/{key}/events",
        "/v1/users/{key}/events",
        "/v1/users/{key}/owner-events",
        "/v1/users/{key}/organizer-events",
        "/v1/users/{key}/coorganizer-events",
        "/v1/users/{key}/track-organizer-events",
        "/v1/users/{key}/registrar-events",
        "/v1/users/{key}/moderator-events",
        "/v1/users/{key}/marketer-events",
        "/v1/users/{key}/sales-admin-events",
    ];

    private readonly ResourceEndpoints _endpoints;
    private readonly ResourceCatalog _catalog;
    private readonly TimeProvider _clock;

    private AdditionalResourceRoutes(ResourceEndpoints endpoints, ResourceCatalog catalog, TimeProvider clock)
    {
        _endpoints = endpoints;
        _catalog = catalog;
        _clock = clock;
    }

    public static void Map(ResourceEndpoints endpoints, ResourceCatalog catalog, TimeProvider clock) =>
        new AdditionalResourceRoutes(endpoints, catalog, clock).Map();

    private void Map()
    {
        // A code by its text instead of its id.
        GetUpdateDelete("/v1/events/{key}/discount-codes/{code}", DiscountCodeOfEvent, GuessDiscountCode);
        GetUpdateDelete("/v1/events/{key}/access-codes/{code}", AccessCodeOfEvent, GuessAccessCode);
        List("/v1/discount-codes/{key:long}/tickets", TicketsOfDiscountCode);
        List("/v1/access-codes/{key:long}/tickets", TicketsOfAccessCode);

        // The only row of its type.
        GetUpdateDelete("/v1/settings", OnlyRow<Setting>);
        GetUpdateDelete("/v1/event-image-sizes", OnlyRow<EventImageSize>);
        GetUpdateDelete("/v1/speaker-image-sizes", OnlyRow<SpeakerImageSize>);

        // A list and a related row at paths that differ from the type's.
        List("/v1/admin/user-emails", _ => new AllRowsScope<UserEmail>(_catalog.Of<UserEmail>()));
        GetUpdateDelete("/v1/alternate-emails/{key}/user", Related<UserEmail, User>("user"));

        // Streams and their parts by the paths of the reference server, and the stream of an event that takes place in Chatmosphere.
        GetUpdateDelete("/v1/events/{key}/chatmosphere", ChatmosphereOfEvent);
        List("/v1/video-streams/{key}/video-stream-moderators", Related<VideoStream, VideoStreamModerator>("moderators"));
        List("/v1/video-streams/{key}/translation_channels", Related<VideoStream, TranslationChannel>("translation-channels"));
        CreateUnder<VideoStreamModerator>("/v1/video-streams/{key}/video-stream-moderators", parent: "video-stream");
        Create<VideoStreamModerator>("/v1/users/{key}/video-stream-moderators", OwnUrl);
        GetUpdateDelete("/v1/video-stream-moderator/{key}/user", Related<VideoStreamModerator, User>("user"));
        Linkage<VideoStream, VideoStreamModerator>("/v1/video-streams/{key}/relationships/video-stream-moderators", "moderators");
        Linkage<TranslationChannel, VideoChannel>("/v1/translation_channel/{key}/relationships/channels", "channel");
        Linkage<TranslationChannel, VideoStream>("/v1/translation_channel/{key}/relationships/video-stream", "video-stream");

        // Numbers of the whole platform.
        Get("/v1/admin/statistics/events", OnlyRow<AdminStatisticsEvent>);
        Get("/v1/admin/statistics/groups", OnlyRow<AdminStatisticsGroup>);
        Get("/v1/admin/statistics/mails", OnlyRow<AdminStatisticsMail>);
        Get("/v1/admin/statistics/sessions", OnlyRow<AdminStatisticsSession>);
        Get("/v1/admin/statistics/users", OnlyRow<AdminStatisticsUser>);

        // The related link that the reference server writes into a tax.
        GetUpdateDelete("/v1/tax/{key}/event", Related<Tax, Event>("event"));

        // Names of the reference server in URLs that differ from the names of the relationships.
        Linkage<Order, Attendee>("/v1/orders/{key}/relationships/attendee", "attendees");
        Linkage<Order, Ticket>("/v1/orders/{key}/relationships/ticket", "tickets");
        Linkage<UserCheckIn, Attendee>("/v1/user-check-in/{key}/relationships/attendee", "ticket-holder");

        Linkage<Event, Station>("/v1/events/{key}/relationships/stations", "station");
        List("/v1/events/{key}/stations", Related<Event, Station>("station"));

        // Related rows that one more value selects.
        List("/v1/events/{key}/custom-forms/{formId}", CustomFormsOfTicket);
        List("/v1/stations/{key}/sessions/{session:long}/station-store-paxs", AttendeeCountsOfSession);

        // Rows that are created under their parent, or at a path that differs from the type's.
        CreateUnder<Event>("/v1/event-types/{key}/events", parent: "event-type");
        CreateUnder<Event>("/v1/event-topics/{key}/events", parent: "event-topic");
        CreateUnder<Event>("/v1/event-sub-topics/{key}/events", parent: "event-sub-topic");
        foreach (var list in EventLists)
            Create<Event>(list, list.StartsWith("/v1/users/", StringComparison.Ordinal) ? OwnUrl : null);
        Create<Station>("/v1/station");
        // Creates an account, as POST /v1/users does. It gives no role at the event.
        Create<User>("/v1/events/{key}/organizers");
        CreateUnder<Station>("/v1/events/{key}/stations", parent: "event");
        CreateUnder<Station>("/v1/microlocations/{key}/stations", parent: "microlocation");
        Create<UserCheckIn>("/v1/events/{key}/user-check-in", (http, document) => new RequireStationAtUrl(GetKey(http), null, document));
        Create<UserCheckIn>("/v1/microlocations/{key}/user-check-in", (http, document) =>
            new RequireStationAtUrl(null, GetKey(http), document)
        );
        CreateUnder<CustomFormOption>("/v1/custom-forms/{key}/custom-form-options", parent: "custom-form");
        CreateUnder<CustomFormTranslate>("/v1/custom-forms/{key}/custom-form-translates", parent: "custom-form");

        MapCommunity();
    }

    private void Get<T>(string path, Func<HttpContext, ResourceScope<T>> row)
        where T : Entity => _endpoints.MapNamedOne(path, _catalog.Of<T>(), row);

    /// <summary>Maps what the type of the row has of the three methods.</summary>
    /// <param name="preflight">A request that is sent before the others.</param>
    private void GetUpdateDelete<T>(
        string path,
        Func<HttpContext, ResourceScope<T>> row,
        Func<HttpContext, IRequest<Unit>>? preflight = null
    )
        where T : Entity
    {
        _endpoints.MapNamedOne(path, _catalog.Of<T>(), row, preflight);
        _endpoints.MapNamedWrites(path, _catalog.Of<T>(), row, preflight);
    }

    private void Linkage<T, TTarget>(string path, string relationship)
        where T : Entity
        where TTarget : Entity
    {
        var owner = _catalog.Of<T>();
        _endpoints.MapLinkage(path, owner, (Relationship<T, TTarget>)owner.FindRelationship(relationship)!);
    }

    private void List<T>(string path, Func<HttpContext, ResourceScope<T>> rows)
        where T : Entity => _endpoints.MapNamedList(path, _catalog.Of<T>(), rows);

    /// <param name="check">See <see cref="ResourceEndpoints.MapNamedCreate{T}"/>.</param>
    private void Create<T>(string path, Func<HttpContext, JsonElement, IRequest<Unit>>? check = null)
        where T : Entity => _endpoints.MapNamedCreate(path, _catalog.Of<T>(), check);

    private static RequireOwnUrl OwnUrl(HttpContext http, JsonElement document) => new(GetKey(http));

    /// <param name="parent">The relationship to the parent, which has the name of the parent's type.</param>
    private void CreateUnder<T>(string path, string parent)
        where T : Entity => _endpoints.MapNestedCreate(path, _catalog.Of<T>(), parent, parent);

    private static OnlyRowScope<T> OnlyRow<T>(HttpContext http)
        where T : Entity => new();

    private FilteredScope<VideoStream> ChatmosphereOfEvent(HttpContext http) =>
        new(Related<Event, VideoStream>("video-stream")(http), stream =>
            stream.VideoChannel != null && stream.VideoChannel.Provider == VideoChannel.Chatmosphere
        );

    /// <summary>The rows that a relationship of the parent leads to. The path names the parent.</summary>
    private Func<HttpContext, ResourceScope<T>> Related<TParent, T>(string relationship)
        where TParent : Entity
        where T : Entity
    {
        var parents = _catalog.Of<TParent>();
        var related = (Relationship<TParent, T>)parents.FindRelationship(relationship)!;
        return http => new RelatedScope<TParent, T>(parents, related, GetKey(http));
    }

    private DiscountCodeScope DiscountCodeOfEvent(HttpContext http) =>
        new(_catalog.Of<Event>(), GetKey(http), GetText(http, "code"), _clock);

    private AccessCodeScope AccessCodeOfEvent(HttpContext http) => new(_catalog.Of<Event>(), GetKey(http), GetText(http, "code"), _clock);

    private static CheckCodeGuess GuessDiscountCode(HttpContext http) =>
        new(GetKey(http), [], new CodeReference(GetText(http, "code"), null), null);

    private static CheckCodeGuess GuessAccessCode(HttpContext http) =>
        new(GetKey(http), [], null, new CodeReference(GetText(http, "code"), null));

    private CodeTicketsScope TicketsOfDiscountCode(HttpContext http) => new(GetId(http, "key"), isAccess: false, _clock);

    private CodeTicketsScope TicketsOfAccessCode(HttpContext http) => new(GetId(http, "key"), isAccess: true, _clock);

    private FilteredScope<CustomForm> CustomFormsOfTicket(HttpContext http)
    {
        var formId = GetText(http, "formId");
        return new FilteredScope<CustomForm>(Related<Event, CustomForm>("custom-forms")(http), form => form.FormId == formId);
    }

    private FilteredScope<StationStorePax> AttendeeCountsOfSession(HttpContext http)
    {
        var session = GetId(http, "session");
        var counts = Related<Station, StationStorePax>("station-store-paxs")(http);
        return new FilteredScope<StationStorePax>(counts, count => count.SessionId == session);
    }

    private static ResourceKey GetKey(HttpContext http) => new((string)http.Request.RouteValues["key"]!);

    private static long GetId(HttpContext http, string name) =>
        long.Parse((string)http.Request.RouteValues[name]!, CultureInfo.InvariantCulture);

    /// <exception cref="RejectedException">NotFound: no row can have this text.</exception>
    private static string GetText(HttpContext http, string name) =>
        http.Request.RouteValues[name] is string { Length: <= 200 } text && !text.Contains('\0', StringComparison.Ordinal)
            ? text
            : throw RejectedException.NotFound(name, "of that name");
}
