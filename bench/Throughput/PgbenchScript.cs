using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace OpenEvent.Bench.Throughput;

/// <summary>
/// Generates the pgbench script of one order from two recorded orders by different buyers for different tickets. Values that are equal in
/// both are constants. Values that differ are replaced by rules, and a value without a rule stops the benchmark. So the script always
/// matches the server.
/// </summary>
internal sealed partial class PgbenchScript(RecordedOrder one, RecordedOrder other, ThroughputEvent testEvent)
{
    private const int MaxLiteralLength = 200;

    private static readonly TimeSpan NowTolerance = TimeSpan.FromSeconds(5);

    /// <summary>The pgbench variable of each value that is new in every order. A value that occurs twice uses one variable.</summary>
    private readonly Dictionary<string, string> _newValues = [];

    /// <param name="tickets">The number of tickets from which each order picks one at random.</param>
    public string Generate(int tickets)
    {
        if (!one.HasSameStatements(other))
            throw new InvalidOperationException("The two recorded orders ran different statements.");
        var text = new StringBuilder();
        _newValues.Clear();
        for (var at = 0; at < one.Statements.Count; at++)
        {
            var statement = one.Statements[at];
            var values = other.Statements[at].Values;
            var sql = Parameter()
                .Replace(statement.Sql, match =>
                    FormatParameter(
                        int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) - 1,
                        statement.Values,
                        values,
                        statement.Sql
                    )
                );
            text.Append(sql).Append(statement.InsertedTable is { } table ? $"\n\\gset {table}_\n" : ";\n");
        }

        var head = new StringBuilder(
            string.Create(
                CultureInfo.InvariantCulture,
                $"\\set buyer random({testEvent.Buyers[0]}, {testEvent.Buyers[^1]})\n"
                    + $"\\set ticket random({testEvent.Tickets[0]}, {testEvent.Tickets[tickets - 1]})\n"
            )
        );
        foreach (var name in _newValues.Values)
            head.Append(CultureInfo.InvariantCulture, $"\\set {name} random(1, 9000000000000000000)\n");
        return head.Append(text).ToString();
    }

    private string FormatParameter(int at, IReadOnlyList<string?> values, IReadOnlyList<string?> others, string sql)
    {
        if (at >= values.Count || at >= others.Count)
            throw new InvalidOperationException($"The log has no value ${at + 1} of: {sql}");
        return (values[at], others[at]) switch
        {
            (null, null) => "NULL",
            ({ } a, { } b) when TryGetId(a, b) is { } id => id,
            ({ } a, { } b) when a == b => Literal(a),
            ({ } a, { } b) when TryGenerateNewValue(a, b) is { } made => made,
            ({ } a, { } b) when TryGetTime(a, b) is { } moment => moment,
            var (a, b) => throw new InvalidOperationException($"No rule for ${at + 1} with the values {a} and {b} of: {sql}"),
        };
    }

    private string? TryGetId(string a, string b)
    {
        foreach (
            var (name, inOne, inOther) in (IEnumerable<(string, long, long)>)
                [
                    ("buyer", one.Buyer, other.Buyer),
                    ("ticket", one.Ticket, other.Ticket),
                    .. one.NewIds.Select(n => ($"{n.Key}_id", n.Value, other.NewIds[n.Key])),
                ]
        )
        {
            if (a == Text(inOne) && b == Text(inOther))
                return $":{name}";
            if (a == $"{{{Text(inOne)}}}" && b == $"{{{Text(inOther)}}}")
                return $"ARRAY[:{name}::bigint]";
        }

        return null;
    }

    /// <summary>
    /// Values that are new in every order: an identifier, a hash, the number of a lock. Long byte strings, which no query searches for, are
    /// constants.
    /// </summary>
    private string? TryGenerateNewValue(string a, string b) =>
        a switch
        {
            _ when a.Length > MaxLiteralLength
                    && a.StartsWith(@"\x", StringComparison.Ordinal)
                    && b.StartsWith(@"\x", StringComparison.Ordinal) => Literal(a),
            _ when Guid.TryParse(a, out _) && Guid.TryParse(b, out _) => $"md5({Variable(a)})::uuid",
            _ when a.Length == b.Length && a.StartsWith(@"\x", StringComparison.Ordinal) =>
                $"decode({Hexadecimal(a, a.Length - 2)}, 'hex')",
            _ when a.Length == b.Length && Hex().IsMatch(a) && Hex().IsMatch(b) => Hexadecimal(a, a.Length),
            _ when Base64().IsMatch(a) && Base64().IsMatch(b) => Literal(a),
            _ when long.TryParse(a, CultureInfo.InvariantCulture, out var n) && Math.Abs((double)n) > 1e15 => $"{Variable(a)}::bigint",
            _ => null,
        };

    private string Hexadecimal(string value, int digits) =>
        string.Create(CultureInfo.InvariantCulture, $"left(repeat(md5({Variable(value)}), {(digits + 31) / 32}), {digits})");

    private string Variable(string value)
    {
        if (!_newValues.TryGetValue(value, out var name))
            _newValues.Add(value, name = $"new{_newValues.Count}");
        return $":{name}::text";
    }

    /// <summary>The current time, or the current time plus an interval.</summary>
    private string? TryGetTime(string a, string b)
    {
        if (
            !DateTimeOffset.TryParse(a, CultureInfo.InvariantCulture, out var inOne)
            || !DateTimeOffset.TryParse(b, CultureInfo.InvariantCulture, out var inOther)
        )
            return null;
        var offset = inOne - one.At;
        var otherOffset = inOther - other.At;
        if ((offset - otherOffset).Duration() > NowTolerance)
            return null;
        return offset.Duration() < NowTolerance
            ? "now()"
            : string.Create(CultureInfo.InvariantCulture, $"now() + interval '{Math.Round(offset.TotalMinutes):0} minutes'");
    }

    /// <summary>
    /// Quotes a literal. pgbench replaces a colon and a letter by a variable, also inside a literal, so colons are escaped.
    /// </summary>
    private static string Literal(string value)
    {
        var quoted = value.Replace("'", "''", StringComparison.Ordinal);
        return quoted.Contains(':', StringComparison.Ordinal) || quoted.Contains('\\', StringComparison.Ordinal)
            ? $"E'{quoted.Replace(@"\", @"\\", StringComparison.Ordinal).Replace(":", @"\x3a", StringComparison.Ordinal)}'"
            : $"'{quoted}'";
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\$(\d+)")]
    private static partial Regex Parameter();

    [GeneratedRegex("^[0-9a-fA-F]{8,}$")]
    private static partial Regex Hex();

    [GeneratedRegex("^(?:[A-Za-z0-9+/]{4}){4,}(?:[A-Za-z0-9+/]{2}[A-Za-z0-9+/=]=)?$")]
    private static partial Regex Base64();
}
