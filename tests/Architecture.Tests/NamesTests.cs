using System.Text.RegularExpressions;
using Mono.Cecil;
using NUnit.Framework;

namespace OpenEvent.Architecture.Tests;

/// <summary>Names say concepts, files are named for what they hold, and no file outgrows a reader.</summary>
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

    /// <summary>Names with a forbidden part that stay, and why.</summary>
    private static readonly Dictionary<string, string> Allowed = new() { ["IData"] = "the design's own name of the port to the database" };

    /// <summary>Files of more than 300 lines, and why.</summary>
    private static readonly Dictionary<string, string> Long = new()
    {
        ["BoardLink.cs"] = "one conversation with a board, whose states cannot be told apart file by file",
    };

    /// <summary>Files whose name is not their type's, and why.</summary>
    private static readonly Dictionary<string, string> Named = new()
    {
        ["ResourceOfT.cs"] = "Resource<T>, beside Resource",
        ["Rows.cs"] = "what the stand-in Stripe keeps and says: a row each",
        ["RelationshipOfTarget.cs"] = "Relationship<T, TTarget>, beside Relationship",
    };

    [Test]
    public void No_type_has_a_name_that_says_nothing() => Assert.That(Code.Projects.SelectMany(Code.Types).SelectMany(Emptiness), Is.Empty);

    [Test]
    public void The_name_test_would_notice() =>
        Assert.That(Code.Wrong.SelectMany(Emptiness), Is.EquivalentTo(["OrderManager", "FaqDto", "OrderManager/SeatHelper"]));

    [Test]
    public void Every_file_is_named_for_its_type()
    {
        Assert.That(
            Sources.Files("src").Where(f => !IsNamedForItsType(Path.GetFileName(f), File.ReadAllText(f))).Select(Sources.Relative),
            Is.Empty
        );
        Assert.That(
            Sources.Files("tests").Where(f => !IsNamedForItsType(Path.GetFileName(f), File.ReadAllText(f))).Select(Sources.Relative),
            Is.Empty
        );
    }

    [Test]
    public void The_file_test_would_notice()
    {
        Assert.That(IsNamedForItsType("Ticket.cs", "namespace X;\n\npublic sealed class Order\n{\n}\n"), Is.False);
        Assert.That(IsNamedForItsType("OrderLetters.cs", "namespace X;\n\npublic sealed class Order\n{\n}\n"), Is.False);
        Assert.That(IsNamedForItsType("Order.cs", "namespace X;\n\ninternal sealed partial record Order(int A);\n"));
    }

    [Test]
    public void No_file_is_longer_than_300_lines_without_a_reason() =>
        Assert.That(
            Sources
                .Files("src")
                .Concat(Sources.Files("tests"))
                .Where(f => IsTooLong(File.ReadLines(f)) && !Long.ContainsKey(Path.GetFileName(f)))
                .Select(Sources.Relative),
            Is.Empty
        );

    [Test]
    public void The_length_test_would_notice() => Assert.That(IsTooLong(Enumerable.Repeat("", 301)));

    private static bool IsTooLong(IEnumerable<string> lines) => lines.Skip(300).Any();

    private static IEnumerable<string> Emptiness(TypeDefinition type)
    {
        var own = type.Name.Contains('<', StringComparison.Ordinal) ? [] : new[] { type };
        return own.Where(t =>
                !Allowed.ContainsKey(t.Name) && Words().Matches(t.Name.Split('`')[0]).Select(m => m.Value).Intersect(Forbidden).Any()
            )
            .Select(t => t.FullName[(t.FullName.LastIndexOf('.') + 1)..])
            .Concat(type.NestedTypes.SelectMany(Emptiness));
    }

    /// <summary>
    /// A file holds the type that it is named for, or, named by a plural, types that end in the singular (OrderLetters: letters of orders). Small
    /// companions of that one concept may stand beside it.
    /// </summary>
    private static bool IsNamedForItsType(string file, string text)
    {
        if (Named.ContainsKey(file))
            return true;
        // A part of a partial type has the type's name before the part's: Commands.Timing.cs.
        var name = file[..^".cs".Length].Split('.')[0];
        var types = TopLevel().Matches(text).Select(m => m.Groups["name"].Value).ToList();
        if (types.Count == 0)
            return !text.Contains("class ", StringComparison.Ordinal); // assembly attributes, global usings
        return types.Contains(name) || (Words().Matches(name)[^1].Value is [_, .., 's'] plural && IsListOf(plural, text, types));
    }

    private static bool IsListOf(string plural, string text, List<string> types) =>
        types.TrueForAll(t =>
            t.EndsWith(plural[..^1], StringComparison.Ordinal)
            || Regex.IsMatch(text, $@"\b{t}\b[^;{{]*: {plural[..^1]}\b", RegexOptions.Singleline)
            || text.Contains($"<{t}>", StringComparison.Ordinal)
        );

    [GeneratedRegex(
        @"^(?:(?:public|internal|file|static|sealed|abstract|partial|readonly|ref|unsafe) )*(?:class|record struct|record class|record|struct|interface|enum|delegate [\w<>?,]+) (?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex TopLevel();

    [GeneratedRegex(@"[A-Z]+(?![a-z])|[A-Z][a-z0-9]*", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
