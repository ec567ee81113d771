using OpenEvent.Application.Common;

namespace OpenEvent.Application.Tests.Resources.Query;

/// <summary>Gives all tables the same size.</summary>
internal sealed class FixedTableSizes(long rows = 0, long bytesPerRow = 0) : ITableSizes
{
    public TableSize Of(Type entity) => new(rows, bytesPerRow);
}
