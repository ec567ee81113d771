using System.Globalization;

namespace OpenEvent.Rush;

/// <summary>The checks of a scenario and their results.</summary>
internal sealed class ScenarioReport(string name)
{
    private readonly List<(bool Passed, string Text)> _checks = [];

    public string Name => name;

    /// <summary>The text for the table at the end of the run.</summary>
    public string Summary { get; set; } = "";

    public int FailedCount => _checks.Count(c => !c.Passed);

    public void Expect(string what, long found, long expected) =>
        Require(what, found == expected, found == expected ? $"{found}" : $"{found}, expected {expected}");

    public void Require(string what, bool passed, string found) => _checks.Add((passed, $"{what}: {found}"));

    /// <returns>The figures of a check that failed; null: it passed, or was not made.</returns>
    public string? FindFailure(string what) =>
        _checks.Where(c => !c.Passed && c.Text.StartsWith(what + ": ", StringComparison.Ordinal)).Select(c => c.Text).FirstOrDefault();

    /// <summary>Prints the report.</summary>
    /// <returns>This report.</returns>
    public ScenarioReport Print()
    {
        Console.WriteLine($"{name}: {Summary}");
        foreach (var (passed, text) in _checks)
            Console.WriteLine($"  {(passed ? "ok    " : "FAILED")}  {text}");
        return this;
    }

    /// <summary>Prints a line for each report, and then the failed checks.</summary>
    /// <returns>The number of failed checks.</returns>
    public static int PrintTable(IReadOnlyCollection<ScenarioReport> reports)
    {
        var width = reports.Max(v => v.Name.Length);
        Console.WriteLine();
        foreach (var v in reports)
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{v.Name.PadRight(width)}  {(v.FailedCount == 0 ? "ok    " : "FAILED")}  {v.Summary}"
                )
            );
        foreach (var v in reports.Where(v => v.FailedCount > 0))
        foreach (var (_, text) in v._checks.Where(c => !c.Passed))
            Console.WriteLine($"FAILED  {v.Name}: {text}");
        return reports.Sum(v => v.FailedCount);
    }
}
