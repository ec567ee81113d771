namespace OpenEvent.Application.Tests.UseCases;

/// <summary>Searches every text of the database, in all tables.</summary>
internal static class DatabaseSearch
{
    /// <returns>The columns that contain one of the texts, e.g. <c>users.email</c>.</returns>
    public static async Task<string[]> FindAsync(UseCaseRunner runner, params string[] texts)
    {
        var columns = await runner.QueryAsync<string[]>(
            """
            SELECT array_agg(c.table_name || '.' || c.column_name ORDER BY 1)
            FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
            WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.data_type NOT IN ('bytea', 'boolean', 'bigint', 'integer')
            """
        );
        var condition = string.Join(" OR ", texts.Select(t => $"strpos(lower(value), lower('{t}')) > 0"));
        List<string> found = [];
        foreach (var column in columns)
        {
            var (table, name) = (column.Split('.')[0], column.Split('.')[1]);
            if (
                await runner.QueryAsync<bool>(
                    $"SELECT EXISTS (SELECT FROM (SELECT \"{name}\"::text AS value FROM \"{table}\") AS texts WHERE {condition})"
                )
            )
                found.Add(column);
        }

        return [.. found];
    }
}
