using System.Text.RegularExpressions;
using Mono.Cecil;
using NUnit.Framework;

namespace OpenEvent.Architecture.Tests;

/// <summary>Type names avoid words without meaning, files are named after their types, and files stay short.</summary>
public partial class NamesTests
{
    private static readonly string[] Forbidden =
    [
        "Manager",
        "Helper",
        "Helpers",
        "Util",
        "Utils",
        "Utility",
        "Service",
        "Base",
        "Dto",
        "Vm",
        "Impl",
        "Data",
    ];

    private const string ServiceAccount = "the term for an account of a program";

    /// <summary>Names with a forbidden part that stay, and why.</summary>
    private static readonly Dictionary<string, string> ExemptNames = new()
    {
        ["IData"] = "the application's interface to the database",
        ["CreateServiceAccount"] = ServiceAccount,
        ["DeleteServiceAccount"] = ServiceAccount,
        ["ServiceAccount"] = ServiceAccount,
        ["ServiceAccountMapping"] = ServiceAccount,
        ["ServiceAccountPolicy"] = ServiceAccount,
        ["ServiceAccounts"] = ServiceAccount,
        ["ServiceAddress"] = ServiceAccount,
    };

    /// <summary>Files of more than 300 lines, and why.</summary>
    private static readonly Dictionary<string, string> ExemptLongFiles = new()
    {
        ["ReplicaTests.cs"] = "one fixture, because its two databases and four nodes take long to start",
    };

    /// <summary>Files that are not named after their type, and why.</summary>
    private static readonly Dictionary<string, string> ExemptFileNames = new()
    {
        ["ResourceDeclarations.cs"] = "the methods of Resource<T> that declare",
        ["ResourceOfT.cs"] = "Resource<T>, beside Resource",
        ["StripeObjects.cs"] = "the objects that the Stripe stub stores and returns",
        ["RelationshipOfTarget.cs"] = "Relationship<T, TTarget>, beside Relationship",
    };

    [Test]
    public void No_type_has_a_forbidden_name() =>
        Assert.That(CompiledCode.Projects.SelectMany(CompiledCode.Types).SelectMany(FindForbiddenNames), Is.Empty);

    [Test]
    public void Name_test_detects_violations() =>
        Assert.That(
            CompiledCode.WrongTypes.SelectMany(FindForbiddenNames),
            Is.EquivalentTo(["OrderManager", "FaqDto", "OrderManager/SeatHelper"])
        );

    [Test]
    public void Every_file_is_named_after_its_type()
    {
        Assert.That(
            Sources.Files("src").Where(f => !IsNamedAfterItsType(Path.GetFileName(f), File.ReadAllText(f))).Select(Sources.Relative),
            Is.Empty
        );
        Assert.That(
            Sources.Files("tests").Where(f => !IsNamedAfterItsType(Path.GetFileName(f), File.ReadAllText(f))).Select(Sources.Relative),
            Is.Empty
        );
    }

    [Test]
    public void File_name_test_detects_violations()
    {
        Assert.That(IsNamedAfterItsType("Ticket.cs", "namespace X;\n\npublic sealed class Order\n{\n}\n"), Is.False);
        Assert.That(IsNamedAfterItsType("OrderEmails.cs", "namespace X;\n\npublic sealed class Order\n{\n}\n"), Is.False);
        Assert.That(IsNamedAfterItsType("Order.cs", "namespace X;\n\ninternal sealed partial record Order(int A);\n"));
    }

    [Test]
    public void No_file_is_longer_than_300_lines_without_a_reason() =>
        Assert.That(
            Sources
                .Files("src")
                .Concat(Sources.Files("tests"))
                .Where(f => IsTooLong(File.ReadLines(f)) && !ExemptLongFiles.ContainsKey(Path.GetFileName(f)))
                .Select(Sources.Relative),
            Is.Empty
        );

    [Test]
    public void Length_test_detects_violations() => Assert.That(IsTooLong(Enumerable.Repeat("", 301)));

    private static bool IsTooLong(IEnumerable<string> lines) => lines.Skip(300).Any();

    private static IEnumerable<string> FindForbiddenNames(TypeDefinition type)
    {
        var own = type.Name.Contains('<', StringComparison.Ordinal) ? [] : new[] { type };
        return own.Where(t =>
                !ExemptNames.ContainsKey(t.Name)
                && NameParts().Matches(t.Name.Split('`')[0]).Select(m => m.Value).Intersect(Forbidden).Any()
            )
            .Select(t => t.FullName[(t.FullName.LastIndexOf('.') + 1)..])
            .Concat(type.NestedTypes.SelectMany(FindForbiddenNames));
    }

    /// <summary>
    /// A file contains the type that it is named after. A file named with a plural contains types that end in the singular
    /// (OrderEmails.cs: e-mails about orders). Small related types may be in the same file.
    /// </summary>
    private static bool IsNamedAfterItsType(string file, string text)
    {
        if (ExemptFileNames.ContainsKey(file))
            return true;
        // A file with a part of a partial type starts with the type's name: Commands.Timing.cs.
        var name = file[..^".cs".Length].Split('.')[0];
        var types = TopLevelTypes().Matches(text).Select(m => m.Groups["name"].Value).ToList();
        if (types.Count == 0)
            return !text.Contains("class ", StringComparison.Ordinal); // assembly attributes, global usings
        return types.Contains(name) || (NameParts().Matches(name)[^1].Value is [_, .., 's'] plural && IsPluralOf(plural, text, types));
    }

    private static bool IsPluralOf(string plural, string text, List<string> types) =>
        types.TrueForAll(t =>
            t.EndsWith(plural[..^1], StringComparison.Ordinal)
            || Regex.IsMatch(text, $@"\b{t}\b[^;{{]*: {plural[..^1]}(Message)?\b", RegexOptions.Singleline)
            || text.Contains($"<{t}>", StringComparison.Ordinal)
        );

    [GeneratedRegex(
        "^(?:(?:public|internal|file|static|sealed|abstract|partial|readonly|ref|unsafe) )*"
            + @"(?:class|record struct|record class|record|struct|interface|enum|delegate [\w<>?,]+) (?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex TopLevelTypes();

    [GeneratedRegex(@"[A-Z]+(?![a-z])|[A-Z][a-z0-9]*", RegexOptions.CultureInvariant)]
    private static partial Regex NameParts();
}
