using System.Reflection;
using OpenEvent.Application.Common;

namespace OpenEvent.Rush;

/// <summary>The options of the command line.</summary>
/// <param name="Phase"><c>plain</c>, <c>kills</c>, <c>nodes</c>, or <c>all</c> of them.</param>
/// <param name="Only">Runs only scenarios whose name contains this text.</param>
internal sealed record RushOptions(int Buyers, int Sockets, int Kills, int DatabaseKills, int Port, string Phase, string Only)
{
    /// <summary>True in a build with <c>-p:Unguarded=true</c>, whose server oversells.</summary>
    public static bool IsUnguarded { get; } =
        typeof(IAuthorization).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Any(a => a is { Key: "Unguarded", Value: "true" });

    public static RushOptions Parse(string[] args)
    {
        var numbers = new Dictionary<string, int>
        {
            ["buyers"] = 10_000,
            ["sockets"] = 500,
            ["kills"] = 10,
            ["database-kills"] = 2,
            ["port"] = 27100,
        };
        var texts = new Dictionary<string, string> { ["phase"] = "all", ["only"] = "" };
        if (args is ["quick"])
            args = ["--buyers", "100", "--sockets", "20", "--phase", "plain", "--only", "one ticket"];
        OptionReader.Read(args, numbers, texts);
        return texts["phase"] is "plain" or "kills" or "nodes" or "all"
            ? new RushOptions(
                numbers["buyers"],
                numbers["sockets"],
                numbers["kills"],
                numbers["database-kills"],
                numbers["port"],
                texts["phase"],
                texts["only"]
            )
            : throw new ArgumentException($"Unknown phase {texts["phase"]}. Phases: plain, kills, nodes, all.");
    }

    public bool IncludesPhase(string phase) => Phase == "all" || Phase == phase;
}
