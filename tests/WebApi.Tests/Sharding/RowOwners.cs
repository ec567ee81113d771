using Npgsql;

namespace OpenEvent.WebApi.Tests.Sharding;

/// <summary>Finds the event to which a row belongs: by its column <c>event_id</c>, or by foreign keys that lead to such a row.</summary>
internal sealed class RowOwners
{
    private const string ReferencesSql = """
        SELECT c.conrelid::regclass::text, a.attname::text, c.confrelid::regclass::text FROM pg_constraint c
        JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
        WHERE c.contype = 'f' AND cardinality(c.conkey) = 1
        UNION SELECT table_name, column_name, 'events' FROM information_schema.columns
        WHERE table_schema = 'public' AND column_name = 'event_id'
        ORDER BY 1, 2
        """;

    private readonly NpgsqlDataSource _source;
    private readonly HashSet<string> _owned;
    private readonly ILookup<string, (string Column, string Target)> _references;
    private readonly Dictionary<(string, long), TouchedRow?> _loaded = [];

    private RowOwners(NpgsqlDataSource source, HashSet<string> owned, List<(string From, string Column, string To)> references)
    {
        (_source, _owned) = (source, owned);
        _references = references.Where(r => owned.Contains(r.To)).ToLookup(r => r.From, r => (r.Column, r.To));
    }

    /// <param name="owned">The tables whose rows belong to an event.</param>
    public static async Task<RowOwners> ReadAsync(NpgsqlDataSource source, IEnumerable<string> owned)
    {
        List<(string, string, string)> references = [];
        await using var command = source.CreateCommand(ReferencesSql);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            references.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        return new RowOwners(source, [.. owned], references);
    }

    /// <summary>The tables whose rows lead to no event.</summary>
    public IEnumerable<string> FindTablesWithoutEvent() => _owned.Where(table => !Leads(table, []));

    private bool Leads(string table, HashSet<string> visited) =>
        table == "events" || (visited.Add(table) && _references[table].Any(r => Leads(r.Target, visited)));

    /// <returns>Null: the row belongs to no event.</returns>
    public async Task<long?> FindEventAsync(TouchedRow row)
    {
        if (row.Table == "events")
            return row.Key("id");
        if (row.Key("event_id") is { } own)
            return own;
        foreach (var (column, target) in _references[row.Table])
            if (row.Key(column) is { } key && await LoadAsync(target, key) is { } parent && await FindEventAsync(parent) is { } found)
                return found;
        return null;
    }

    private async Task<TouchedRow?> LoadAsync(string table, long key)
    {
        if (_loaded.TryGetValue((table, key), out var known))
            return known;
        await using var command = _source.CreateCommand($"SELECT to_jsonb(t.*)::text FROM {table} t WHERE id = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = key });
        var text = (string?)await command.ExecuteScalarAsync();
        return _loaded[(table, key)] = text is null
            ? null
            : new TouchedRow(table, IsNew: false, System.Text.Json.JsonDocument.Parse(text).RootElement, "");
    }
}
