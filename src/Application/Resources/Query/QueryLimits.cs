namespace OpenEvent.Application.Resources.Query;

/// <summary>The limits of one request. A request beyond a limit is rejected with 400 and the name of the parameter.</summary>
internal static class QueryLimits
{
    /// <summary>The default of <c>page[size]</c>.</summary>
    public const int PageSize = 20;

    /// <summary>The default of <c>Api:MaxRows</c>: the maximum number of rows in one list or include.</summary>
    public const int Rows = 10_000;

    /// <summary>Characters of a filter.</summary>
    public const int FilterLength = 8 * 1024;

    /// <summary>Levels of nested groups and relationships in a filter.</summary>
    public const int FilterDepth = 8;

    /// <summary>Conditions and groups in a filter.</summary>
    public const int FilterNodes = 100;

    /// <summary>Conditions of a filter that take a subquery for each row: on relationships, and on attributes that are counted.</summary>
    public const int FilterSubqueries = 10;

    /// <summary>Values of the operators <c>in</c> and <c>notin</c>, and resource identifiers of a linkage.</summary>
    public const int ListValues = 1000;

    /// <summary>Characters of a pattern, e.g. of <c>ilike</c>.</summary>
    public const int PatternLength = 256;

    /// <summary>Segments of one path in <c>include</c>.</summary>
    public const int IncludeDepth = 4;

    /// <summary>Paths in <c>include</c>.</summary>
    public const int IncludePaths = 40;

    /// <summary>Keys in <c>sort</c>.</summary>
    public const int SortKeys = 8;
}
