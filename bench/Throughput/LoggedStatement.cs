using System.Text.RegularExpressions;

namespace OpenEvent.Bench.Throughput;

/// <summary>A statement from PostgreSQL's log.</summary>
/// <param name="Values">The values of <c>$1</c>, <c>$2</c>, …; null is SQL NULL.</param>
internal sealed partial record LoggedStatement(string Sql, IReadOnlyList<string?> Values)
{
    /// <summary>The table of an INSERT that returns the new id; null for other statements.</summary>
    public string? InsertedTable => NewRow().Match(Sql) is { Success: true } found ? found.Groups[1].Value : null;

    /// <summary>Parses a log written with <c>log_statement = 'all'</c> and the prefix <c>%m [%p] </c>.</summary>
    public static IReadOnlyList<LoggedStatement> ParseLog(string log)
    {
        List<LoggedStatement> statements = [];
        foreach (var entry in Entry().Split(log).Where(e => e.Length > 0))
        {
            if (Logged().Match(entry) is { Success: true } logged)
                statements.Add(new LoggedStatement(logged.Groups[1].Value.Replace("\n\t", "\n", StringComparison.Ordinal).Trim(), []));
            else if (Parameters().Match(entry) is { Success: true } list)
                statements[^1] = statements[^1] with { Values = [.. Value().Matches(list.Groups[1].Value).Select(Plain)] };
        }

        return statements;
    }

    private static string? Plain(Match value) =>
        value.Groups[1].Success
            ? value.Groups[1].Value.Replace("''", "'", StringComparison.Ordinal).Replace("\n\t", "\n", StringComparison.Ordinal)
            : null;

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d [\d:.]+ \S+ \[\d+\] ", RegexOptions.Multiline)]
    private static partial Regex Entry();

    [GeneratedRegex(@"^LOG:  (?:statement|execute [^:]+): (.*)$", RegexOptions.Singleline)]
    private static partial Regex Logged();

    [GeneratedRegex("^DETAIL:  parameters: (.*)$", RegexOptions.Singleline)]
    private static partial Regex Parameters();

    [GeneratedRegex(@"\$\d+ = (?:'((?:[^']|'')*)'|NULL)")]
    private static partial Regex Value();

    [GeneratedRegex(@"^INSERT INTO (\w+) .*RETURNING id\b", RegexOptions.Singleline)]
    private static partial Regex NewRow();
}
