using System.Globalization;

namespace OpenEvent.Rush;

/// <summary>What a rush had to end with: each claim, and what was found.</summary>
internal sealed class ScenarioReport(string name)
{
    private readonly List<(bool IsRight, string Text)> _claims = [];

    public string Name => name;

    /// <summary>For the table at the end.</summary>
    public string Summary { get; set; } = "";

    public int FailedCount => _claims.Count(c => !c.IsRight);

    public void Expect(string what, long found, long expected) =>
        Require(what, found == expected, found == expected ? $"{found}" : $"{found}, not {expected}");

    public void Require(string what, bool isRight, string found) => _claims.Add((isRight, $"{what}: {found}"));

    /// <returns>Itself, said aloud.</returns>
    public ScenarioReport Print()
    {
        Console.WriteLine($"{name}: {Summary}");
        foreach (var (isRight, text) in _claims)
            Console.WriteLine($"  {(isRight ? "right" : "WRONG")}  {text}");
        return this;
    }

    /// <returns>How many claims are wrong.</returns>
    public static int PrintTable(IReadOnlyCollection<ScenarioReport> verdicts)
    {
        var width = verdicts.Max(v => v.Name.Length);
        Console.WriteLine();
        foreach (var v in verdicts)
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{v.Name.PadRight(width)}  {(v.FailedCount == 0 ? "right" : "WRONG")}  {v.Summary}"
                )
            );
        foreach (var v in verdicts.Where(v => v.FailedCount > 0))
        foreach (var (_, text) in v._claims.Where(c => !c.IsRight))
            Console.WriteLine($"WRONG  {v.Name}: {text}");
        return verdicts.Sum(v => v.FailedCount);
    }
}
