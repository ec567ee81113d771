using System.Linq.Expressions;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>The one place that says which rows of a resource exist for an actor.</summary>
internal static class Visibility
{
    /// <summary>The policy's rows, without the trashed ones unless <paramref name="trashed"/>, which is for staff only.</summary>
    public static Expression<Func<T, bool>> VisibleTo<T>(this Resource<T> resource, Actor actor, bool trashed)
        where T : Entity
    {
        var visible = resource.Policy.Visible(actor);
        if (!resource.IsSoftDeleted || (trashed && actor.IsStaff))
            return visible;
        var row = visible.Parameters[0];
        var alive = ExpressionCache.IsNotDeleted<T>(row);
        return ExpressionSubstitution.And(Expression.Lambda<Func<T, bool>>(alive, row), visible);
    }
}
