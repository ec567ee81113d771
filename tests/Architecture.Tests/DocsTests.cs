using System.Text.RegularExpressions;
using NUnit.Framework;

namespace OpenEvent.Architecture.Tests;

/// <summary>The documentation names only what exists: types, files, settings, headings.</summary>
public partial class DocsTests
{
    private const string ArchitecturePage = "docs/architecture.md";

    private static readonly string[] Pages =
    [
        "README.md",
        "bench/README.md",
        .. Directory.EnumerateFiles(Path.Combine(Sources.Root, "docs"), "*.md", SearchOption.AllDirectories).Select(Sources.Relative),
    ];

    [Test]
    public void Every_type_member_and_path_on_the_architecture_page_exists() =>
        Assert.That(FindUnknownNames(Read(ArchitecturePage)), Is.Empty);

    [Test]
    public void An_unknown_name_is_detected() =>
        Assert.That(
            FindUnknownNames("`ListHandler` `NoSuchHandler` `Policy.NoSuchRule` `src/NoSuchFolder` `src/Domain`"),
            Is.EqualTo(["NoSuchHandler", "Policy.NoSuchRule", "src/NoSuchFolder"])
        );

    [Test]
    public void Every_project_and_module_has_a_row_on_the_architecture_page()
    {
        var page = Read(ArchitecturePage);
        var projects = Directory.GetDirectories(Path.Combine(Sources.Root, "src")).Select(Sources.Relative);
        var modules = Directory
            .GetDirectories(Path.Combine(Sources.Root, "src/Application"))
            .Select(Path.GetFileName)
            .Except(["bin", "obj", "Common", "Resources"]);
        Assert.That(projects.Concat(modules).Where(name => !page.Contains($"| `{name}` |", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Every_folder_of_more_than_25_files_has_a_reason_on_the_architecture_page()
    {
        var page = Read(ArchitecturePage);
        var large = Directory
            .EnumerateFiles(Path.Combine(Sources.Root, "src"), "*", SearchOption.AllDirectories)
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or "node_modules" or "wwwroot"))
            .GroupBy(file => Sources.Relative(Path.GetDirectoryName(file)!))
            .Where(folder => folder.Count() > 25)
            .Select(folder => folder.Key)
            .ToList();
        Assert.That(large, Is.Not.Empty, "the font folder shows that this test counts");
        Assert.That(large.Where(folder => !page.Contains($"| `{folder}` |", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void The_settings_page_has_every_key_and_no_other()
    {
        var keys = SettingsKeys();
        Assert.That(keys, Has.Count.GreaterThan(60));
        var listed = SettingsRow()
            .Matches(Read("docs/settings.md"))
            .SelectMany(row => CodeSpan().Matches(row.Groups[1].Value))
            .Select(span => span.Groups[1].Value)
            .Where(key => key.Contains(':', StringComparison.Ordinal))
            .ToHashSet();
        string[] withoutClass = ["Cors:Origins", "Lab:Devices:NAME", "Logging:LogLevel:SOURCE"];
        Assert.That(listed, Is.SupersetOf(keys.Except(["Lab:Devices", "Lab:Scripts", "Lab:Streams"])));
        Assert.That(listed.Except(keys).Except(withoutClass), Is.Empty);
    }

    [Test]
    public void Every_link_between_pages_leads_to_a_file_and_a_heading() =>
        Assert.That(Pages.SelectMany(page => FindDeadLinks(page, Read(page))), Is.Empty);

    [Test]
    public void No_page_points_to_a_specification_that_a_clone_does_not_have()
    {
        Assert.That(Pages.SelectMany(page => MissionPointer().Matches(Read(page)).Select(match => $"{page}: {match.Value}")), Is.Empty);
        Assert.That(MissionPointer().IsMatch("It is not copied (mission S6)."));
    }

    [Test]
    public void Commands_are_labelled_bash_and_use_the_names_of_the_tour()
    {
        Assert.That(Pages.SelectMany(page => OtherShellName().Matches(Read(page)).Select(match => $"{page}: {match.Value}")), Is.Empty);
        Assert.That(OtherShellName().Count("```sh\ncurl \"$SERVER/v1/events\" \"$url\"\n```"), Is.EqualTo(2));
    }

    [Test]
    public void A_dead_link_is_detected() =>
        Assert.That(
            FindDeadLinks("docs/x.md", "[a](architecture.md) [b](none.md) [c](architecture.md#modules) [d](architecture.md#none)"),
            Is.EqualTo(["docs/x.md: none.md", "docs/x.md: architecture.md#none"])
        );

    [Test]
    public void Every_page_that_a_comment_points_to_exists()
    {
        var files = new[] { "src", "tests", "bench" }
            .SelectMany(Sources.Files)
            .Where(file => !file.EndsWith("DocsTests.cs", StringComparison.Ordinal));
        Assert.That(files.SelectMany(file => FindDeadPointers(Sources.Relative(file), File.ReadAllText(file))), Is.Empty);
        Assert.That(FindDeadPointers("x.cs", "// see docs/reference/none.md#x\n// see docs/architecture.md"), Has.Exactly(1).Items);
        Assert.That(FindDeadPointers("x.cs", "// spec/openevent"), Has.Exactly(1).Items);
    }

    private static List<string> FindUnknownNames(string page)
    {
        var types = DeclaredTypes();
        List<string> unknown = [];
        foreach (var span in CodeSpan().Matches(page).Select(match => match.Groups[1].Value))
        {
            if (PathSpan().IsMatch(span))
            {
                if (!Path.Exists(Path.Combine(Sources.Root, span)))
                    unknown.Add(span);
            }
            else if (TypeSpan().Match(span) is { Success: true } name && !Directory.Exists(Path.Combine(Sources.Root, "src/Domain", span)))
            {
                var (type, member) = (name.Groups["type"].Value, name.Groups["member"].Value);
                if (
                    Directory.Exists(Path.Combine(Sources.Root, "src", type))
                    || Directory.Exists(Path.Combine(Sources.Root, "src/Application", type))
                )
                    continue;
                if (!types.TryGetValue(type, out var text) || !Regex.IsMatch(text, $@"\b{member}\b"))
                    unknown.Add(span);
            }
        }

        return unknown;
    }

    /// <summary>The text of the files that declare a type, by its name without type parameters.</summary>
    private static Dictionary<string, string> DeclaredTypes()
    {
        var types = new Dictionary<string, string>();
        foreach (var text in Sources.Files("src").Concat(Sources.Files("tests")).Select(File.ReadAllText))
        foreach (var name in TypeDeclaration().Matches(text).Select(match => match.Groups[1].Value))
            types[name] = types.GetValueOrDefault(name) + text;
        return types;
    }

    private static HashSet<string> SettingsKeys()
    {
        var types = DeclaredTypes();
        var sources = Sources.Files("src").Select(File.ReadAllText);
        return sources
            .SelectMany(text => SettingsRegistration().Matches(text))
            .SelectMany(match =>
                WritableProperty()
                    .Matches(types[match.Groups["class"].Value])
                    .Select(property => $"{match.Groups["section"].Value}:{property.Groups[1].Value}")
            )
            .ToHashSet();
    }

    private static IEnumerable<string> FindDeadLinks(string page, string text)
    {
        foreach (var target in MarkdownLink().Matches(text).Select(match => match.Groups[1].Value))
        {
            if (target.Contains("://", StringComparison.Ordinal))
                continue;
            var (path, anchor) = target.Split('#') is [var p, var a] ? (p, a) : (target, "");
            var file = path.Length == 0 ? Path.Combine(Sources.Root, page) : Path.Combine(Sources.Root, Path.GetDirectoryName(page)!, path);
            if (!Path.Exists(file) || !HasHeading(file, anchor))
                yield return $"{page}: {target}";
        }
    }

    private static IEnumerable<string> FindDeadPointers(string file, string text)
    {
        foreach (Match pointer in DocsPointer().Matches(text))
        {
            var path = Path.Combine(Sources.Root, pointer.Groups["path"].Value);
            if (IsDecision(path))
                continue;
            if (!Path.Exists(path) || !HasHeading(path, pointer.Groups["anchor"].Value))
                yield return $"{file}: {pointer.Value}";
        }

        foreach (Match pointer in SpecificationPointer().Matches(text))
            yield return $"{file}: {pointer.Value}";
    }

    /// <summary>A decision record may be named by its number alone: docs/decisions/020.</summary>
    private static bool IsDecision(string path) =>
        Path.GetFileName(Path.GetDirectoryName(path)) == "decisions"
        && Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + "-*.md").Any();

    /// <summary>GitHub's anchors: lower case, punctuation removed, blanks as dashes.</summary>
    private static bool HasHeading(string file, string anchor) =>
        anchor.Length == 0
        || !file.EndsWith(".md", StringComparison.Ordinal)
        || File.ReadLines(file)
            .Where(line => line.StartsWith('#'))
            .Select(line => NotInAnchors().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'))
            .Contains(anchor);

    private static string Read(string page) => File.ReadAllText(Path.Combine(Sources.Root, page));

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"^(src|tests|docs|bench|scripts)/[\w./-]+$")]
    private static partial Regex PathSpan();

    [GeneratedRegex(@"^(?<type>[A-Z]\w*[a-z]\w*)(\.(?<member>[A-Z]\w*))?(<\w+>)?$")]
    private static partial Regex TypeSpan();

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum) (?:struct |class )?([A-Z]\w*)")]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"AddSettings<(?:\w+\.)*(?<class>\w+)>\(""(?<section>[\w:]+)""\)", RegexOptions.ExplicitCapture)]
    private static partial Regex SettingsRegistration();

    [GeneratedRegex(@"^    public (?!static|const)(?:required )?[\w<>?,. ]+ (\w+) \{ get; (?:init|set); \}", RegexOptions.Multiline)]
    private static partial Regex WritableProperty();

    [GeneratedRegex(@"^\| ([^|]*) \|", RegexOptions.Multiline)]
    private static partial Regex SettingsRow();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex MarkdownLink();

    [GeneratedRegex(@"(?<![/\w])(?<path>docs/[\w/-]+(\.md)?)(#(?<anchor>[\w-]+))?", RegexOptions.ExplicitCapture)]
    private static partial Regex DocsPointer();

    [GeneratedRegex(@"\bspec/\w+|\b(behaviours|permissions|protocol|remote|clients|non-jsonapi|mission)\.md §?|architecture\.md §")]
    private static partial Regex SpecificationPointer();

    [GeneratedRegex(@"\bspec/\w+|\bmission S\d")]
    private static partial Regex MissionPointer();

    /// <summary>The tour has <c>$url</c>, <c>$token</c> and <c>$event</c>. Its blocks have here-strings, which sh does not know.</summary>
    [GeneratedRegex(@"^```sh$|\$(SERVER|TOKEN|EVENT|base|api)\b", RegexOptions.Multiline)]
    private static partial Regex OtherShellName();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();
}
