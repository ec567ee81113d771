using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>
/// All rows of a type that always has exactly one. Unlike <see cref="AllRowsScope{T}"/> it asks no permission to list them: the policy
/// hides the row from those who may not see it.
/// </summary>
internal sealed class OnlyRowScope<T> : ResourceScope<T>
    where T : Entity
{
    public override IQueryable<T> Rows(IData data, Actor actor) => data.Set<T>();

    public override Task<long> CountAsync(IData data, Actor actor, IQueryable<T> all, CancellationToken ct) => Task.FromResult(1L);
}
