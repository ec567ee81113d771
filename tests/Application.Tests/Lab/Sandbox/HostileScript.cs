using System.Text.Json;
using OpenEvent.Application.Lab;

namespace OpenEvent.Application.Tests.Lab.Sandbox;

/// <summary>A script of <c>Scripts/hostile.txt</c>.</summary>
/// <param name="Exits">How it may end in the sandbox.</param>
/// <param name="DoesHarm">Whether it does harm without the sandbox.</param>
internal sealed record HostileScript(string Name, IReadOnlyList<ScriptExitKind> Exits, bool DoesHarm, string Code)
{
    public static IReadOnlyList<HostileScript> All { get; } =
    [
        .. Read("hostile.txt")
            .Split("\n### ")
            .Skip(1)
            .Select(part =>
            {
                var head = part[..part.IndexOf('\n', StringComparison.Ordinal)].Split('|', StringSplitOptions.TrimEntries);
                return new HostileScript(
                    head[0],
                    [.. head[1].Split(' ').Select(Enum.Parse<ScriptExitKind>)],
                    head[2] == "harm",
                    part[(part.IndexOf('\n', StringComparison.Ordinal) + 1)..]
                );
            }),
    ];

    public static string Prelude { get; } = Read("prelude.py");

    /// <param name="facts">What the script knows about the machine.</param>
    public string WithFacts(IReadOnlyDictionary<string, object> facts) =>
        $"{string.Join("\n", facts.Select(f => $"{f.Key} = {JsonSerializer.Serialize(f.Value)}"))}\n{Prelude}\n{Code}";

    public static string Read(string file)
    {
        using var reader = new StreamReader(typeof(HostileScript).Assembly.GetManifestResourceStream($"Scripts/{file}")!);
        return reader.ReadToEnd();
    }
}
