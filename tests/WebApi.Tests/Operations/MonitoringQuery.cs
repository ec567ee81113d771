using System.Text.RegularExpressions;
using OpenEvent.Testing;

namespace OpenEvent.WebApi.Tests.Operations;

/// <summary>A query of a panel, a variable or an alert.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Expression">PromQL, with Grafana's variables.</param>
/// <param name="ShownLabels">The labels that a legend or a text shows of the result.</param>
internal sealed partial record MonitoringQuery(string Place, string Expression, IReadOnlyList<string> ShownLabels)
{
    /// <summary>What Prometheus adds to each series.</summary>
    private static readonly string[] TargetLabels = ["instance", "job"];

    /// <summary>Prometheus' own metric of each target.</summary>
    private const string Up = "up";

    /// <summary>Measured by a server with a standby only. <c>ReplicaTests</c> reads the metric there.</summary>
    private const string ReplicaLag = "openevent_replica_lag_seconds";

    /// <inheritdoc cref="ReplicaLag" />
    private const string ReplicaPool = "openevent-replica";

    /// <summary>The expression with values for Grafana's variables.</summary>
    public string PlainExpression =>
        Expression.Replace("$__rate_interval", "5m", StringComparison.Ordinal).Replace("$__range", "1h", StringComparison.Ordinal);

    /// <summary>Finds the metrics, labels and values that the server does not have.</summary>
    public static IEnumerable<string> FindProblems(IReadOnlyCollection<MonitoringQuery> queries, MetricsPage page)
    {
        var read = PromQl.Read([.. queries.Select(q => q.PlainExpression)]);
        return queries.Zip(read).SelectMany(q => q.First.FindProblems(q.Second, page).Select(problem => $"{q.First.Place}: {problem}"));
    }

    private IEnumerable<string> FindProblems(PromQl.Expression expression, MetricsPage page)
    {
        if (expression.Error is { } error)
            return [$"the syntax of {Expression} is wrong {error}"];
        if (expression.Selectors.Count == 0)
            return [$"{Expression} selects no series"];
        return expression
            .Selectors.SelectMany(s => FindProblems(s, page))
            .Concat(
                ShownLabels
                    .Where(label => expression.Labels?.Contains(label) == false || !HasLabel(expression.Selectors[0].Metric, label, page))
                    .Select(label => $"the result of {Expression} has no label {label}")
            );
    }

    private static IEnumerable<string> FindProblems(PromQl.Selector selector, MetricsPage page)
    {
        if (selector.Metric == ReplicaLag)
            return [];
        if (selector.Metric != Up && !page.Find(selector.Metric).Any())
            return [$"there is no metric {selector.Metric}"];
        var isRate = selector.Call is "rate" or "increase";
        if (selector.Metric != Up && selector.Call != "absent" && page.OnlyGrows(selector.Metric) != isRate)
            return
            [
                isRate
                    ? $"{selector.Metric} does not only grow: {selector.Call} has no meaning"
                    : $"{selector.Metric} only grows: it needs rate or increase",
            ];
        return selector
            .Grouping.Concat(selector.Matchers.Select(m => m.Label))
            .Distinct()
            .Where(label => !HasLabel(selector.Metric, label, page))
            .Select(label => $"{selector.Metric} has no label {label}")
            .Concat(selector.Matchers.SelectMany(matcher => FindUnknownValues(selector.Metric, matcher, page)));
    }

    private static bool HasLabel(string metric, string label, MetricsPage page) =>
        TargetLabels.Contains(label) || page.Find(metric).Any(series => series.Labels.ContainsKey(label));

    /// <summary>A value that no series has selects nothing. So does a part of a regular expression.</summary>
    private static IEnumerable<string> FindUnknownValues(string metric, PromQl.Matcher matcher, MetricsPage page)
    {
        // What is left out may not have happened.
        if (matcher.Operator[0] == '!')
            return [];
        if (TargetLabels.Contains(matcher.Label) || matcher.Value == ReplicaPool || matcher.Value.Contains('$', StringComparison.Ordinal))
            return [];
        var values = page.Find(metric).Select(series => series.Labels.GetValueOrDefault(matcher.Label, "")).ToHashSet();
        var parts = matcher.Operator.Contains('~', StringComparison.Ordinal) ? matcher.Value.Split('|') : (string[])[];
        return matcher.Operator.Contains('~', StringComparison.Ordinal)
                ? parts.Where(part => !values.Any(v => Regex.IsMatch(v, $"^(?:{part})$"))).Select(part => Describe(part))
            : values.Contains(matcher.Value) ? []
            : [Describe(matcher.Value)];

        string Describe(string value) => $"no {metric} has {matcher.Label} {value}";
    }
}
