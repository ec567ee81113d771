using System.Linq.Expressions;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>The rows of a type that a nested URL selects.</summary>
internal abstract class ResourceScope<T>
    where T : Entity
{
    public abstract IQueryable<T> Rows(IData data, Actor actor);

    /// <summary>Whether only the team of the parent, and people whose own rows are in it, see the list.</summary>
    public virtual bool IsPrivate => false;

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
