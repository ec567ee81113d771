using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Query;

/// <summary>Counts the conditions of a filter that take a subquery for each row.</summary>
internal sealed class SubqueryCounter
{
    private int _count;

    /// <exception cref="RejectedException">Malformed: the filter has too many.</exception>
    public void Count()
    {
        if (++_count > QueryLimits.FilterSubqueries)
            throw FilterParser.Malformed(
                $"The filter has more than {QueryLimits.FilterSubqueries} conditions on relationships and computed attributes."
            );
    }
}
