using System.ComponentModel.DataAnnotations;
using OpenEvent.Application.Resources.Query;

namespace OpenEvent.WebApi.Hosting;

/// <summary>Section <c>Api</c>: how much one request may ask for.</summary>
public sealed record ApiSettings
{
    /// <summary>The most rows of one list or include, from 1 to 1,000,000; a request for more is told to page.</summary>
    [Range(1, 1_000_000)]
    public int MaxRows { get; init; } = QueryLimits.Rows;
}
