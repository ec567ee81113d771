using System.Linq.Expressions;
using System.Reflection;

namespace OpenEvent.Application.Resources.Query;

/// <summary>A value as an SQL parameter.</summary>
internal static class SqlParameter
{
    /// <summary>
    /// EF turns a member of a captured object into a parameter, so that one query shape is one cached plan.
    /// <c>Expression.Constant</c> of the value would compile, and keep, a plan per value (efcore#8909).
    /// </summary>
    public static Expression For<TValue>(TValue value, Type? type = null)
    {
        Expression member = Expression.Property(Expression.Constant(new Box<TValue>(value)), Box<TValue>.Property);
        return type is null || type == typeof(TValue) ? member : Expression.Convert(member, type);
    }

    internal sealed class Box<TValue>(TValue value)
    {
        public static readonly PropertyInfo Property = typeof(Box<TValue>).GetProperty(nameof(Value))!;

        public TValue Value { get; } = value;
    }
}
