using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>Sets the places of rows in the list of their event. For the event team.</summary>
internal sealed class RowReorderer(IData data, EventFinder events)
{
    /// <param name="places">The places by row; null: all rows of the event get the place 0.</param>
    /// <returns>The number of rows.</returns>
    /// <exception cref="RejectedException">Unauthenticated, NotFound or Forbidden.</exception>
    public async Task<int> ReorderAsync<T>(
        ResourceKey eventKey,
        IReadOnlyList<RowPlace>? places,
        PlaceMember<T> member,
        CancellationToken ct
    )
        where T : EventContent
    {
        var (e, grant) = await events.RequireCoorganizerAsync(eventKey, ct);
        var rows = data.Set<T>().Where(x => x.EventId == e.Id);
        if (places is null)
        {
            grant.Run(member.Reset);
            return await data.UpdateAsync(member.Reset, rows, set => set.SetProperty(member.Property, 0), ct);
        }

        var ids = places.Select(p => p.Id!.Value).ToList();
        var found = await rows.Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, ct);
        if (ids.Exists(id => !found.ContainsKey(id)))
            throw RejectedException.Forbidden($"All {member.Plural} must belong to this event.");
        grant.Change<T>(x => x.EventId == e.Id, member.Name);
        foreach (var place in places)
            member.Set(found[place.Id!.Value], place.Place);
        return found.Count;
    }
}
