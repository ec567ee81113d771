using System.ComponentModel.DataAnnotations;
using OpenEvent.Application.Resources.Query;

namespace OpenEvent.WebApi.Hosting;

/// <summary>Section <c>Api</c>: limits of one request.</summary>
public sealed record ApiSettings
{
    /// <summary>
    /// The maximum number of rows of one list or include, from 1 to 1,000,000. A request for more fails and must use pages.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MaxRows { get; init; } = QueryLimits.Rows;

    /// <summary>
    /// The processor time that reading one document may cost, in milliseconds, from 10 to 60,000. A request that is estimated to cost more
    /// fails and must ask for less.
    /// </summary>
    [Range(10, 60_000)]
    public int ReadMilliseconds { get; init; } = ReadLimits.BudgetMilliseconds;
}
