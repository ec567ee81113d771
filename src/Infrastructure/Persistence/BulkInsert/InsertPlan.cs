using System.Collections.Concurrent;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using NpgsqlTypes;
using OpenEvent.Domain.Common;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>How a row of one entity type is inserted. It is built from EF's model, so each mapping is declared once.</summary>
internal sealed class InsertPlan
{
    /// <summary>Limits the cache, because requests decide which columns are null. An order needs a handful of statements.</summary>
    private const int MaxCachedStatements = 64;

    private readonly string _table;
    private readonly string _returning;
    private readonly Column[] _columns;
    private readonly ConcurrentDictionary<(UInt128 Written, UInt128 FromParents), string> _statementCache = new();

    private InsertPlan(string table, string returning, Column[] columns)
    {
        _table = table;
        _returning = returning;
        _columns = columns;
    }

    /// <param name="IsId">The database generates the value if it is 0.</param>
    /// <param name="Parent">The entity type that the column is a foreign key of; null: it is no foreign key.</param>
    /// <param name="ParentId">The SQL expression for the id that this session gave to the last inserted parent.</param>
    private sealed record Column(string Name, NpgsqlDbType Type, Func<object, object?> Value, bool IsId, Type? Parent, string ParentId);

    public static InsertPlan Create(IEntityType entity)
    {
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
        var row = Expression.Parameter(typeof(object), "row");
        var typedRow = Expression.Convert(row, entity.ClrType);
        var columns = entity
            .GetProperties()
            .Select(p => (Property: p, On: (Expression)typedRow))
            .Concat(
                entity
                    .GetComplexProperties()
                    .SelectMany(c =>
                        c.ComplexType.GetProperties()
                            .Select(p => (Property: p, On: (Expression)Expression.Property(typedRow, c.PropertyInfo!)))
                    )
            )
            .Where(p => p.Property.PropertyInfo is not null && (p.Property.ValueGenerated == ValueGenerated.Never || IsId(p.Property)))
            .Select(p => CreateColumn(p.Property, p.On, row, table))
            .ToArray();
        if (entity.GetProperties().FirstOrDefault(IsLost) is { } lost)
            throw new NotSupportedException($"{entity.DisplayName()}.{lost.Name} has a default value of the database.");
        if (columns.Length > 128)
            throw new NotSupportedException($"{entity.DisplayName()} has more than 128 columns.");
        return new InsertPlan(table.Name, typeof(Entity).IsAssignableFrom(entity.ClrType) ? " RETURNING id, xmin" : "", columns);
    }

    public NpgsqlBatchCommand CreateCommand(object row, IReadOnlySet<Type> parents)
    {
        var command = new NpgsqlBatchCommand();
        UInt128 written = 0,
            fromParents = 0;
        for (var i = 0; i < _columns.Length; i++)
        {
            var column = _columns[i];
            var value = column.Value(row);
            if (column.Parent is { } parent && value is null or 0L && parents.Contains(parent) && parent != row.GetType())
                fromParents |= UInt128.One << i;
            else if (value is not null && !(column.IsId && value is 0L))
            {
                written |= UInt128.One << i;
                command.Parameters.Add(new NpgsqlParameter { Value = value, NpgsqlDbType = column.Type });
            }
        }

        command.CommandText = GetStatement(written, fromParents);
        return command;
    }

    private string GetStatement(UInt128 written, UInt128 fromParents)
    {
        if (_statementCache.TryGetValue((written, fromParents), out var cached))
            return cached;
        var names = new List<string>();
        var values = new List<string>();
        for (var (i, n) = (0, 0); i < _columns.Length; i++)
        {
            if (((written | fromParents) >> i & 1) == 0)
                continue;
            names.Add(_columns[i].Name);
            values.Add((fromParents >> i & 1) == 1 ? _columns[i].ParentId : $"${++n}");
        }

        var statement = $"INSERT INTO {_table} ({string.Join(", ", names)}) VALUES ({string.Join(", ", values)}){_returning}";
        if (_statementCache.Count < MaxCachedStatements)
            _statementCache.TryAdd((written, fromParents), statement);
        return statement;
    }

    private static bool IsId(IProperty property) => property.IsPrimaryKey() && property.Name == nameof(Entity.Id);

    private static bool IsLost(IProperty property) =>
        property.ValueGenerated != ValueGenerated.Never
        && !IsId(property)
        && !property.IsConcurrencyToken
        && property.GetComputedColumnSql() is null;

    private static Column CreateColumn(IProperty property, Expression owner, ParameterExpression row, StoreObjectIdentifier table)
    {
        var value = Expression
            .Lambda<Func<object, object?>>(Expression.Convert(Expression.Property(owner, property.PropertyInfo!), typeof(object)), row)
            .Compile();
        var mapping = property.GetRelationalTypeMapping();
        using var sampleCommand = new NpgsqlCommand();
        var type = ((NpgsqlParameter)mapping.CreateParameter(sampleCommand, "p", null)).NpgsqlDbType;
        var convert = mapping.Converter?.ConvertToProvider;
        var parent = property
            .GetContainingForeignKeys()
            .Select(k => k.PrincipalEntityType)
            .FirstOrDefault(p => p.FindPrimaryKey() is { Properties: [{ ValueGenerated: ValueGenerated.OnAdd }] });
        return new Column(
            property.GetColumnName(table)!,
            type,
            convert is null ? value : r => value(r) is { } v ? convert(v) : null,
            IsId(property),
            parent?.ClrType,
            $"currval('{parent?.GetTableName()}_id_seq'::regclass)"
        );
    }
}
