using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>Finds the event that the URL of a route outside JSON:API names.</summary>
internal sealed class EventFinder(IData data, IAuthorization authorization, ResourceCatalog catalog)
{
    /// <summary>The event, not tracked, if the actor may see it.</summary>
    /// <exception cref="RejectedException">NotFound.</exception>
    public async Task<Event> GetVisibleAsync(ResourceKey key, CancellationToken ct) =>
        await Visible(key).SingleOrDefaultAsync(ct) ?? throw NotFound(key);

    /// <summary>The id of the event, if the actor may see it.</summary>
    /// <exception cref="RejectedException">NotFound.</exception>
    public async Task<long> GetVisibleIdAsync(ResourceKey key, CancellationToken ct) =>
        await Visible(key).Select(e => (long?)e.Id).SingleOrDefaultAsync(ct) ?? throw NotFound(key);

    /// <summary>Like <see cref="GetVisibleAsync"/>, and asks for co-organizer access.</summary>
    /// <exception cref="RejectedException">Unauthenticated, NotFound or Forbidden.</exception>
    public Task<(Event Event, Grant Grant)> RequireCoorganizerAsync(ResourceKey key, CancellationToken ct) =>
        RequireAsync(key, ActorDecisions.CoorganizerAccess, (actor, e) => actor.CoorganizerOnly(e.Id), ct);

    /// <summary>Like <see cref="GetVisibleAsync"/>, and asks for a permission. Callers who are not signed in are rejected first.</summary>
    /// <param name="access">What the rejection of a visitor says.</param>
    /// <exception cref="RejectedException">Unauthenticated, NotFound or Forbidden.</exception>
    public async Task<(Event Event, Grant Grant)> RequireAsync(
        ResourceKey key,
        string access,
        Func<Actor, Event, Decision> decide,
        CancellationToken ct
    )
    {
        authorization.RequireSignIn(access);
        var e = await GetVisibleAsync(key, ct);
        return (e, authorization.Require(decide(authorization.Actor, e)));
    }

    /// <summary>Like the other overload, for a permission that co-organizers have.</summary>
    /// <exception cref="RejectedException">Unauthenticated, NotFound or Forbidden.</exception>
    public Task<(Event Event, Grant Grant)> RequireAsync(ResourceKey key, Func<Actor, Event, Decision> decide, CancellationToken ct) =>
        RequireAsync(key, ActorDecisions.CoorganizerAccess, decide, ct);

    /// <summary>The event for its registrars. They do not see drafts, so the permission alone decides.</summary>
    /// <exception cref="RejectedException">Unauthenticated, NotFound or Forbidden.</exception>
    public async Task<Event> RequireRegistrarAsync(ResourceKey key, CancellationToken ct)
    {
        authorization.RequireSignIn(ActorDecisions.RegistrarAccess);
        var events = catalog.Of<Event>();
        var e = await data.Set<Event>().AsNoTracking().Where(key.Matches(events)).WithoutTrash(events).SingleOrDefaultAsync(ct)
            ?? throw NotFound(key);
        authorization.Require(authorization.Actor.RegistrarOnly(e.Id));
        return e;
    }

    private IQueryable<Event> Visible(ResourceKey key)
    {
        var events = catalog.Of<Event>();
        return data.Set<Event>().AsNoTracking().Where(key.Matches(events)).Where(events.VisibleTo(authorization.Actor, trashed: false));
    }

    private static RejectedException NotFound(ResourceKey key) => RejectedException.NotFound("event", key.Text);
}
