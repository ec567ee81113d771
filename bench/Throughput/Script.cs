using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace OpenEvent.Bench.Throughput;

/// <summary>
/// The pgbench script of one order, made from two recordings of orders by different buyers for different tickets: what is the same in both is a constant,
/// what differs is replaced by rule, and what no rule knows stops the bench. So it cannot drift from what the server does.
/// </summary>
internal sealed partial class Script(Recording one, Recording other, Shop shop)
{
    private const int Long = 200;

    private static readonly TimeSpan Now = TimeSpan.FromSeconds(5);

    /// <summary>A pgbench variable for each value that every order makes anew, so that one that is used twice is the same twice.</summary>
    private readonly Dictionary<string, string> _new = [];

    /// <param name="tickets">How many of the shop's tickets are ordered, at random.</param>
    public string For(int tickets)
    {
        if (!one.IsLike(other))
            throw new InvalidOperationException("Two orders issue different statements.");
        var text = new StringBuilder();
        _new.Clear();
        for (var at = 0; at < one.Statements.Count; at++)
        {
            var (statement, values) = (one.Statements[at], other.Statements[at].Values);
            var sql = Parameter()
                .Replace(statement.Sql, match =>
                    Written(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) - 1, statement.Values, values, statement.Sql)
                );
            text.Append(sql).Append(statement.NewRowsTable is { } table ? $"\n\\gset {table}_\n" : ";\n");
        }

        var head = new StringBuilder(
            string.Create(
                CultureInfo.InvariantCulture,
                $"\\set buyer random({shop.Buyers[0]}, {shop.Buyers[^1]})\n\\set ticket random({shop.Tickets[0]}, {shop.Tickets[tickets - 1]})\n"
            )
        );
        foreach (var name in _new.Values)
            head.Append(CultureInfo.InvariantCulture, $"\\set {name} random(1, 9000000000000000000)\n");
        return head.Append(text).ToString();
    }

    private string Written(int at, IReadOnlyList<string?> values, IReadOnlyList<string?> others, string sql)
    {
        if (at >= values.Count || at >= others.Count)
            throw new InvalidOperationException($"The log has no value ${at + 1} of: {sql}");
        return (values[at], others[at]) switch
        {
            (null, null) => "NULL",
            ({ } a, { } b) when Id(a, b) is { } id => id,
            ({ } a, { } b) when a == b => Literal(a),
            ({ } a, { } b) when New(a, b) is { } made => made,
            ({ } a, { } b) when Moment(a, b) is { } moment => moment,
            var (a, b) => throw new InvalidOperationException($"No rule for ${at + 1}, which was {a} and {b}, of: {sql}"),
        };
    }

    private string? Id(string a, string b)
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

    /// <summary>Made anew for each order: an identifier, a hash, a lock's number. Long bytes, which nobody looks for, stay what they were in one order.</summary>
    private string? New(string a, string b) =>
        a switch
        {
            _ when a.Length > Long && a.StartsWith(@"\x", StringComparison.Ordinal) && b.StartsWith(@"\x", StringComparison.Ordinal) =>
                Literal(a),
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
        if (!_new.TryGetValue(value, out var name))
            _new.Add(value, name = $"new{_new.Count}");
        return $":{name}::text";
    }

    /// <summary>Now, or so long from now.</summary>
    private string? Moment(string a, string b)
    {
        if (
            !DateTimeOffset.TryParse(a, CultureInfo.InvariantCulture, out var inOne)
            || !DateTimeOffset.TryParse(b, CultureInfo.InvariantCulture, out var inOther)
        )
            return null;
        var (away, otherAway) = (inOne - one.At, inOther - other.At);
        if ((away - otherAway).Duration() > Now)
            return null;
        return away.Duration() < Now
            ? "now()"
            : string.Create(CultureInfo.InvariantCulture, $"now() + interval '{Math.Round(away.TotalMinutes):0} minutes'");
    }

    /// <summary>pgbench takes a colon and a letter for a variable, in a literal too.</summary>
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
