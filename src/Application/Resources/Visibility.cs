using System.Linq.Expressions;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>Decides which rows of a resource an actor can see. All queries use it.</summary>
internal static class Visibility
{
    /// <summary>
    /// The condition of the policy. Soft-deleted rows are excluded, unless <paramref name="trashed"/> is true and the actor is staff.
    /// </summary>
    public static Expression<Func<T, bool>> VisibleTo<T>(this Resource<T> resource, Actor actor, bool trashed)
        where T : Entity
    {
        var visible = resource.Policy.Visible(actor);
        if (!resource.IsSoftDeleted || (trashed && actor.IsStaff))
            return visible;
        var row = visible.Parameters[0];
        var isNotDeleted = ExpressionCache.IsNotDeleted<T>(row);
        return ExpressionSubstitution.And(Expression.Lambda<Func<T, bool>>(isNotDeleted, row), visible);
    }
}
