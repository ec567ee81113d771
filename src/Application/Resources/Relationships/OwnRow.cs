using System.Linq.Expressions;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>
/// The one linked row that belongs to the caller, e.g. their favourite mark of a session. Others have another row there, or none.
/// </summary>
/// <param name="userId">The key of the user whom the linked row belongs to.</param>
internal sealed class OwnRow<T, TTarget>(string name, Func<IData, IQueryable<Link>> links, Expression<Func<TTarget, long>> userId)
    : Through<T, TTarget>(name, links)
    where T : Entity
    where TTarget : Entity
{
    public override bool IsToMany => false;

    public override Expression<Func<TTarget, bool>> ConditionFor(Actor actor) =>
        actor.UserId is { } id
            ? Expression.Lambda<Func<TTarget, bool>>(Expression.Equal(userId.Body, SqlParameter.For(id)), userId.Parameters)
            : _ => false;
}
