using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Query;

/// <summary>Orders rows by declared fields, then always by id, so that pages are stable.</summary>
internal static class SortTranslator
{
    public static IQueryable<T> Sorted<T>(this IQueryable<T> rows, Resource<T> resource, IReadOnlyList<SortKey> keys, Actor actor)
        where T : Entity
    {
        if (keys.Count == 0)
            return Known.ById(rows);
        var row = Expression.Parameter(typeof(T), "r");
        var sorted = Known.Ordered(rows, Expression.Lambda(KeyOf(resource, keys[0], row, actor), row), keys[0].IsDescending, isFirst: true);
        foreach (var key in keys.Skip(1))
            sorted = Known.Ordered(sorted, Expression.Lambda(KeyOf(resource, key, row, actor), row), key.IsDescending, isFirst: false);
        return Known.ThenById(sorted);
    }

    private static Expression KeyOf<T>(Resource<T> resource, SortKey key, Expression row, Actor actor)
        where T : Entity
    {
        if (key.Relationship is null)
            return key.Field == "id" ? Known.IdOf(row) : FieldOf(resource, key.Field, actor).On(row);
        if (resource.FindRelationship(key.Relationship) is not { IsToMany: false } relationship)
            throw Unknown(resource, key.Relationship);
        var visitor = new Through(key.Field, row, actor, relationship);
        resource.AcceptRelationships(visitor);
        return visitor.Found ?? throw Unknown(resource, key.Relationship);
    }

    private static Field<T> FieldOf<T>(Resource<T> resource, string name, Actor actor)
        where T : Entity =>
        resource.FindField(name) is { IsFilterable: true, IsWriteOnly: false, IsJson: false } field && (!field.IsPrivate || actor.IsStaff)
            ? field
            : throw Unknown(resource, name);

    private static Refused Unknown(Resource resource, string name) =>
        Refused.Malformed($"A {resource.Type} cannot be sorted by {name}.", "sort");

    /// <summary>A linked row's field, where that row is visible; else null, so that an order tells nothing of what is hidden.</summary>
    private sealed class Through(string field, Expression row, Actor actor, Relationship wanted) : IRelationshipVisitor
    {
        public Expression? Found { get; private set; }

        public void Visit<T, TTarget>(Resource<T> owner, Relationship<T, TTarget> relationship)
            where T : Entity
            where TTarget : Entity
        {
            if (relationship != wanted || relationship is not BelongsTo<T, TTarget> key || key.IsPrivate && !actor.IsStaff)
                return;
            var target = key.TargetOn(row);
            var value = field == "id" ? Known.IdOf(target) : FieldOf(relationship.Target, field, actor).On(target);
            var type = Known.Nullable(value.Type);
            Found = Expression.Condition(
                Splice.Into(relationship.Target.VisibleTo(actor, trashed: false), target),
                Expression.Convert(value, type),
                Expression.Constant(null, type)
            );
        }
    }
}
