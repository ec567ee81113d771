using System.Linq.Expressions;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>
/// The one linked row that belongs to the caller, e.g. their favourite mark of a session. Others have another row there, or none.
/// </summary>
/// <param name="userKey">Selects the id of the user to whom a linked row belongs.</param>
internal sealed class OwnRow<T, TTarget>(string name, Func<IData, IQueryable<Link>> links, Expression<Func<TTarget, long>> userKey)
    : Through<T, TTarget>(name, links)
    where T : Entity
    where TTarget : Entity
{
    public override bool IsToMany => false;

    public override Expression<Func<TTarget, bool>> ConditionFor(Actor actor) =>
        actor.UserId is { } id
            ? Expression.Lambda<Func<TTarget, bool>>(Expression.Equal(userKey.Body, SqlParameter.For(id)), userKey.Parameters)
            : _ => false;
}
