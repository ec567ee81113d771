using OpenEvent.Application.Events;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Program;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.WebApi.Endpoints;

/// <content>Groups, favourites, tags and badges.</content>
internal sealed partial class AdditionalResourceRoutes
{
    private void MapCommunity()
    {
        // The lists of the reference server have other paths than the relationships.
        List("/v1/groups/{key}/users-groups-roles", Related<Group, UsersGroupsRole>("roles"));
        List("/v1/users/{key}/user-favourite-events", Related<User, UserFavouriteEvent>("favourite-events"));
        List("/v1/users/{key}/user-favourite-sessions", Related<User, UserFavouriteSession>("favourite-sessions"));
        List("/v1/sessions/{key}/user-favourite-sessions", Related<Session, UserFavouriteSession>("favourites"));
        List("/v1/events/{key}/user-favourite-sessions", Related<Event, UserFavouriteSession>("session-favourites"));
        Linkage<Session, UserFavouriteSession>("/v1/sessions/{key}/relationships/favourite-sessions", "favourites");
        Linkage<BadgeFieldForm, BadgeForm>("/v1/badge-field-forms/{key}/relationships/badge_form", "badge-form");

        // The caller's own rows, also for staff.
        List("/v1/user-favourite-events", OwnFavouriteEvents);
        List("/v1/user-favourite-sessions", OwnFavouriteSessions);

        // A favourite event by its id or by the id of the event.
        GetUpdateDelete("/v1/user-favourite-events/{key:long}", FavouriteEvent);

        // The related links that the reference server writes into favourites, and the tag of an attendee.
        GetUpdateDelete("/v1/favourite-events/{key}/user", Related<UserFavouriteEvent, User>("user"));
        GetUpdateDelete("/v1/favourite-sessions/{key}/user", Related<UserFavouriteSession, User>("user"));
        GetUpdateDelete("/v1/attendees/{key}/tags", Related<Attendee, Tag>("tag"));

        List("/v1/events/{key}/badge-forms/{badge}", BadgeFormsWithName);
        List("/v1/badge-forms/{key}/badge-field-forms/{badge}", BadgeFieldsWithName);
        CreateUnder<BadgeFieldForm>("/v1/badge-forms/{key}/badge-field-forms", parent: "badge-form");
        CreateUnder<BadgeFieldForm>("/v1/badge-forms/{key}/badge-field-forms/{badge}", parent: "badge-form");
        CreateUnder<Event>("/v1/groups/{key}/events", parent: "group");
        Create<Group>("/v1/users/{key}/groups", OwnUrl);
    }

    private static FavouriteEventScope FavouriteEvent(HttpContext http) => new(GetId(http, "key"));

    private static OwnRowsScope<UserFavouriteEvent> OwnFavouriteEvents(HttpContext http) =>
        new("Sign in to see your favourites.", (data, user) => data.Set<UserFavouriteEvent>().Where(f => f.UserId == user));

    private static OwnRowsScope<UserFavouriteSession> OwnFavouriteSessions(HttpContext http) =>
        new("Sign in to see your favourites.", (data, user) => data.Set<UserFavouriteSession>().Where(f => f.UserId == user));

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
