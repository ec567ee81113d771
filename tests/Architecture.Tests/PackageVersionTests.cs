using System.Xml.Linq;
using NUnit.Framework;

namespace OpenEvent.Architecture.Tests;

/// <summary>Directory.Packages.props names only packages that a project refers to, and transitive pins in a group of their own.</summary>
public class PackageVersionTests
{
    private const string PinsLabel = "transitive pins";

    [Test]
    public void Every_package_version_is_used_or_a_transitive_pin() =>
        Assert.That(FindUnusedVersions(ReadPackageVersions(), ReadProjectFiles()), Is.Empty);

    [Test]
    public void No_transitive_pin_is_referred_to_by_a_project() =>
        Assert.That(NamesIn(ReadPackageVersions(), isPin: true).Intersect(ReadProjectFiles().SelectMany(GetReferences)), Is.Empty);

    [Test]
    public void Package_version_test_detects_violations()
    {
        const string versions = """
            <Project>
              <ItemGroup Label="web">
                <PackageVersion Include="Used" Version="1.0.0" />
                <PackageVersion Include="Unused" Version="1.0.0" />
              </ItemGroup>
              <ItemGroup Label="transitive pins"><PackageVersion Include="Pinned" Version="1.0.0" /></ItemGroup>
            </Project>
            """;
        const string project = "<Project><ItemGroup><PackageReference Include=\"Used\" /></ItemGroup></Project>";
        Assert.That(FindUnusedVersions(versions, [project]), Is.EqualTo(["Unused"]));
    }

    private static IEnumerable<string> FindUnusedVersions(string versions, IEnumerable<string> projects) =>
        NamesIn(versions, isPin: false).Except(projects.SelectMany(GetReferences));

    private static IEnumerable<string> NamesIn(string versions, bool isPin) =>
        from version in XDocument.Parse(versions).Descendants("PackageVersion")
        where (string?)version.Parent!.Attribute("Label") == PinsLabel == isPin
        select (string)version.Attribute("Include")!;

    private static IEnumerable<string> GetReferences(string project) =>
        XDocument.Parse(project).Descendants("PackageReference").Select(reference => (string)reference.Attribute("Include")!);

    private static string ReadPackageVersions() => File.ReadAllText(Path.Combine(Sources.Root, "Directory.Packages.props"));

    private static IEnumerable<string> ReadProjectFiles() =>
        new[] { "src", "tests", "bench" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Sources.Root, folder), "*.csproj", SearchOption.AllDirectories))
            .Append(Path.Combine(Sources.Root, "Directory.Build.props"))
            .Select(File.ReadAllText);
}
