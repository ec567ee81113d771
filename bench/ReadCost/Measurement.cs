using System.Globalization;

namespace OpenEvent.Bench.ReadCost;

/// <summary>What a request took.</summary>
/// <param name="Milliseconds">Processor time of the server and of PostgreSQL, the least of the repetitions.</param>
/// <param name="Bound">The most that it may take, in the same unit.</param>
/// <param name="Length">Of the answer, in characters.</param>
internal sealed record Measurement(string Url, int Status, double Milliseconds, double Bound, int Length)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Verdict} {Milliseconds, 7:0} ms {Status} {Length / 1e3, 8:0} kB {ReadableUrl}");

    private string Verdict => Milliseconds > Bound ? "MISSED" : "ok    ";

    private string ReadableUrl => Uri.UnescapeDataString(Url);
}
