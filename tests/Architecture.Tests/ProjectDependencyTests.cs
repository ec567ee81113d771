using System.Xml.Linq;
using Mono.Cecil;
using NUnit.Framework;

namespace OpenEvent.Architecture.Tests;

/// <summary>Which projects each project may reference.</summary>
public class ProjectDependencyTests
{
    /// <summary>The allowed references. WebApi uses Infrastructure only in Program, which another test checks.</summary>
    private static readonly Dictionary<string, string[]> AllowedReferences = new()
    {
        ["Domain"] = [],
        ["Application"] = ["Domain"],
        ["PSLab"] = [],
        ["Infrastructure"] = ["Application", "Domain", "PSLab"],
        ["StripeStub"] = [],
        ["WebApi"] = ["Application", "Domain", "Infrastructure", "StripeStub"],
    };

    private static readonly string[] DatabaseProviders =
    [
        "Npgsql",
        "Microsoft.Data.",
        "MySql",
        "Oracle",
        "Microsoft.EntityFrameworkCore.SqlServer",
        "Microsoft.EntityFrameworkCore.Sqlite",
        "Microsoft.EntityFrameworkCore.InMemory",
    ];

    [TestCaseSource(nameof(Projects))]
    public void Projects_reference_only_the_projects_below_them(string project) =>
        Assert.That(FindDisallowedReferences(CompiledCode.Assembly(project), AllowedReferences[project]), Is.Empty);

    [Test]
    public void Reference_test_detects_violations() =>
        Assert.That(
            FindDisallowedReferences(CompiledCode.Assembly("Infrastructure"), AllowedReferences["Domain"]),
            Is.EquivalentTo(["Application", "Domain", "PSLab"])
        );

    [Test]
    public void Every_project_has_an_entry() =>
        Assert.That(
            Directory.GetDirectories(Path.Combine(Sources.Root, "src")).Select(Path.GetFileName),
            Is.EquivalentTo(AllowedReferences.Keys)
        );

    [Test]
    public void Domain_and_PSLab_reference_no_project_and_Domain_no_package()
    {
        Assert.That(GetReferences(ReadProjectFile("Domain"), "PackageReference", "ProjectReference", "FrameworkReference"), Is.Empty);
        Assert.That(GetReferences(ReadProjectFile("PSLab"), "ProjectReference"), Is.Empty);
    }

    [Test]
    public void Package_test_detects_violations() =>
        Assert.That(
            GetReferences("<Project><ItemGroup><PackageReference Include=\"MediatR\" /></ItemGroup></Project>", "PackageReference"),
            Is.EqualTo(["MediatR"])
        );

    [Test]
    public void Application_references_no_database_provider()
    {
        Assert.That(CompiledCode.Assembly("Application").MainModule.AssemblyReferences.Select(a => a.Name).Where(IsProvider), Is.Empty);
        Assert.That(GetReferences(ReadProjectFile("Application"), "PackageReference").Where(IsProvider), Is.Empty);
    }

    [Test]
    public void Provider_test_detects_violations() =>
        Assert.That(
            CompiledCode.Assembly("Infrastructure").MainModule.AssemblyReferences.Select(a => a.Name).Where(IsProvider),
            Does.Contain("Npgsql")
        );

    [Test]
    public void Only_Program_of_WebApi_uses_Infrastructure() =>
        Assert.That(
            CompiledCode
                .Types("WebApi")
                .Where(t => t.FullName != "OpenEvent.WebApi.Program")
                .Where(ReferencesInfrastructure)
                .Select(t => t.FullName),
            Is.Empty
        );

    [Test]
    public void Composition_test_detects_violations() =>
        Assert.That(CompiledCode.WrongTypes.Where(ReferencesInfrastructure).Select(t => t.Name), Is.EqualTo(["UsesInfrastructure"]));

    private static IEnumerable<string> Projects => AllowedReferences.Keys;

    private static IEnumerable<string> FindDisallowedReferences(AssemblyDefinition assembly, string[] allowed) =>
        assembly
            .MainModule.AssemblyReferences.Where(a => a.Name.StartsWith("OpenEvent.", StringComparison.Ordinal))
            .Select(a => a.Name["OpenEvent.".Length..])
            .Except(allowed);

    private static bool ReferencesInfrastructure(TypeDefinition type) =>
        CompiledCode.TypesUsedBy(type).Any(t => t.FullName.StartsWith("OpenEvent.Infrastructure.", StringComparison.Ordinal));

    private static bool IsProvider(string name) => DatabaseProviders.Any(p => name.StartsWith(p, StringComparison.Ordinal));

    private static string ReadProjectFile(string project) =>
        File.ReadAllText(Path.Combine(Sources.Root, "src", project, $"{project}.csproj"));

    private static IEnumerable<string> GetReferences(string project, params string[] kinds) =>
        XDocument.Parse(project).Descendants().Where(e => kinds.Contains(e.Name.LocalName)).Select(e => (string)e.Attribute("Include")!);
}
