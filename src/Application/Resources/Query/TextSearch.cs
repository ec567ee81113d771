namespace OpenEvent.Application.Resources.Query;

/// <summary>SQL functions for queries. The EF model maps them, so that this project does not depend on a database provider.</summary>
internal static class TextSearch
{
    /// <summary><c>text LIKE pattern</c>.</summary>
    public static bool Like(string? text, string pattern) => throw new NotSupportedException($"Only in SQL: {text} {pattern}");

    /// <summary><c>text ILIKE pattern</c>.</summary>
    public static bool ILike(string? text, string pattern) => throw new NotSupportedException($"Only in SQL: {text} {pattern}");

    /// <summary>The text of a member of a JSON object: <c>json ->> member</c>.</summary>
    public static string? JsonMember(string? json, string member) => throw new NotSupportedException($"Only in SQL: {json} {member}");

    /// <summary>Full-text search for all words in <paramref name="words"/>.</summary>
    public static bool Match(string? text, string words) => throw new NotSupportedException($"Only in SQL: {text} {words}");
}
