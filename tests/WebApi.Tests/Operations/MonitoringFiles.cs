using System.Text.Json;
using System.Text.RegularExpressions;
using OpenEvent.Testing;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace OpenEvent.WebApi.Tests.Operations;

/// <summary>The dashboard and the alerts in <c>docs/operations</c>.</summary>
internal static partial class MonitoringFiles
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "docs", "operations");

    public static JsonElement Dashboard { get; } = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "dashboard.json"))).RootElement;

    /// <summary>The panels, without the rows that contain them.</summary>
    public static IReadOnlyList<JsonElement> Panels { get; } =
    [.. ArrayOf(Dashboard, "panels").Where(p => p.GetProperty("type").GetString() != "row")];

    /// <summary>The titles of the rows.</summary>
    public static IReadOnlyList<string> Rows { get; } =
    [
        .. ArrayOf(Dashboard, "panels")
            .Where(p => p.GetProperty("type").GetString() == "row")
            .Select(p => p.GetProperty("title").GetString()!),
    ];

    /// <summary>The queries of the variables with the jobs and the servers.</summary>
    public static IReadOnlyList<string> VariableQueries { get; } =
    [
        .. Dashboard
            .GetProperty("templating")
            .GetProperty("list")
            .EnumerateArray()
            .Where(v => v.GetProperty("type").GetString() == "query")
            .Select(v => v.GetProperty("query").GetProperty("query").GetString()!),
    ];

    public static IReadOnlyList<Alert> Alerts { get; } =
    [
        .. new DeserializerBuilder()
            .WithNamingConvention(CamelCaseNamingConvention.Instance)
            .IgnoreUnmatchedProperties()
            .Build()
            .Deserialize<AlertFile>(File.ReadAllText(Path.Combine(Folder, "alerts.yml")))
            .Groups.SelectMany(g => g.Rules),
    ];

    public static IReadOnlyList<MonitoringQuery> Queries { get; } = [.. PanelQueries(), .. AlertQueries()];

    private static IEnumerable<MonitoringQuery> PanelQueries() =>
        from panel in Panels
        from target in ArrayOf(panel, "targets")
        select new MonitoringQuery(
            $"panel {panel.GetProperty("title").GetString()}",
            target.GetProperty("expr").GetString()!,
            [.. LegendLabel().Matches(target.GetProperty("legendFormat").GetString()!).Select(m => m.Groups[1].Value)]
        );

    private static IEnumerable<MonitoringQuery> AlertQueries() =>
        Alerts.Select(alert => new MonitoringQuery(
            $"alert {alert.Name}",
            alert.Expression,
            [.. alert.Annotations.Values.SelectMany(text => AlertLabel().Matches(text)).Select(m => m.Groups[1].Value).Distinct()]
        ));

    private static JsonElement.ArrayEnumerator ArrayOf(JsonElement parent, string name) => parent.GetProperty(name).EnumerateArray();

    [GeneratedRegex(@"\{\{\s*(\w+)\s*\}\}")]
    private static partial Regex LegendLabel();

    [GeneratedRegex(@"\$labels\.(\w+)")]
    private static partial Regex AlertLabel();

    public sealed record AlertFile
    {
        public List<AlertGroup> Groups { get; init; } = [];
    }

    public sealed record AlertGroup
    {
        public List<Alert> Rules { get; init; } = [];
    }

    public sealed record Alert
    {
        [YamlMember(Alias = "alert", ApplyNamingConventions = false)]
        public string Name { get; init; } = "";

        [YamlMember(Alias = "expr", ApplyNamingConventions = false)]
        public string Expression { get; init; } = "";

        public Dictionary<string, string> Labels { get; init; } = [];

        public Dictionary<string, string> Annotations { get; init; } = [];
    }
}
