using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Query;

/// <summary>
/// The processor time that is left for the rows of one document. It limits how many rows each statement reads, so a document that is too
/// large is rejected before most of its cost.
/// </summary>
/// <param name="budget">The processor time.</param>
internal sealed class DocumentBudget(TimeSpan budget, ITableSizes tables, ResourceCatalog catalog, ResourceQuery query)
{
    private double _left = budget.TotalMicroseconds;

    /// <summary>How many rows of a type may be read now: at least 1, at most <c>Api:MaxRows</c>.</summary>
    public int RowsOf(Resource resource) => (int)Math.Clamp(_left / CostOfRow(resource), 1, catalog.MaxRows);

    /// <summary>Takes the cost of rows that were read.</summary>
    public void Take(Resource resource, int rows) => _left -= rows * CostOfRow(resource);

    /// <summary>Takes the cost of one statement for each segment of an include.</summary>
    /// <exception cref="RejectedException">Malformed: the include has too many segments.</exception>
    public void TakeStatements(IncludeNode include)
    {
        _left -= CountSegments(include) * ReadLimits.Statement;
        if (_left < 0)
            throw RejectedException.Malformed("The include has too many relationships. Request them in several requests.", "include");
    }

    private double CostOfRow(Resource resource)
    {
        var members = query.Fields.TryGetValue(resource.Type, out var names) ? names.Count : resource.MemberCount;
        return ReadLimits.Column * resource.MemberCount
            + ReadLimits.Member * members
            + ReadLimits.Subquery * resource.SubqueryCount
            + ReadLimits.Byte * tables.Of(resource.EntityType).BytesPerRow;
    }

    private static int CountSegments(IncludeNode node) => node.Children.Values.Sum(child => 1 + CountSegments(child));
}
