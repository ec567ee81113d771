namespace OpenEvent.Bench.Start;

/// <summary>A published server with settings of its runtime, and what was measured.</summary>
/// <param name="Name">The folder, and variables of the environment after commas.</param>
internal sealed record Variant(string Name)
{
    public string Folder => Name.Split(',')[0];

    public IEnumerable<KeyValuePair<string, string?>> Environment =>
        Name.Split(',').Skip(1).Select(v => v.Split('=', 2)).Select(v => new KeyValuePair<string, string?>(v[0], v[1]));

    public List<double> Seconds { get; } = [];

    public List<double> Processor { get; } = [];

    public double IdleMegabytes { get; set; }

    public double SettledMegabytes { get; set; }
}
