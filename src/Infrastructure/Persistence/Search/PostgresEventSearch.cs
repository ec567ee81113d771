using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Events;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// Finds events with PostgreSQL's full-text search (<c>events.search_vector</c>, migration AddEventSearch), and similar names with the
/// function that <see cref="SimilarNames"/> creates.
/// </summary>
internal sealed class PostgresEventSearch(OpenEventDb db, SimilarNames similarNames) : IEventSearch
{
    public IQueryable<FoundEvent> Find(IReadOnlyList<SearchText> texts)
    {
        // Only placeholders are put together; the texts are SQL parameters.
        var query = string.Join(" && ", texts.Select((_, i) => $"event_search_query({{{2 * i}}}, {{{(2 * i) + 1}}})"));
        var sql = $"SELECT id, ts_rank(search_vector, {query}) AS rank FROM events WHERE search_vector @@ ({query})";
        object[] values = [.. texts.SelectMany(text => new object[] { Clean(text.Words), text.Part })];
        return db.Database.SqlQueryRaw<FoundEvent>(sql, values);
    }

    public IQueryable<FoundEvent>? FindSimilar(string text) =>
        similarNames.AreAvailable ? db.Database.SqlQuery<FoundEvent>($"SELECT id, rank FROM similar_events({Clean(text)})") : null;

    /// <summary>PostgreSQL has no NUL character.</summary>
    private static string Clean(string text) => text.Replace('\0', ' ');
}
