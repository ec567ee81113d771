using System.Text.RegularExpressions;
using NUnit.Framework;
using OpenEvent.Application.Lab;
using OpenEvent.Domain.Common;

namespace OpenEvent.Architecture.Tests;

/// <summary>docs/errors.md lists the codes that the server sends, and no others.</summary>
public partial class ErrorCodesTests
{
    private const string Page = "docs/errors.md";

    [Test]
    public void The_page_has_every_code_and_no_other()
    {
        var codes = Codes(typeof(ProblemCode)).Concat(Codes(typeof(DeviceCodes))).Concat(Codes(typeof(SandboxCodes))).ToList();
        Assert.That(codes, Is.Unique);
        Assert.That(FindListed(File.ReadAllText(Path.Combine(Sources.Root, Page))), Is.EquivalentTo(codes));
    }

    [Test]
    public void A_row_without_a_code_is_not_read() =>
        Assert.That(FindListed("| code | status |\n|---|---|\n| `gone` | 410 |\n| gone | 410 |\n"), Is.EqualTo(["gone"]));

    [Test]
    public void No_file_sends_a_literal_code()
    {
        Assert.That(
            Sources.Files("src").SelectMany(file => FindLiterals(File.ReadAllText(file)).Select(l => $"{Sources.Relative(file)}: {l}")),
            Is.Empty
        );
        Assert.That(FindLiterals("new Problem(\"x\", Code: \"new-code\")"), Has.Exactly(1).Items);
        Assert.That(FindLiterals("RejectedException.Forbidden(\"x\", code: ProblemCode.Gone)"), Is.Empty);
    }

    [Test]
    public void Every_code_of_a_status_is_a_constant() =>
        Assert.That(Enumerable.Range(400, 200).Select(ProblemCode.Of).Distinct(), Is.SubsetOf(Codes(typeof(ProblemCode))));

    private static IEnumerable<string> Codes(Type type) =>
        type.GetFields().Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!);

    private static IEnumerable<string> FindListed(string page) => Row().Matches(page).Select(m => m.Groups[1].Value);

    private static IEnumerable<string> FindLiterals(string code) => Literal().Matches(code).Select(m => m.Value);

    [GeneratedRegex(@"^\| `([a-z_-]+)` \| \d{3} \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\b[Cc]ode: ""[^""]*""")]
    private static partial Regex Literal();
}
