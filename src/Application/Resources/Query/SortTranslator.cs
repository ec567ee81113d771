using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Query;

/// <summary>Sorts rows by declared fields and then by id, so that pages are stable.</summary>
internal static class SortTranslator
{
    public static IQueryable<T> Sorted<T>(
        this IQueryable<T> rows,
        Resource<T> resource,
        IReadOnlyList<SortKey> keys,
        Actor actor,
        QueryCost cost
    )
        where T : Entity
    {
        foreach (var key in keys)
            cost.AddSortKey(key.Relationship is null ? resource.FindFilterField(key.Field) : null, key.Relationship is not null);
        if (keys.Count == 0)
            return ExpressionCache.ById(rows);
        var row = Expression.Parameter(typeof(T), "r");
        var sorted = ExpressionCache.Ordered(
            rows,
            Expression.Lambda(KeyOf(resource, keys[0], row, actor), row),
            keys[0].IsDescending,
            isFirst: true
        );
        foreach (var key in keys.Skip(1))
            sorted = ExpressionCache.Ordered(
                sorted,
                Expression.Lambda(KeyOf(resource, key, row, actor), row),
                key.IsDescending,
                isFirst: false
            );
        return ExpressionCache.ThenById(sorted);
    }

    private static Expression KeyOf<T>(Resource<T> resource, SortKey key, Expression row, Actor actor)
        where T : Entity
    {
        if (key.Relationship is null)
            return key.Field == "id" ? ExpressionCache.IdOf(row) : FieldOf(resource, key.Field, actor).ColumnOf(row);
        if (resource.FindRelationship(key.Relationship) is not { IsToMany: false } relationship)
            throw UnknownField(resource, key.Relationship);
        var visitor = new RelatedFieldVisitor(key.Field, row, actor, relationship);
        resource.AcceptRelationships(visitor);
        return visitor.SortExpression ?? throw UnknownField(resource, key.Relationship);
    }

    private static Field<T> FieldOf<T>(Resource<T> resource, string name, Actor actor)
        where T : Entity =>
        resource.FindFilterField(name) is { IsJson: false } field && (!field.IsPrivate || actor.IsStaff)
            ? field.For(actor)
            : throw UnknownField(resource, name);

    private static RejectedException UnknownField(Resource resource, string name) =>
        RejectedException.Malformed($"{resource.WithArticleAtStart} cannot be sorted by {name}.", "sort");

    /// <summary>The field of a linked row, or null if that row is hidden, so that the order does not reveal hidden values.</summary>
    private sealed class RelatedFieldVisitor(string field, Expression row, Actor actor, Relationship wanted) : IRelationshipVisitor
    {
        public Expression? SortExpression { get; private set; }

        public void Visit<T, TTarget>(Resource<T> owner, Relationship<T, TTarget> relationship)
            where T : Entity
            where TTarget : Entity
        {
            if (relationship != wanted || relationship is not BelongsTo<T, TTarget> key || key.IsPrivate && !actor.IsStaff)
                return;
            var target = key.TargetRowOf(row);
            var value = field == "id" ? ExpressionCache.IdOf(target) : FieldOf(relationship.Target, field, actor).ColumnOf(target);
            var type = ExpressionCache.ToNullable(value.Type);
            SortExpression = Expression.Condition(
                ExpressionSubstitution.Apply(relationship.Target.VisibleTo(actor, trashed: false), target),
                Expression.Convert(value, type),
                Expression.Constant(null, type)
            );
        }
    }
}
