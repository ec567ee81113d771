using System.Linq.Expressions;

namespace OpenEvent.Domain.Common;

/// <summary>
/// Decides who may do what with a <typeparamref name="T"/>. Policies run no queries. Operations that are not overridden are denied. A
/// policy overrides the methods that end in <c>Core</c>; what they allow to a user, a token of the user gets within its
/// <see cref="Actor.Scope"/> only.
/// </summary>
public abstract class Policy<T>
{
    /// <summary>
    /// Whether a row that the actor may not see is answered with 404 instead of 403, so that guessing ids reveals nothing.
    /// </summary>
    public virtual bool HidesExistence => true;

    /// <summary>The rows that this actor may see. The predicate is added to every list, get, filter, sort and include.</summary>
    public Expression<Func<T, bool>> Visible(Actor actor) =>
        actor.Scope is { } scope ? ScopedRows<T>.And(VisibleCore(actor), scope, EventOf) : VisibleCore(actor);

    /// <summary>Whether the actor may list this type. The list contains the rows that are <see cref="Visible"/>.</summary>
    public Decision List(Actor actor) => ScopedRows<T>.Decide(actor, writes: false).And(() => ListCore(actor));

    /// <summary>Whether the actor sees the private attributes and relationships of this row.</summary>
    public bool CanSeePrivate(Actor actor, T row) => IsInScope(actor, row, writes: false).IsAllowed && CanSeePrivateCore(actor, row);

    /// <summary>
    /// The rows for which <see cref="CanSeePrivate"/> is true, for filters by private attributes. Null: the actor sees them of no row.
    /// </summary>
    public Expression<Func<T, bool>>? PrivateTo(Actor actor)
    {
        var rows = PrivateToCore(actor);
        return rows is not null && actor.Scope is { } scope ? ScopedRows<T>.And(rows, scope, EventOf) : rows;
    }

    public Decision Create(Actor actor, T draft) => IsInScope(actor, draft, writes: true).And(() => CreateCore(actor, draft));

    public Decision Update(Actor actor, T current, Changes<T> changes) =>
        IsInScope(actor, current, writes: true).And(() => UpdateCore(actor, current, changes));

    public Decision Delete(Actor actor, T current) => IsInScope(actor, current, writes: true).And(() => DeleteCore(actor, current));

    /// <summary>
    /// Whether the actor may link this row to another one. The policy of the other row is asked, too. A foreign key is a member of its row,
    /// so <see cref="Create"/> and <see cref="Update"/> decide on it at that end.
    /// </summary>
    public Decision Link(Actor actor, T row, RowLink link) => IsInScope(actor, row, writes: true).And(() => LinkCore(actor, row, link));

    /// <summary>Whether the actor may remove a link of this row. The policy of the other row is asked, too.</summary>
    public Decision Unlink(Actor actor, T row, RowLink link) => IsInScope(actor, row, writes: true).And(() => UnlinkCore(actor, row, link));

    /// <summary>
    /// The id of the event to which a row belongs, for tokens that are limited to events. By default the column <c>EventId</c>; null if the
    /// type has none. Such tokens do not get rows without an event.
    /// </summary>
    protected virtual Expression<Func<T, long?>>? EventOf => ScopedRows<T>.EventColumn;

    /// <inheritdoc cref="Visible"/>
    protected virtual Expression<Func<T, bool>> VisibleCore(Actor actor) => _ => false;

    /// <inheritdoc cref="List"/>
    protected virtual Decision ListCore(Actor actor) => Decision.Allow;

    /// <inheritdoc cref="CanSeePrivate"/>
    protected virtual bool CanSeePrivateCore(Actor actor, T row) => actor.IsStaff;

    /// <inheritdoc cref="PrivateTo"/>
    protected virtual Expression<Func<T, bool>>? PrivateToCore(Actor actor) => actor.IsStaff ? _ => true : null;

    protected virtual Decision CreateCore(Actor actor, T draft) => Decision.Deny("This cannot be created.");

    protected virtual Decision UpdateCore(Actor actor, T current, Changes<T> changes) => Decision.Deny("This cannot be changed.");

    protected virtual Decision DeleteCore(Actor actor, T current) => Decision.Deny("This cannot be deleted.");

    /// <inheritdoc cref="Link"/>
    protected virtual Decision LinkCore(Actor actor, T row, RowLink link) => Decision.Deny("This cannot be linked.", link.Relationship);

    /// <inheritdoc cref="Unlink"/>
    protected virtual Decision UnlinkCore(Actor actor, T row, RowLink link) => LinkCore(actor, row, link);

    /// <remarks>Called for each row of an answer, so it builds no expression for callers without a scope.</remarks>
    private Decision IsInScope(Actor actor, T row, bool writes) =>
        actor.Scope is null ? Decision.Allow : ScopedRows<T>.Decide(actor, row, EventOf, writes);
}
