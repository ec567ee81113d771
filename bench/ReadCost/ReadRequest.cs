namespace OpenEvent.Bench.ReadCost;

/// <summary>A GET of a list, without its page size.</summary>
/// <param name="List">The path of the list.</param>
/// <param name="Query">The other parameters, e.g. <c>include=event</c>; empty: none.</param>
/// <param name="PageSizes">The page sizes to ask for; 0: all rows.</param>
/// <param name="IsPrivate">The list is one of an event's team, which may cost more as a whole.</param>
internal sealed record ReadRequest(string List, string Query, IReadOnlyList<int> PageSizes, bool IsPrivate)
{
    public string UrlFor(int pageSize) => $"{List}?page[size]={pageSize}{(Query.Length > 0 ? "&" : "")}{Query}";
}
