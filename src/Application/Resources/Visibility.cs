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
        return ExpressionSubstitution.And(IsNotDeleted<T>(visible.Parameters[0]), visible);
    }

    /// <summary>The rows that are not soft-deleted, for use cases that decide by the row they belong to.</summary>
    public static IQueryable<T> WithoutTrash<T>(this IQueryable<T> rows, Resource<T> resource)
        where T : Entity => resource.IsSoftDeleted ? rows.Where(IsNotDeleted<T>(Expression.Parameter(typeof(T), "r"))) : rows;

    private static Expression<Func<T, bool>> IsNotDeleted<T>(ParameterExpression row) =>
        Expression.Lambda<Func<T, bool>>(ExpressionCache.IsNotDeleted<T>(row), row);
}
