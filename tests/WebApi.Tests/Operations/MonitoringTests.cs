using System.Text.Json;
using NUnit.Framework;
using OpenEvent.Testing;

namespace OpenEvent.WebApi.Tests.Operations;

/// <summary>
/// The dashboard and the alerts of <c>docs/operations</c> against the metrics of a running server. What they name must exist: a renamed
/// metric, label or value of a label would leave a panel empty and an alert silent.
/// </summary>
[TestFixture]
public sealed class MonitoringTests
{
    private MetricsPage _page = null!;

    [OneTimeSetUp]
    public async Task ReadMetricsAsync() => _page = await MonitoredServer.ReadMetricsAsync();

    [Test]
    public void Every_query_of_a_panel_or_alert_selects_what_the_server_measures() =>
        Assert.That(MonitoringQuery.FindProblems(MonitoringFiles.Queries, _page), Is.Empty);

    [TestCase("sum(openevent_orders)", "", ExpectedResult = "")]
    [TestCase("sum by (status, instance) (openevent_orders{status=~\"init.*\"})", "status", ExpectedResult = "")]
    [TestCase("sum(openevent_order)", "", ExpectedResult = "there is no metric openevent_order")]
    [TestCase("sum by (state) (openevent_orders)", "", ExpectedResult = "openevent_orders has no label state")]
    [TestCase("openevent_orders{state=\"pending\"} > 1", "", ExpectedResult = "openevent_orders has no label state")]
    [TestCase("openevent_orders{status=\"begun\"}", "", ExpectedResult = "no openevent_orders has status begun")]
    [TestCase("openevent_orders{status=~\"initializing|begun\"}", "", ExpectedResult = "no openevent_orders has status begun")]
    [TestCase("sum by (status) (openevent_orders", "", ExpectedResult = "the syntax of")]
    [TestCase("1 + 1", "", ExpectedResult = "1 + 1 selects no series")]
    [TestCase("sum(openevent_job_runs_total)", "", ExpectedResult = "openevent_job_runs_total only grows: it needs rate or increase")]
    [TestCase("rate(openevent_orders[5m])", "", ExpectedResult = "openevent_orders does not only grow: rate has no meaning")]
    [TestCase("sum(openevent_orders)", "status", ExpectedResult = "the result of sum(openevent_orders) has no label status")]
    public string A_query_that_names_something_else_is_found(string expression, string shownLabel)
    {
        var query = new MonitoringQuery("x", expression, shownLabel.Length == 0 ? [] : [shownLabel]);
        var problem = MonitoringQuery.FindProblems([query], _page).FirstOrDefault("")?.Replace("x: ", "") ?? "";
        return problem.StartsWith("the syntax of", StringComparison.Ordinal) ? "the syntax of" : problem;
    }

    [Test]
    public void Every_panel_shows_only_the_servers_that_are_chosen()
    {
        const string Chosen = "job=\"$job\", instance=~\"$instance\"";
        var panels = MonitoringFiles.Queries.Where(q => q.Place.StartsWith("panel", StringComparison.Ordinal)).ToList();
        var read = PromQl.Read([.. panels.Select(q => q.PlainExpression)]);
        Assert.That(
            panels.Zip(read).Where(q => q.First.Expression.Split(Chosen).Length != q.Second.Selectors.Count + 1).Select(q => q.First.Place),
            Is.Empty
        );
    }

    /// <summary>Another installation in the same Prometheus has another job. It neither fires an alert nor hides one.</summary>
    [Test]
    public void Every_alert_is_about_servers_of_the_job_openevent() =>
        Assert.That(
            PromQl
                .Read([.. MonitoringFiles.Alerts.Select(a => a.Expression)])
                .SelectMany(e => e.Selectors)
                .Where(s => !s.Matchers.Any(m => m is { Label: "job", Operator: "=", Value: "openevent" })),
            Is.Empty
        );

    [TestCase("openevent_order_changes_total", "status", "completed")]
    [TestCase("openevent_order_changes_total", "status", "cancelled")]
    [TestCase("openevent_email_attempts_total", "outcome", "sent")]
    [TestCase("openevent_email_attempts_total", "outcome", "failed")]
    [TestCase("openevent_visitor_cache_requests_total", "outcome", "hit")]
    [TestCase("openevent_visitor_cache_requests_total", "outcome", "stored")]
    [TestCase("openevent_access_token_requests_total", "outcome", "unknown")]
    [TestCase("openevent_limit_refusals_total", "limit", "look-up-address")]
    [TestCase("openevent_outbox_done_total", "kind", "mail")]
    [TestCase("openevent_outbox_failures_total", "outcome", "given_up")]
    [TestCase("openevent_database_condition", "condition", "ready")]
    public void What_happened_was_counted(string metric, string label, string value) =>
        Assert.That(_page.Sum(metric, label, value), Is.GreaterThan(0));

