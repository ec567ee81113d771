namespace OpenEvent.Application.Resources.Query;

/// <summary>SQL functions that the provider's adapter gives a meaning to, so that Application names no provider.</summary>
internal static class TextSearch
{
    /// <summary><c>text LIKE pattern</c>.</summary>
    public static bool Like(string? text, string pattern) => throw new NotSupportedException($"Only in SQL: {text} {pattern}");

    /// <summary><c>text ILIKE pattern</c>.</summary>
    public static bool ILike(string? text, string pattern) => throw new NotSupportedException($"Only in SQL: {text} {pattern}");

    /// <summary>Full-text search of the words in <paramref name="words"/>.</summary>
    public static bool Match(string? text, string words) => throw new NotSupportedException($"Only in SQL: {text} {words}");
}
