using System.Text.Json;

namespace OpenEvent.Testing;

/// <summary>Reads PromQL expressions with Prometheus' own grammar (tests/tools/promql).</summary>
public static class PromQl
{
    /// <param name="Error">Null: the syntax is right.</param>
    /// <param name="Labels">The labels of the result. Null: those of the selected series.</param>
    public sealed record Expression(string? Error, IReadOnlyList<Selector> Selectors, IReadOnlyList<string>? Labels);

    /// <param name="Grouping">The labels by which the series are aggregated or matched.</param>
    /// <param name="Call">The function that gets the values, such as <c>rate</c>. Null or empty: none does.</param>
    public sealed record Selector(string Metric, IReadOnlyList<Matcher> Matchers, IReadOnlyList<string> Grouping, string? Call);

    /// <param name="Operator">One of <c>=</c>, <c>!=</c>, <c>=~</c>, <c>!~</c>.</param>
    public sealed record Matcher(string Label, string Operator, string Value);

    public static IReadOnlyList<Expression> Read(IReadOnlyCollection<string> expressions)
    {
        using var process = ExternalTool.Start("nodejs", "node", Path.Combine(NodeTool.Install("promql"), "selectors.js"));
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(JsonSerializer.Serialize(expressions));
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<List<Expression>>(output, JsonSerializerOptions.Web)!
            : throw new InvalidOperationException($"The expressions cannot be read: {errors.Result}");
    }
}
