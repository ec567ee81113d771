namespace OpenEvent.Application.Resources.Query;

/// <summary>One key of <c>sort</c>: a field, or a field of a to-one relationship.</summary>
internal sealed record SortKey(string? Relationship, string Field, bool IsDescending);
