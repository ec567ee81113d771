using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Events;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Finds events with PostgreSQL's full-text search, and similar names with the function that <see cref="SimilarNames"/> creates. All words
/// of an event are in <c>search_vector</c> (migration AddEventSearch), which is large and used through its index only: an index does not
/// know the weights of words, and checking them reads the vector. The words of the heading are in <c>heading_vector</c>, which is small.
/// </summary>
internal sealed class PostgresEventSearch(OpenEventDb db, SimilarNames similarNames) : IEventSearch
{
    /// <summary>
    /// The query for the first 12 words of a text. A word of three characters, and the last one, are found as the beginning of a word, too.
    /// The words have no quotation marks and backslashes any more. TEXT stands for the parameter, WEIGHTS for the parts of an event.
    /// </summary>
    private const string QueryFormat = """
        (
            SELECT to_tsquery(
                'simple'::regconfig,
                string_agg('''' || left(word, 60) || ''':' || CASE WHEN is_beginning THEN '*' ELSE '' END || 'WEIGHTS', ' & ')
            )
            FROM (
                SELECT word, length(word) >= 3 OR place = max(place) OVER () AS is_beginning
                FROM (
                    SELECT word, place
                    FROM regexp_split_to_table(event_search_text(left(normalize(TEXT, NFKD), 200)), '\s+')
                        WITH ORDINALITY AS words (word, place)
                    WHERE word <> '' ORDER BY place LIMIT 12
                ) AS first
            ) AS used
        )
        """;

    private const string NoRank = "0::real";

    public IQueryable<FoundEvent> Find(IReadOnlyList<SearchText> texts) =>
        Select(
            texts,
            NoRank,
            texts.Select((text, i) => IsHeading(text.Part) ? InHeading(text.Part, i) : $"search_vector @@ {QueryOf(i, SearchPart.Any)}")
        );

    public IQueryable<FoundEvent>? FindHeadings(IReadOnlyList<SearchText> texts) =>
        texts.All(text => text.Part == SearchPart.Any || IsHeading(text.Part))
            ? Select(texts, NoRank, texts.Select((text, i) => InHeading(text.Part, i)))
            : null;

    public IQueryable<FoundEvent> Rank(IReadOnlyList<SearchText> texts, long[] ids)
    {
        var query = string.Join(" && ", texts.Select((_, i) => QueryOf(i, SearchPart.Any)));
        // The function of the operator cannot use the index, so that only the vectors of these events are read.
        var conditions = texts
            .Select((text, i) => (text.Part, Condition: $"ts_match_vq(search_vector, {QueryOf(i, text.Part)})"))
            .Where(text => text.Part is SearchPart.OwnerDescription or SearchPart.Description)
            .Select(text => text.Condition);
        return Select(texts, $"ts_rank(heading_vector, {query})", conditions.Prepend($"id = ANY ({{{texts.Count}}})"), ids);
    }

    public IQueryable<FoundEvent>? FindSimilar(string text, long[]? ownIds) =>
        similarNames.AreAvailable
            ? db.Database.SqlQuery<FoundEvent>(
                $"SELECT id, rank FROM similar_visible_events({Clean(text)}, {ownIds ?? []}, {ownIds is null})"
            )
            : null;

    /// <summary>Only placeholders are put together; the texts are SQL parameters.</summary>
    private IQueryable<FoundEvent> Select(IReadOnlyList<SearchText> texts, string rank, IEnumerable<string> conditions, long[]? ids = null)
    {
        var sql = $"SELECT id, {rank} AS rank FROM events WHERE {string.Join(" AND ", conditions)}";
        var values = texts.Select(object (text) => Clean(text.Words));
        return db.Database.SqlQueryRaw<FoundEvent>(sql, [.. ids is null ? values : values.Append(ids)]);
    }

    private static string InHeading(SearchPart part, int text) => $"heading_vector @@ {QueryOf(text, part)}";

    private static string QueryOf(int text, SearchPart part) =>
        QueryFormat.Replace("TEXT", $"{{{text}}}", StringComparison.Ordinal).Replace("WEIGHTS", WeightsOf(part), StringComparison.Ordinal);

    private static bool IsHeading(SearchPart part) => part is SearchPart.Name or SearchPart.Place or SearchPart.OwnerName;

    /// <summary>The weights of the parts in the two columns. Without one, an index needs no other check.</summary>
    private static string WeightsOf(SearchPart part) =>
        part switch
        {
            SearchPart.Name => "A",
            SearchPart.Place => "B",
            SearchPart.OwnerName or SearchPart.OwnerDescription => "C",
            SearchPart.Description => "D",
            _ => "",
        };

    /// <summary>PostgreSQL has no NUL character.</summary>
    private static string Clean(string text) => text.Replace('\0', ' ');
}
