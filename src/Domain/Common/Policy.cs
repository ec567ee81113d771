using System.Linq.Expressions;

namespace OpenEvent.Domain.Common;

/// <summary>Who may do what with a <typeparamref name="T"/>. Pure; whatever is not overridden is refused.</summary>
public abstract class Policy<T>
{
    /// <summary>Answer 404 instead of 403 for a row that exists but may not be seen, so that guessing finds nothing.</summary>
    public virtual bool HidesExistence => true;

    /// <summary>The rows that exist for this actor: ANDed into every list, get, filter, sort and include.</summary>
    public virtual Expression<Func<T, bool>> Visible(Actor actor) => _ => false;

    /// <summary>May the actor ask for lists of this type at all? Rows are then those that are <see cref="Visible"/>.</summary>
    public virtual Decision List(Actor actor) => Decision.Allow;

    /// <summary>Does the actor see the private fields and relationships of this row?</summary>
    public virtual bool CanSeePrivate(Actor actor, T row) => actor.IsStaff;

    public virtual Decision Create(Actor actor, T draft) => Decision.Deny("Nobody may create this.");

    public virtual Decision Update(Actor actor, T current, Changes<T> changes) => Decision.Deny("Nobody may change this.");

    public virtual Decision Delete(Actor actor, T current) => Decision.Deny("Nobody may delete this.");
}
