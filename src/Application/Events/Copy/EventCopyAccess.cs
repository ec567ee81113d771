using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>Finds the event that is to be copied, and asks whether the caller may copy it.</summary>
internal sealed class EventCopyAccess(IData data, IAuthorization authorization, ResourceCatalog catalog)
{
    /// <exception cref="RejectedException">Unauthenticated, NotFound or Forbidden.</exception>
    public async Task<(Event Original, Grant Grant)> RequireAsync(ResourceKey key, CancellationToken ct)
    {
        authorization.RequireSignIn("Co-organizer access is required.");
        var events = catalog.Of<Event>();
        var original = await data.Set<Event>()
            .AsNoTracking()
            .Where(key.Matches(events))
            .Where(events.VisibleTo(authorization.Actor, trashed: false))
            .SingleOrDefaultAsync(ct)
            ?? throw RejectedException.NotFound(events.Type, key.Text);
        return (original, authorization.Require(EventPolicy.Copy(authorization.Actor, original)));
    }
}
