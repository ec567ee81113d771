using System.Text.Json;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Resources.Query;

/// <summary>
/// Estimates the processor time of a filter and a sort order, in the worst case: no index helps, and all links lead to one row. It decides
/// how long the statement may run, so an estimate that is too high only takes away the time that a busy machine needs.
/// </summary>
internal sealed class QueryCost(ITableSizes tables, Type entity)
{
    /// <summary>A list evaluates its filter for the rows and for their number.</summary>
    private const int Evaluations = 2;

    /// <summary>A long text is compressed to about a third.</summary>
    private const int Compression = 3;

    private Position _position = new(entity, tables.Of(entity).Rows, 1);

    /// <summary>Microseconds of the filter.</summary>
    public double Filter { get; private set; }

    /// <summary>Microseconds of the sort order.</summary>
    public double Sort { get; private set; }

    public void AddCondition<T>(Field<T> field, string op, JsonElement value) =>
        AddCondition(
            field,
            op,
            value.ValueKind == JsonValueKind.Array ? value.GetArrayLength() : 1,
            value.ValueKind == JsonValueKind.String ? value.GetRawText().Count(c => c == '%') : 0
        );

    public TimeSpan Total => TimeSpan.FromMicroseconds(Math.Min(Filter + Sort, 1e12));

    /// <summary>From how many rows of the table a list may be chosen within a budget.</summary>
    public int RowsWithin(TimeSpan budget) =>
        Total <= budget ? int.MaxValue - 1 : (int)Math.Min(tables.Of(entity).Rows * (budget / Total), int.MaxValue - 1);

    /// <summary>The query parameter that costs most.</summary>
    public string Parameter => Filter >= Sort ? "filter" : "sort";

    /// <summary>Adds a condition on an attribute.</summary>
    /// <param name="values">How many values the attribute is compared with.</param>
    /// <param name="wildcards">How many in a pattern: at each, the rest of the text may be tried again.</param>
    public void AddCondition<T>(Field<T> field, string op, int values, int wildcards = 0) =>
        Filter +=
            Evaluations
            * _position.Visits
            * (
                ReadLimits.Comparison * Math.Max(1, Math.Log2(values + 1))
                + (field.IsQueriedByExpression ? ReadLimits.Subquery : 0)
                + (IsPattern(op) ? CharactersOf(field) * ReadLimits.PatternCharacter * (op == "match" ? 3 : 1 + wildcards) : 0)
            );

    /// <summary>Adds a sort key.</summary>
    public void AddSortKey<T>(Field<T>? field, bool isRelated) =>
        Sort +=
            _position.Visits
            * (
                ReadLimits.Comparison * Math.Log2(_position.Visits + 2)
                + (isRelated ? ReadLimits.Lookup : 0)
                + (field is { IsQueriedByExpression: true } ? ReadLimits.Subquery : 0)
                + (field is null ? 0 : CharactersOf(field) * ReadLimits.SortedCharacter)
            );

    /// <summary>Adds a condition on a relationship, and goes to its target for the conditions there.</summary>
    /// <returns>The position of the owner, for <see cref="Return"/>.</returns>
    public Position GoTo(Relationship relationship)
    {
        var owner = _position;
        Filter += Evaluations * owner.Visits * ReadLimits.Lookup;
        var target = relationship.TargetResource!.EntityType;
        var rows = (double)tables.Of(target).Rows;
        _position = relationship.IsToMany
            // One owner may have all rows, and it may be asked for as often as it is reached.
            ? new Position(target, owner.Repeats * Math.Max(rows, owner.Visits), relationship.SharesTargets ? owner.Visits : owner.Repeats)
            // All rows may be linked to the same one.
            : new Position(target, owner.Visits, owner.Visits);
        return owner;
    }

    public void Return(Position owner) => _position = owner;

    private double CharactersOf<T>(Field<T> field) =>
        Math.Min(field.MaxTextLength ?? 0, Compression * (double)Math.Max(tables.Of(_position.Entity).BytesPerRow, 300));

    private static bool IsPattern(string op) =>
        op is "like" or "ilike" or "notlike" or "notilike" or "contains" or "startswith" or "endswith" or "match";

    /// <summary>A table that the filter has reached.</summary>
    /// <param name="Visits">How often the conditions at this table are evaluated.</param>
    /// <param name="Repeats">How often they are evaluated for the same row, at most.</param>
    internal readonly record struct Position(Type Entity, double Visits, double Repeats);
}
