namespace OpenEvent.Application.Resources.Query;

/// <summary>A parsed query string. Its names are not resolved yet.</summary>
internal sealed record ResourceQuery
{
    public static readonly ResourceQuery Default = new();

    /// <summary>Rows per page; 0 for all rows, up to <see cref="ResourceCatalog.MaxRows"/>.</summary>
    public int PageSize { get; init; } = QueryLimits.PageSize;

    /// <summary>The page number, from 1.</summary>
    public int PageNumber { get; init; } = 1;

    public Filter? Filter { get; init; }

    public IReadOnlyList<SortKey> Sort { get; init; } = [];

    public IncludeNode Include { get; init; } = new();

    /// <summary>The names of the fields and relationships to send, by JSON:API type.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Fields { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Whether soft-deleted rows are included. Only staff may set it.</summary>
    public bool IncludesTrashed { get; init; }

    /// <summary>Whether DELETE removes the row instead of soft-deleting it. Only staff may set it.</summary>
    public bool IsPermanent { get; init; }
}