    [TestCase("openevent_order_changes_total", "status", "expired")]
    [TestCase("openevent_access_token_requests_total", "outcome", "malformed")]
    [TestCase("openevent_script_starts_total", "outcome", "full")]
    [TestCase("openevent_database_condition", "condition", "unavailable")]
    public void What_did_not_happen_is_reported(string metric, string label, string value) =>
        Assert.That(_page.Sum(metric, label, value), Is.Not.Null);

    /// <summary>Prometheus renames such a label to <c>exported_…</c>.</summary>
    [Test]
    public void No_metric_has_a_label_of_Prometheus_own() =>
        Assert.That(
            _page.Metrics.Where(m => _page.Find(m).Any(s => s.Labels.ContainsKey("job") || s.Labels.ContainsKey("instance"))),
            Is.Empty
        );

    [Test]
    public void Every_metric_of_the_server_is_in_the_dashboard_or_an_alert()
    {
        var texts = string.Join('\n', MonitoringFiles.Queries.Select(q => q.Expression));
        string[] suffixes = ["_bucket", "_sum", "_count"];
        var measured = _page
            .Metrics.Where(m => m.StartsWith("openevent_", StringComparison.Ordinal))
            .Select(m =>
                suffixes.Aggregate(m, (name, suffix) => name.EndsWith(suffix, StringComparison.Ordinal) ? name[..^suffix.Length] : name)
            )
            .Distinct();
        Assert.That(measured.Where(m => !texts.Contains(m, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void The_dashboard_has_its_rows_and_its_data_source_is_a_variable()
    {
        string[] rows =
        [
            "Traffic and errors",
            "Latency",
            "Orders and sales",
            "Outbox and e-mails",
            "Jobs",
            "Visitor cache",
            "Database pool and failover",
            "Lab",
            "Process",
        ];
        Assert.That(MonitoringFiles.Rows, Is.EqualTo(rows));
        Assert.That(MonitoringFiles.Panels.Select(p => p.GetProperty("id").GetInt32()), Is.Unique);
        Assert.That(MonitoringFiles.Panels.Select(DataSourceOf).Distinct(), Is.EqualTo(["${datasource}"]));
        string[] variables = ["label_values(openevent_database_failovers_total, job)", "label_values(up{job=\"$job\"}, instance)"];
        Assert.That(MonitoringFiles.VariableQueries, Is.EqualTo(variables));
        Assert.That(_page.Metrics, Does.Contain("openevent_database_failovers_total"));
    }

    [Test]
    public void Every_alert_is_explained_and_says_what_to_do()
    {
        var page = File.ReadAllText(Path.Combine(MonitoringFiles.Folder, "README.md"));
        Assert.That(MonitoringFiles.Alerts, Has.Count.GreaterThan(15));
        Assert.That(
            MonitoringFiles.Alerts.Where(a => !page.Contains($"| `{a.Name}` |", StringComparison.Ordinal)).Select(a => a.Name),
            Is.Empty
        );
        Assert.That(MonitoringFiles.Alerts.Select(a => a.Labels["severity"]).Distinct(), Is.EquivalentTo(["page", "ticket"]));
        Assert.That(MonitoringFiles.Alerts.Select(a => a.Name), Is.Unique);
    }

    /// <summary>Debian's package prometheus has the tool. Without it, only the expressions are read.</summary>
    [Test]
    public void The_rules_have_the_form_of_Prometheus()
    {
        const string Tool = "/usr/bin/promtool";
        var file = Path.Combine(MonitoringFiles.Folder, "alerts.yml");
        if (File.Exists(Tool))
            Assert.That(ExternalTool.Run("prometheus", Tool, "check", "rules", file), Does.Contain("SUCCESS"));
        else
            Assert.That(PromQl.Read([.. MonitoringFiles.Alerts.Select(a => a.Expression)]).Select(e => e.Error), Has.All.Null);
    }

    private static string? DataSourceOf(JsonElement panel) => panel.GetProperty("datasource").GetProperty("uid").GetString();
}
