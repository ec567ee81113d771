using Mono.Cecil;
using NUnit.Framework;

namespace OpenEvent.Architecture.Tests;

/// <summary>Modules are folders of the same name in each project; this is the wall between them (design: "Modules: folders, not projects").</summary>
public class ModuleArrowsTests
{
    private static readonly string[] Walled = ["Domain", "Application"];

    /// <summary>Whom a module may use besides itself and what is nobody's (Common, Resources).</summary>
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Identity"] = [],
        ["Events"] = ["Identity"],
        ["Program"] = ["Identity", "Events"],
        ["Ticketing"] = ["Identity", "Events"],
        ["Notifications"] = ["Identity", "Events", "Program", "Ticketing"],
        ["Platform"] = ["Identity", "Events", "Program", "Ticketing", "Notifications"],
        ["Lab"] = ["Identity"],
    };

    /// <summary>Arrows that the table has not, each with its reason. Shorten it; do not lengthen it without one.</summary>
    private static readonly Dictionary<(string From, string To), string> Known = new()
    {
        [("Ticketing", "Program")] =
            "a station stands in a room, and people are let into sessions (docs/decisions/016); Program knows no tickets, so there is no cycle",
    };

    [TestCaseSource(nameof(Walled))]
    public void A_module_uses_only_those_that_it_may(string project) => Assert.That(Code.Types(project).SelectMany(Trespasses), Is.Empty);

    [TestCaseSource(nameof(Walled))]
    public void Every_folder_is_a_module_or_is_common(string project) =>
        Assert.That(
            Directory
                .GetDirectories(Path.Combine(Sources.Root, "src", project))
                .Select(Path.GetFileName)
                .Except([.. MayUse.Keys, "Common", "Resources", "bin", "obj"]),
            Is.Empty
        );

    [TestCaseSource(nameof(Walled))]
    public void What_all_modules_share_knows_none_of_them(string project) =>
        Assert.That(
            Code.Types(project)
                .Where(t => ModuleOf(t) is null && t.Namespace != $"OpenEvent.{project}")
                .SelectMany(t => Code.Uses(t).Where(u => ModuleOf(u) is not null).Select(u => $"{t.FullName} -> {u.FullName}")),
            Is.Empty
        );

    [Test]
    public void The_wall_would_notice() =>
        Assert.That(Code.Wrong.SelectMany(Trespasses), Is.EquivalentTo(["Wrong.Identity.LooksIntoEvents -> Domain.Events.Event"]));

    private static IEnumerable<string> Trespasses(TypeDefinition type) =>
        ModuleOf(type) is not { } from
            ? []
            : Code.Uses(type)
                .Where(used => ModuleOf(used) is { } to && to != from && !MayUse[from].Contains(to) && !Known.ContainsKey((from, to)))
                .Select(used => $"{Short(type)} -> {Short(used)}")
                .Distinct();

    /// <summary><c>OpenEvent.{project}.{module}</c>; null for what belongs to no module.</summary>
    private static string? ModuleOf(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        return
            type.Namespace.Replace("OpenEvent.Architecture.Tests.Wrong", "OpenEvent.Wrong", StringComparison.Ordinal).Split('.')
                is ["OpenEvent", _, var module, ..]
            && MayUse.ContainsKey(module)
            ? module
            : null;
    }

    private static string Short(TypeReference type) =>
        type
            .FullName.Replace("OpenEvent.Architecture.Tests.", "", StringComparison.Ordinal)
            .Replace("OpenEvent.", "", StringComparison.Ordinal);
}
