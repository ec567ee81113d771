using OpenEvent.Rush;

namespace OpenEvent.Failover;

/// <summary>The options of the command line.</summary>
/// <param name="Phase"><c>failover</c>, <c>control</c>, <c>replica</c>, <c>upgrade</c>, or <c>all</c> of them.</param>
/// <param name="Upgrade">
/// The commit whose version is upgraded. <c>landed</c>: the last landed one. <c>none</c>: the present version, without a build of another.
/// </param>
internal sealed record FailoverOptions(int Buyers, int Sockets, int Port, string Phase, string Upgrade)
{
    public static FailoverOptions Parse(string[] args)
    {
        var numbers = new Dictionary<string, int>
        {
            ["buyers"] = 10_000,
            ["sockets"] = 500,
            ["port"] = 27200,
        };
        var texts = new Dictionary<string, string> { ["phase"] = "all", ["upgrade"] = "landed" };
        if (args is ["quick"])
            args = ["--buyers", "100", "--sockets", "20", "--upgrade", "none"];
        OptionReader.Read(args, numbers, texts);
        return texts["phase"] is "failover" or "control" or "replica" or "upgrade" or "all"
            ? new FailoverOptions(numbers["buyers"], numbers["sockets"], numbers["port"], texts["phase"], texts["upgrade"])
            : throw new ArgumentException($"Unknown phase {texts["phase"]}. Phases: failover, control, replica, upgrade, all.");
    }

    public bool IncludesPhase(string phase) => Phase == "all" || Phase == phase;
}
