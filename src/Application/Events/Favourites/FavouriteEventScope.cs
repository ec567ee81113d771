using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>
/// One favourite event by its id or, as the reference server has it, the caller's favourite by the id of the event. The id comes first.
/// </summary>
internal sealed class FavouriteEventScope(long key) : ResourceScope<UserFavouriteEvent>
{
    public override IQueryable<UserFavouriteEvent> Rows(IData data, Actor actor)
    {
        var (userId, isStaff) = (actor.UserId, actor.IsStaff);
        var byId = data.Set<UserFavouriteEvent>().Where(f => f.Id == key && f.DeletedAt == null && (isStaff || f.UserId == userId));
        return data.Set<UserFavouriteEvent>().Where(f => f.Id == key || (f.EventId == key && f.UserId == userId && !byId.Any()));
    }

    /// <summary>The scope is used for one row only, so nothing is counted.</summary>
    public override Task<long> CountAsync(IData data, Actor actor, IQueryable<UserFavouriteEvent> rows, CancellationToken ct) =>
        Task.FromResult(0L);
}
