using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>The rows to which one parent is linked, e.g. <c>/v1/events/{id}/faqs</c>.</summary>
internal sealed class RelatedScope<TParent, T>(Resource<TParent> owner, Relationship<TParent, T> relationship, ResourceKey key)
    : ResourceScope<T>
    where TParent : Entity
    where T : Entity
{
    private long? _count;

    public override bool IsPrivate => relationship.IsPrivate;

    public override IQueryable<T> Rows(IData data, Actor actor)
    {
        var rows = relationship.TargetsOf(data, Parents(data, actor));
        return relationship.ConditionFor(actor) is { } own ? rows.Where(own) : rows;
    }

    public override async Task RequireAccessAsync(IData data, Actor actor, IQueryable<T>? rowsToCount, CancellationToken ct)
    {
        if (relationship.IsHiddenFrom(actor))
            throw SignInRequired();
        if (!relationship.NeedsPrivateAccess(actor))
            return;
        var parents = Parents(data, actor).AsNoTracking();
        var found = rowsToCount is null
            ? await parents.Select(p => new { Parent = p, Count = 0L }).SingleOrDefaultAsync(ct)
            : await parents.Select(p => new { Parent = p, Count = rowsToCount.LongCount() }).SingleOrDefaultAsync(ct);
        if (found is null)
            throw RejectedException.NotFound(owner.Type, key.Text);
        RequirePrivateAccess(actor, found.Parent);
        _count = found.Count;
    }

    public override IQueryable<QueryRow<T>> SelectOne(IData data, Actor actor, IQueryable<T> rows) =>
        relationship.NeedsPrivateAccess(actor)
            ? Parents(data, actor)
                .AsNoTracking()
                .SelectMany(p => rows, (p, r) => new QueryRow<T> { Row = r, Parent = p })
                .OrderBy(p => p.Row.Id)
                .Take(1)
            : base.SelectOne(data, actor, rows);

    public override Expression<Func<T, bool>> Visible(Resource<T> resource, Actor actor, bool trashed) =>
        resource.VisibleTo(relationship.ShowsContact && !actor.IsStaff ? actor.AsServer() : actor, trashed && actor.IsStaff);

    public override Actor ReaderOf(T row, Actor actor) => relationship.ShowsContact ? actor.WithContacts([row.Id]) : actor;

    public override void RequireParentAccess(Actor actor, Entity? parent)
    {
        if (relationship.NeedsPrivateAccess(actor))
            RequirePrivateAccess(actor, (TParent)parent!);
    }

    public override async Task<long> CountAsync(IData data, Actor actor, IQueryable<T> rows, CancellationToken ct)
    {
        if (_count is { } known)
            return known;
        var counts = await Parents(data, actor).Select(p => rows.LongCount()).ToListAsync(ct);
        return counts.Count == 1 ? counts[0] : throw RejectedException.NotFound(owner.Type, key.Text);
    }

    private void RequirePrivateAccess(Actor actor, TParent parent)
    {
        if (owner.Policy.CanSeePrivate(actor, parent))
            return;
        throw actor.IsSignedIn
            ? RejectedException.Forbidden($"The {relationship.Name} of this {owner.Type} are private.")
            : SignInRequired();
    }

    private RejectedException SignInRequired() =>
        RejectedException.Unauthenticated($"Sign in to see the {relationship.Name} of this {owner.Type}.");

    private IQueryable<TParent> Parents(IData data, Actor actor) =>
        data.Set<TParent>().Where(owner.VisibleTo(actor, trashed: false)).Where(key.Matches(owner));
}
