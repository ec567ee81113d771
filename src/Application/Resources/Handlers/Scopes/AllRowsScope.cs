using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>
/// The list of a type at a URL other than <c>/v1/{path}</c>. As at that URL, the policy decides who may list it and which rows are in it.
/// </summary>
internal sealed class AllRowsScope<T>(Resource<T> resource) : ResourceScope<T>
    where T : Entity
{
    public override IQueryable<T> Rows(IData data, Actor actor) => data.Set<T>();

    public override Task RequireAccessAsync(IData data, Actor actor, IQueryable<T>? rowsToCount, CancellationToken ct)
    {
        var decision = resource.Policy.List(actor);
        if (decision.IsAllowed)
            return Task.CompletedTask;
        throw actor.IsSignedIn
            ? RejectedException.Forbidden(decision.Reason!, code: decision.Code)
            : RejectedException.SignInFirst(decision.Reason);
    }

    public override Task<long> CountAsync(IData data, Actor actor, IQueryable<T> rows, CancellationToken ct) => rows.LongCountAsync(ct);
}
