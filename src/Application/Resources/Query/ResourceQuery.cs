namespace OpenEvent.Application.Resources.Query;

/// <summary>What a query string asks for, read but not yet resolved against a declaration.</summary>
internal sealed record ResourceQuery
{
    public static readonly ResourceQuery Default = new();

    /// <summary>0 means all rows, up to <see cref="ResourceCatalog.MaxRows"/>.</summary>
    public int PageSize { get; init; } = QueryLimits.PageSize;

    /// <summary>From 1.</summary>
    public int PageNumber { get; init; } = 1;

    public Filter? Filter { get; init; }

    public IReadOnlyList<SortKey> Sort { get; init; } = [];

    public IncludeNode Include { get; init; } = new();

    /// <summary>By type, the fields and relationships to write.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Fields { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Deleted rows too; for staff.</summary>
    public bool IncludesTrashed { get; init; }

    /// <summary>Remove the row instead of stamping it; for staff.</summary>
    public bool IsPermanent { get; init; }
}
