using System.Globalization;
using System.Text.RegularExpressions;

namespace OpenEvent.WebApi.Tests.Operations;

/// <summary>The series that a server answers at <c>/metrics</c>, in Prometheus' text format.</summary>
internal sealed partial class MetricsPage
{
    private readonly ILookup<string, Sample> _samples;
    private readonly Dictionary<string, string> _types;

    public MetricsPage(string text)
    {
        _types = Type().Matches(text).DistinctBy(t => t.Groups[1].Value).ToDictionary(t => t.Groups[1].Value, t => t.Groups[2].Value);
        _samples = text.Split('\n')
            .Select(line => Series().Match(line))
            .Where(match => match.Success)
            .ToLookup(
                match => match.Groups["name"].Value,
                match => new Sample(
                    Label().Matches(match.Groups["labels"].Value).ToDictionary(l => l.Groups[1].Value, l => l.Groups[2].Value),
                    double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture)
                )
            );
    }

    public IEnumerable<string> Metrics => _samples.Select(s => s.Key);

    /// <summary>The series of a metric; empty if there is none.</summary>
    public IEnumerable<Sample> Find(string metric) => _samples[metric];

    /// <summary>Whether the metric is a counter or a part of a histogram, of which only the growth says something.</summary>
    /// <remarks>.NET's state of the thread pool goes up and down, and the exporter calls it a counter.</remarks>
    public bool OnlyGrows(string metric) =>
        !metric.StartsWith("dotnet_thread_pool_", StringComparison.Ordinal)
        && (_types.GetValueOrDefault(metric) == "counter" || _types.GetValueOrDefault(HistogramPart().Replace(metric, "")) == "histogram");

    /// <returns>Null: no series has this value of the label.</returns>
    public double? Sum(string metric, string label, string value)
    {
        var found = Find(metric).Where(s => s.Labels.GetValueOrDefault(label) == value).ToList();
        return found.Count == 0 ? null : found.Sum(s => s.Value);
    }

    [GeneratedRegex(@"^# TYPE (\S+) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Type();

    [GeneratedRegex("_(bucket|sum|count)$", RegexOptions.ExplicitCapture)]
    private static partial Regex HistogramPart();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][\w:]*)(\{(?<labels>.*)\})? (?<value>[-+.\w]+)""")]
    private static partial Regex Series();

    [GeneratedRegex(@"(\w+)=""((?:[^""\\]|\\.)*)""")]
    private static partial Regex Label();

    public sealed record Sample(Dictionary<string, string> Labels, double Value);
}
