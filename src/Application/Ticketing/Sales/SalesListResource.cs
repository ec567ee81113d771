using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>What the lists of sales have in common: their URL, their policy, and the sums.</summary>
internal abstract class SalesListResource<T> : Resource<T>
    where T : SalesRow
{
    protected SalesListResource(string list)
    {
        Path = $"admin/sales/{list}";
        FoundAt($"/v1/admin/sales/{list}");
        ThenLoad(SumAsync);
    }

    public override Policy<T> Policy { get; } = new SalesPolicy<T>();

    /// <summary>Sums the sales of the rows, and stores them in the rows.</summary>
    protected abstract Task SumAsync(IData data, IReadOnlyList<T> rows, CancellationToken ct);

    /// <summary>Declares the attribute <c>sales</c>.</summary>
    protected void Sales() => ComputedJson("sales", s => SalesQuery.ToJson(s.Sales));
}
