using System.Linq.Expressions;

namespace OpenEvent.Domain.Common;

/// <summary>
/// Decides who may do what with a <typeparamref name="T"/>. Policies run no queries. Operations that are not overridden are denied.
/// </summary>
public abstract class Policy<T>
{
    /// <summary>
    /// Whether a row that the actor may not see is answered with 404 instead of 403, so that guessing ids reveals nothing.
    /// </summary>
    public virtual bool HidesExistence => true;

    /// <summary>The rows that this actor may see. The predicate is added to every list, get, filter, sort and include.</summary>
    public virtual Expression<Func<T, bool>> Visible(Actor actor) => _ => false;

    /// <summary>Whether the actor may list this type. The list contains the rows that are <see cref="Visible"/>.</summary>
    public virtual Decision List(Actor actor) => Decision.Allow;

    /// <summary>Whether the actor sees the private attributes and relationships of this row.</summary>
    public virtual bool CanSeePrivate(Actor actor, T row) => actor.IsStaff;

    /// <summary>
    /// The rows for which <see cref="CanSeePrivate"/> is true, for filters by private attributes. Null: the actor sees them of no row.
    /// </summary>
    public virtual Expression<Func<T, bool>>? PrivateTo(Actor actor) => actor.IsStaff ? _ => true : null;

    public virtual Decision Create(Actor actor, T draft) => Decision.Deny("This cannot be created.");

    public virtual Decision Update(Actor actor, T current, Changes<T> changes) => Decision.Deny("This cannot be changed.");

    public virtual Decision Delete(Actor actor, T current) => Decision.Deny("This cannot be deleted.");

    /// <summary>
    /// Whether the actor may link this row to another one. The policy of the other row is asked, too. A foreign key is a member of its row,
    /// so <see cref="Create"/> and <see cref="Update"/> decide on it at that end.
    /// </summary>
    public virtual Decision Link(Actor actor, T row, RowLink link) => Decision.Deny("This cannot be linked.", link.Relationship);

    /// <summary>Whether the actor may remove a link of this row. The policy of the other row is asked, too.</summary>
    public virtual Decision Unlink(Actor actor, T row, RowLink link) => Link(actor, row, link);
}
