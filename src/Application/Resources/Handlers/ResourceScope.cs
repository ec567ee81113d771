using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>The rows of a type that a nested URL selects.</summary>
internal abstract class ResourceScope<T>
    where T : Entity
{
    public abstract IQueryable<T> Rows(IData data, Actor actor);

    /// <summary>Checks, before a list is read, that the actor may see this scope.</summary>
    /// <param name="rowsToCount">The rows that <see cref="CountAsync"/> may have to count later; null if it will not be called.</param>
    /// <exception cref="RejectedException">NotFound, Forbidden or Unauthenticated.</exception>
    public virtual Task RequireAccessAsync(IData data, Actor actor, IQueryable<T>? rowsToCount, CancellationToken ct) => Task.CompletedTask;

    /// <summary>The row of a to-one relationship, with its parent if <see cref="RequireParentAccess"/> needs it.</summary>
    public virtual IQueryable<QueryRow<T>> SelectOne(IData data, Actor actor, IQueryable<T> rows) =>
        rows.OrderBy(r => r.Id).Take(1).Select(r => new QueryRow<T> { Row = r });

    /// <summary>The rows that the actor may see if <see cref="RequireParentAccess"/> allows it.</summary>
    public virtual Expression<Func<T, bool>> Visible(Resource<T> resource, Actor actor, bool trashed) => resource.VisibleTo(actor, trashed);

    /// <summary>The actor with whose permissions a document about the row of <see cref="SelectOne"/> is written.</summary>
    public virtual Actor ReaderOf(T row, Actor actor) => actor;

    /// <summary>Checks that the actor may see the row of <see cref="SelectOne"/>.</summary>
    /// <exception cref="RejectedException">Forbidden or Unauthenticated.</exception>
    public virtual void RequireParentAccess(Actor actor, Entity? parent) { }

    /// <summary>
    /// The actor with whose permissions the rows are read. A scope can add permissions: a URL with an access code gives access to its
    /// tickets.
    /// </summary>
    public virtual Actor ReadAs(Actor actor) => actor;

    /// <summary>Called when a page is empty: checks that the parent exists, and returns the number of rows in the whole list.</summary>
    /// <exception cref="RejectedException">NotFound: the parent does not exist or is not visible to the actor.</exception>
    public abstract Task<long> CountAsync(IData data, Actor actor, IQueryable<T> rows, CancellationToken ct);
}

/// <summary>The rows to which one parent is linked, e.g. <c>/v1/events/{id}/faqs</c>.</summary>
internal sealed class RelatedScope<TParent, T>(Resource<TParent> owner, Relationship<TParent, T> relationship, ResourceKey key)
    : ResourceScope<T>
    where TParent : Entity
    where T : Entity
{
    private long? _count;

    public override IQueryable<T> Rows(IData data, Actor actor)
    {
        var rows = relationship.TargetsOf(data, Parents(data, actor));
        return relationship.ConditionFor(actor) is { } own ? rows.Where(own) : rows;
    }

    public override async Task RequireAccessAsync(IData data, Actor actor, IQueryable<T>? counted, CancellationToken ct)
    {
        if (relationship.IsHiddenFrom(actor))
            throw SignInRequired();
        if (!relationship.NeedsPrivateAccess(actor))
            return;
        var parents = Parents(data, actor).AsNoTracking();
        var found = counted is null
            ? await parents.Select(p => new { Parent = p, Count = 0L }).SingleOrDefaultAsync(ct)
            : await parents.Select(p => new { Parent = p, Count = counted.LongCount() }).SingleOrDefaultAsync(ct);
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
        resource.VisibleTo(relationship.ShowsContact && !actor.IsStaff ? Actor.Server : actor, trashed && actor.IsStaff);

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

/// <summary>The rows of a query, e.g. the upcoming events.</summary>
internal sealed class NamedScope<T>(Func<IData, IQueryable<T>> rows) : ResourceScope<T>
    where T : Entity
{
    public override IQueryable<T> Rows(IData data, Actor actor) => rows(data);

    public override Task<long> CountAsync(IData data, Actor actor, IQueryable<T> all, CancellationToken ct) => all.LongCountAsync(ct);
}

/// <summary>All rows of a type that always has exactly one.</summary>
internal sealed class OnlyRowScope<T> : ResourceScope<T>
    where T : Entity
{
    public override IQueryable<T> Rows(IData data, Actor actor) => data.Set<T>();

    public override Task<long> CountAsync(IData data, Actor actor, IQueryable<T> all, CancellationToken ct) => Task.FromResult(1L);
}

/// <summary>The rows of another scope that meet a condition.</summary>
internal sealed class FilteredScope<T>(ResourceScope<T> inner, Expression<Func<T, bool>> condition) : ResourceScope<T>
    where T : Entity
{
    public override IQueryable<T> Rows(IData data, Actor actor) => inner.Rows(data, actor).Where(condition);

    public override Task RequireAccessAsync(IData data, Actor actor, IQueryable<T>? counted, CancellationToken ct) =>
        inner.RequireAccessAsync(data, actor, counted, ct);

    public override IQueryable<QueryRow<T>> SelectOne(IData data, Actor actor, IQueryable<T> rows) => inner.SelectOne(data, actor, rows);

    public override Expression<Func<T, bool>> Visible(Resource<T> resource, Actor actor, bool trashed) =>
        inner.Visible(resource, actor, trashed);

    public override Actor ReaderOf(T row, Actor actor) => inner.ReaderOf(row, actor);

    public override void RequireParentAccess(Actor actor, Entity? parent) => inner.RequireParentAccess(actor, parent);

    public override Actor ReadAs(Actor actor) => inner.ReadAs(actor);

    public override Task<long> CountAsync(IData data, Actor actor, IQueryable<T> rows, CancellationToken ct) =>
        inner.CountAsync(data, actor, rows, ct);
}
