using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>The rows of a type that belong to the caller.</summary>
/// <param name="signInReason">What visitors are told.</param>
internal sealed class OwnRowsScope<T>(string signInReason, Func<IData, long, IQueryable<T>> rowsOf) : ResourceScope<T>
    where T : Entity
{
    public override IQueryable<T> Rows(IData data, Actor actor) => rowsOf(data, actor.UserId ?? 0);

    public override Task RequireAccessAsync(IData data, Actor actor, IQueryable<T>? rowsToCount, CancellationToken ct) =>
        actor.IsSignedIn ? Task.CompletedTask : throw RejectedException.Unauthenticated(signInReason);

    public override Task<long> CountAsync(IData data, Actor actor, IQueryable<T> rows, CancellationToken ct) => rows.LongCountAsync(ct);
}
