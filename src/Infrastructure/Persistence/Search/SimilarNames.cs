using Microsoft.Extensions.Logging;
using Npgsql;

namespace OpenEvent.Infrastructure.Persistence;

/// <summary>
/// The search for similar names needs the extension pg_trgm, which not every role may create. So it is no part of the migrations: each
/// start tries to create what is missing, and says once if it cannot.
/// </summary>
internal sealed class SimilarNames(NpgsqlDataSource source, ILogger<SimilarNames> log)
{
    /// <summary>
    /// The call of similarity loads the extension, whose setting only a superuser may name before. The threshold is the smallest similarity
    /// of a name, from 0 to 1. The rows that a caller may see are selected before the best are taken: <c>own_ids</c> are the events of the
    /// caller. Servers of an earlier version use <c>similar_events</c>.
    /// </summary>
    private const string Statements = """
        SELECT pg_advisory_xact_lock(hashtext('openevent similar names'));
        CREATE EXTENSION IF NOT EXISTS pg_trgm;
        SELECT similarity('a', 'a');
        CREATE INDEX IF NOT EXISTS ix_events_similar_names ON events USING gin (event_search_text(name) gin_trgm_ops);
        CREATE OR REPLACE FUNCTION similar_visible_events(wanted text, own_ids bigint[], sees_all boolean)
        RETURNS TABLE (id bigint, rank real)
        LANGUAGE sql STABLE SET pg_trgm.word_similarity_threshold = 0.45 AS $$
            SELECT e.id, word_similarity(event_search_text(wanted), event_search_text(e.name))
            FROM events AS e
            WHERE event_search_text(wanted) <% event_search_text(e.name)
                AND e.deleted_at IS NULL AND (sees_all OR e.state = 'Published' OR e.id = ANY (own_ids))
            ORDER BY 2 DESC, 1 LIMIT 200
        $$;
        """;

    public bool AreAvailable { get; private set; }

    public async Task CreateAsync(CancellationToken ct)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await using var command = new NpgsqlCommand(Statements, connection, transaction);
            await command.ExecuteNonQueryAsync(ct);
            await transaction.CommitAsync(ct);
            AreAvailable = true;
        }
        catch (PostgresException e)
        {
            log.LogWarning(
                "The search for events does not tolerate typing errors, because the extension pg_trgm cannot be created ({SqlState}: "
                    + "{Reason}). Run CREATE EXTENSION pg_trgm in OpenEvent's database as a superuser and restart",
                e.SqlState,
                e.MessageText
            );
        }
    }
}
