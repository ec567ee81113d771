using Mono.Cecil;
using NUnit.Framework;

namespace OpenEvent.Architecture.Tests;

/// <summary>A module is a folder of the same name in each project. Modules may use only the modules listed here.</summary>
public class ModuleDependencyTests
{
    private static readonly string[] ModularProjects = ["Domain", "Application"];

    /// <summary>The modules that a module may use, besides itself and the shared folders (Common, Resources).</summary>
    private static readonly Dictionary<string, string[]> AllowedDependencies = new()
    {
        ["Identity"] = [],
        ["Events"] = ["Identity"],
        ["Program"] = ["Identity", "Events"],
        ["Ticketing"] = ["Identity", "Events"],
        ["Notifications"] = ["Identity", "Events", "Program", "Ticketing"],
        ["Platform"] = ["Identity", "Events", "Program", "Ticketing", "Notifications", "Lab"],
        ["Lab"] = ["Identity"],
    };

    /// <summary>Allowed exceptions to the table, each with its reason.</summary>
    private static readonly Dictionary<(string From, string To), string> Exceptions = new()
    {
        [("Ticketing", "Program")] =
            "a station is in a room, and check-in is per session (docs/decisions/016). "
            + "Program does not use Ticketing, so there is no cycle.",
    };

    [TestCaseSource(nameof(ModularProjects))]
    public void Modules_use_only_their_allowed_dependencies(string project) =>
        Assert.That(CompiledCode.Types(project).SelectMany(FindViolations), Is.Empty);

    [TestCaseSource(nameof(ModularProjects))]
    public void Every_folder_is_a_module_or_shared(string project) =>
        Assert.That(
            Directory
                .GetDirectories(Path.Combine(Sources.Root, "src", project))
                .Select(Path.GetFileName)
                .Except([.. AllowedDependencies.Keys, "Common", "Resources", "bin", "obj"]),
            Is.Empty
        );

    [TestCaseSource(nameof(ModularProjects))]
    public void Shared_code_uses_no_module(string project) =>
        Assert.That(
            CompiledCode
                .Types(project)
                .Where(t => GetModule(t) is null && t.Namespace != $"OpenEvent.{project}")
                .SelectMany(t =>
                    CompiledCode.TypesUsedBy(t).Where(u => GetModule(u) is not null).Select(u => $"{t.FullName} -> {u.FullName}")
                ),
            Is.Empty
        );

    [Test]
    public void Dependency_test_detects_violations() =>
        Assert.That(
            CompiledCode.WrongTypes.SelectMany(FindViolations),
            Is.EquivalentTo(["Wrong.Identity.UsesEventsModule -> Domain.Events.Event"])
        );

    private static IEnumerable<string> FindViolations(TypeDefinition type) =>
        GetModule(type) is not { } from
            ? []
            : CompiledCode
                .TypesUsedBy(type)
                .Where(used =>
                    GetModule(used) is { } to
                    && to != from
                    && !AllowedDependencies[from].Contains(to)
                    && !Exceptions.ContainsKey((from, to))
                )
                .Select(used => $"{GetShortName(type)} -> {GetShortName(used)}")
                .Distinct();

    /// <summary>The third part of <c>OpenEvent.{project}.{module}</c>, or null if the type belongs to no module.</summary>
    private static string? GetModule(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        return
            type.Namespace.Replace("OpenEvent.Architecture.Tests.Wrong", "OpenEvent.Wrong", StringComparison.Ordinal).Split('.')
                is ["OpenEvent", _, var module, ..]
            && AllowedDependencies.ContainsKey(module)
            ? module
            : null;
    }

    private static string GetShortName(TypeReference type) =>
        type
            .FullName.Replace("OpenEvent.Architecture.Tests.", "", StringComparison.Ordinal)
            .Replace("OpenEvent.", "", StringComparison.Ordinal);
}
