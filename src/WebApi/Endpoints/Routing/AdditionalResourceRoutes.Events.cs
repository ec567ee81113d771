using OpenEvent.Application.Events;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.WebApi.Endpoints;

/// <content>Events, their forms, groups and favourite events.</content>
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

    private void MapEvents()
    {
        // These types have one row.
        GetUpdateDelete("/v1/event-image-sizes", OnlyRow<EventImageSize>);
        GetUpdateDelete("/v1/speaker-image-sizes", OnlyRow<SpeakerImageSize>);

        // Events are created at the URL of what they are linked to, and at lists.
        CreateUnder<Event>("/v1/event-types/{key}/events", parent: "event-type");
        CreateUnder<Event>("/v1/event-topics/{key}/events", parent: "event-topic");
        CreateUnder<Event>("/v1/event-sub-topics/{key}/events", parent: "event-sub-topic");
        CreateUnder<Event>("/v1/groups/{key}/events", parent: "group");
        foreach (var list in EventLists)
            Create<Event>(list, list.StartsWith("/v1/users/", StringComparison.Ordinal) ? OwnUrl : null);

        List("/v1/events/{key}/custom-forms/{formId}", CustomFormsOfTicket);
        CreateUnder<CustomFormOption>("/v1/custom-forms/{key}/custom-form-options", parent: "custom-form");
        CreateUnder<CustomFormTranslate>("/v1/custom-forms/{key}/custom-form-translates", parent: "custom-form");

        Create<Group>("/v1/users/{key}/groups", OwnUrl);

        // The path of this list differs from the name of the relationship.
        List("/v1/groups/{key}/users-groups-roles", Related<Group, UsersGroupsRole>("roles"));

        // The list has the caller's own rows, also for staff. A row is found by its id or by the id of its event.
        List("/v1/user-favourite-events", OwnFavouriteEvents);
        GetUpdateDelete("/v1/user-favourite-events/{key:long}", FavouriteEvent);
        List("/v1/users/{key}/user-favourite-events", Related<User, UserFavouriteEvent>("favourite-events"));
        GetUpdateDelete("/v1/favourite-events/{key}/user", Related<UserFavouriteEvent, User>("user"));
    }

    private FilteredScope<CustomForm> CustomFormsOfTicket(HttpContext http)
    {
        var formId = GetText(http, "formId");
        return new FilteredScope<CustomForm>(Related<Event, CustomForm>("custom-forms")(http), form => form.FormId == formId);
    }

    private static FavouriteEventScope FavouriteEvent(HttpContext http) => new(GetId(http, "key"));

    private static OwnRowsScope<UserFavouriteEvent> OwnFavouriteEvents(HttpContext http) =>
        new("Sign in to see your favourites.", (data, user) => data.Set<UserFavouriteEvent>().Where(f => f.UserId == user));
}
