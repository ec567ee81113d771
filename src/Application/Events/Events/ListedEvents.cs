using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>Which events are published and public, so that anybody may find them.</summary>
internal sealed class ListedEvents(IData data)
{
    /// <param name="ids">At most as many as a document has rows.</param>
    public async Task<bool> AreAllAsync(IReadOnlyCollection<long> ids, CancellationToken ct) =>
        await data.Set<Event>().Where(e => ids.Contains(e.Id) && e.DeletedAt == null).Where(Event.IsListed).CountAsync(ct) == ids.Count;
}
