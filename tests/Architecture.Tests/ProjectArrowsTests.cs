using System.Xml.Linq;
using Mono.Cecil;
using NUnit.Framework;

namespace OpenEvent.Architecture.Tests;

/// <summary>Which project may know which (design: "Projects and arrows").</summary>
public class ProjectArrowsTests
{
    /// <summary>The only arrows; WebApi's to Infrastructure is for composing and has a test of its own.</summary>
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Domain"] = [],
        ["Application"] = ["Domain"],
        ["PSLab"] = [],
        ["Infrastructure"] = ["Application", "Domain", "PSLab"],
        ["WebApi"] = ["Application", "Domain", "Infrastructure"],
    };

    private static readonly string[] Providers =
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
    public void A_project_knows_only_those_below_it(string project) =>
        Assert.That(StrangersOf(Code.Assembly(project), Arrows[project]), Is.Empty);

    [Test]
    public void The_arrow_test_would_notice() =>
        Assert.That(StrangersOf(Code.Assembly("Infrastructure"), Arrows["Domain"]), Is.EquivalentTo(["Application", "Domain", "PSLab"]));

    [Test]
    public void Every_project_has_its_arrows() =>
        Assert.That(Directory.GetDirectories(Path.Combine(Sources.Root, "src")).Select(Path.GetFileName), Is.EquivalentTo(Arrows.Keys));

    [Test]
    public void Domain_and_PSLab_reference_no_project_and_Domain_no_package()
    {
        Assert.That(ReferencesOf(ProjectFile("Domain"), "PackageReference", "ProjectReference", "FrameworkReference"), Is.Empty);
        Assert.That(ReferencesOf(ProjectFile("PSLab"), "ProjectReference"), Is.Empty);
    }

    [Test]
    public void The_package_test_would_notice() =>
        Assert.That(
            ReferencesOf("<Project><ItemGroup><PackageReference Include=\"MediatR\" /></ItemGroup></Project>", "PackageReference"),
            Is.EqualTo(["MediatR"])
        );

    [Test]
    public void Application_knows_no_database_provider()
    {
        Assert.That(Code.Assembly("Application").MainModule.AssemblyReferences.Select(a => a.Name).Where(IsProvider), Is.Empty);
        Assert.That(ReferencesOf(ProjectFile("Application"), "PackageReference").Where(IsProvider), Is.Empty);
    }

    [Test]
    public void The_provider_test_would_notice() =>
        Assert.That(
            Code.Assembly("Infrastructure").MainModule.AssemblyReferences.Select(a => a.Name).Where(IsProvider),
            Does.Contain("Npgsql")
        );

    [Test]
    public void WebApi_names_Infrastructure_in_Program_only() =>
        Assert.That(
            Code.Types("WebApi").Where(t => t.FullName != "OpenEvent.WebApi.Program").Where(NamesInfrastructure).Select(t => t.FullName),
            Is.Empty
        );

    [Test]
    public void The_composition_test_would_notice() =>
        Assert.That(Code.Wrong.Where(NamesInfrastructure).Select(t => t.Name), Is.EqualTo(["NamesAnAdapter"]));

    private static IEnumerable<string> Projects => Arrows.Keys;

    private static IEnumerable<string> StrangersOf(AssemblyDefinition assembly, string[] allowed) =>
        assembly
            .MainModule.AssemblyReferences.Where(a => a.Name.StartsWith("OpenEvent.", StringComparison.Ordinal))
            .Select(a => a.Name["OpenEvent.".Length..])
            .Except(allowed);

    private static bool NamesInfrastructure(TypeDefinition type) =>
        Code.Uses(type).Any(t => t.FullName.StartsWith("OpenEvent.Infrastructure.", StringComparison.Ordinal));

    private static bool IsProvider(string name) => Providers.Any(p => name.StartsWith(p, StringComparison.Ordinal));

    private static string ProjectFile(string project) => File.ReadAllText(Path.Combine(Sources.Root, "src", project, $"{project}.csproj"));

    private static IEnumerable<string> ReferencesOf(string project, params string[] kinds) =>
        XDocument.Parse(project).Descendants().Where(e => kinds.Contains(e.Name.LocalName)).Select(e => (string)e.Attribute("Include")!);
}
