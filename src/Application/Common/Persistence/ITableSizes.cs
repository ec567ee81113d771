namespace OpenEvent.Application.Common;

/// <summary>The sizes of the tables, at most about a minute old, for estimates of what a query costs.</summary>
public interface ITableSizes
{
    /// <summary>The size of the table of an entity type; of an empty table if it is not known yet.</summary>
    TableSize Of(Type entity);
}
