namespace OpenEvent.Application.Resources.Query;

/// <summary>SQL functions for queries. The EF model maps them, so that this project does not depend on a database provider.</summary>
internal static class TextSearch
{
    /// <summary><c>text LIKE pattern</c>.</summary>
    public static bool Like(string? text, string pattern) => throw new NotSupportedException($"Only in SQL: {text} {pattern}");

    /// <summary><c>text ILIKE pattern</c>.</summary>
    public static bool ILike(string? text, string pattern) => throw new NotSupportedException($"Only in SQL: {text} {pattern}");

    /// <summary>Full-text search for all words in <paramref name="words"/>.</summary>
    public static bool Match(string? text, string words) => throw new NotSupportedException($"Only in SQL: {text} {words}");
}
