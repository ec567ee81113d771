namespace OpenEvent.Application.Resources.Query;

/// <summary>How much one request may ask for. What goes beyond is refused with the parameter's name.</summary>
internal static class QueryLimits
{
    /// <summary>The default of <c>page[size]</c>.</summary>
    public const int PageSize = 20;

    /// <summary>The most rows of one list or include, where <c>Api:MaxRows</c> says nothing else.</summary>
    public const int Rows = 10_000;

    public const int FilterLength = 8 * 1024;

    public const int FilterDepth = 8;

    public const int FilterNodes = 100;

    public const int ListValues = 1000;

    public const int PatternLength = 256;

    public const int IncludeDepth = 4;

    public const int IncludePaths = 40;

    public const int SortKeys = 8;
}
