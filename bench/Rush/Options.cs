using System.Globalization;

namespace OpenEvent.Rush;

/// <summary>What the command line asks for: <c>--name number</c>, <c>--only text</c>, <c>--guard-off</c>, <c>--throughput</c>.</summary>
internal sealed record Options(int Buyers, int Sockets, int Kills, int DatabaseKills, int Nodes, int Seconds, int Rounds, int Port, string Only, bool IsGuardOff, bool IsThroughput)
{
    public static Options Parse(string[] args)
    {
        var numbers = new Dictionary<string, int>
        {
            ["buyers"] = 10_000, ["sockets"] = 500, ["kills"] = 0, ["database-kills"] = 0, ["nodes"] = 1, ["seconds"] = 10, ["rounds"] = 3, ["port"] = 27100,
        };
        var (only, flags) = ("", new HashSet<string>());
        for (var at = 0; at < args.Length; at++)
        {
            var name = args[at].TrimStart('-');
            if (name is "guard-off" or "throughput") flags.Add(name);
            else if (name == "only") only = args[++at];
            else if (numbers.ContainsKey(name)) numbers[name] = int.Parse(args[++at], CultureInfo.InvariantCulture);
            else throw new ArgumentException($"{args[at]} is not known; there are --{string.Join(", --", numbers.Keys)}, --only, --guard-off and --throughput.");
        }

        return new Options(
            numbers["buyers"], numbers["sockets"], numbers["kills"], numbers["database-kills"], numbers["nodes"], numbers["seconds"], numbers["rounds"], numbers["port"], only,
            flags.Contains("guard-off"), flags.Contains("throughput"));
    }
}
