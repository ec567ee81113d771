using System.Text.RegularExpressions;
using OpenEvent.Testing;

namespace OpenEvent.WebApi.Tests.Sharding;

/// <summary>Where each table would lie on several machines: the table in <c>docs/many-machines.md</c>.</summary>
internal sealed partial class TablePlacement
{
    public const string ByEvent = "by event",
        Reference = "on every machine",
        Single = "on one machine";

    private readonly ILookup<string, string> _tables;

    /// <param name="page">The text of the page.</param>
    public TablePlacement(string page) =>
        _tables = Row()
            .Matches(page)
            .SelectMany(row => Name().Matches(row.Groups["tables"].Value).Select(n => (row.Groups["placement"].Value, n.Groups[1].Value)))
            .ToLookup(pair => pair.Item1, pair => pair.Item2);

    public static TablePlacement OfPage { get; } = new(File.ReadAllText(Path.Combine(Repository.Root, "docs", "many-machines.md")));

    public IEnumerable<string> All => _tables.SelectMany(t => t);

    public IEnumerable<string> Of(string placement) => _tables[placement];

    [GeneratedRegex(
        @"^\| \*\*(?<placement>by event|on every machine|on one machine)\*\*[^|]* \| (?<tables>.*) \|$",
        RegexOptions.Multiline
    )]
    private static partial Regex Row();

    [GeneratedRegex("`(\\w+)`")]
    private static partial Regex Name();
}
