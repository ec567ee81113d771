using System.Text.RegularExpressions;
using NUnit.Framework;

namespace OpenEvent.Architecture.Tests;

/// <summary>Plain international English, and lines that fit on a screen (docs/contributing.md).</summary>
public partial class LanguageTests
{
    private const int MaxColumns = 140;

    /// <summary>Names that were replaced by the field's terms (docs/contributing.md#names).</summary>
    private static readonly HashSet<string> RetiredNames =
    [
        .. """
            House AddHouse Letter LetterKind OutgoingLetter MimeLetter Postbox PostServices ILetterWriter SendLetter Door Doors Passage
            Praise
            TimesAtTheDoor Guard SeatLedger CodeLedger Seal Gate IGate WasAsked Refused RefusalKind Admission Reentry IAccountTie IEventTie
            AccountWish PaymentWish RefundWish Bench IBench BenchBroker BookBench LookAtBench SeenBench Tenure BookingDesk NewRows RowPlan
            Asked Splice Compiled Prepared Preparation PreparedBy Begun ProviderNews ReceiveProviderNews PaymentSweep SettleOrder TokenMint
            TokenFault TokenReading Banner Says Piece IWork OwnWork JoinedWork OwnUseCases EffectOutside OwnAddress WhoAmI TellName
            CountPeople CountOrders
            RemindOfInvoices TakeCheckInBack FollowUpEvents ThankSpeakers DailyWork DailyRound Judge Storm News Till BoardClock Laden
            EventCopyAccess InviteEmailSender RevokeRoleInvite SendAnnouncements
            """.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries),
    ];

    /// <summary>All C# files but this one, which quotes what it looks for.</summary>
    private static readonly string[] Files =
    [
        .. new[] { "src", "tests", "bench" }
            .SelectMany(Sources.Files)
            .Where(file => !file.EndsWith("LanguageTests.cs", StringComparison.Ordinal)),
    ];

    [Test]
    public void No_line_has_more_than_140_characters()
    {
        Assert.That(Files.SelectMany(file => FindLongLines(Sources.Relative(file), File.ReadLines(file))), Is.Empty);
        Assert.That(FindLongLines("x", [new string('x', MaxColumns), new string('x', MaxColumns + 1)]), Is.EqualTo(["x:2"]));
    }

    [Test]
    public void No_type_or_member_has_a_retired_name()
    {
        Assert.That(Files.SelectMany(file => FindRetiredNames(Sources.Relative(file), File.ReadAllText(file))), Is.Empty);
        Assert.That(
            FindRetiredNames("x", "internal sealed class Gate : IGate\n{\n    public bool WasAsked { get; }\n    private void Says()"),
            Has.Exactly(3).Items
        );
    }

    [Test]
    public void People_are_they_and_comments_are_plain()
    {
        Assert.That(Files.SelectMany(file => FindWords(Sources.Relative(file), CommentsAndTexts(File.ReadAllText(file)))), Is.Empty);
        var pages = Directory.EnumerateFiles(Path.Combine(Sources.Root, "docs"), "*.md", SearchOption.AllDirectories);
        Assert.That(
            pages
                .Append(Path.Combine(Sources.Root, "README.md"))
                .Append(Path.Combine(Sources.Root, "bench/README.md"))
                .SelectMany(file => FindWords(Sources.Relative(file), File.ReadAllText(file))),
            Is.Empty
        );
        Assert.That(FindWords("x", "// Whoever asks gets his ticket."), Has.Exactly(2).Items);
        Assert.That(FindWords("x", "// The buyer gets their ticket."), Is.Empty);
    }

    private static IEnumerable<string> FindLongLines(string file, IEnumerable<string> lines) =>
        lines.Select((line, i) => (line, i)).Where(l => l.line.Length > MaxColumns).Select(l => $"{file}:{l.i + 1}");

    private static IEnumerable<string> FindRetiredNames(string file, string text) =>
        Declaration()
            .Matches(text)
            .Select(match => match.Groups["name"].Value)
            .Where(RetiredNames.Contains)
            .Select(name => $"{file}: {name}");

    private static string CommentsAndTexts(string code) => string.Join('\n', CommentOrText().Matches(code).Select(match => match.Value));

    private static IEnumerable<string> FindWords(string file, string text) =>
        Words().Matches(text).Select(match => $"{file}: {match.Value}");

    [GeneratedRegex(
        @"^ *((public|internal|private|protected|static|sealed|abstract|override|virtual|async|readonly|partial|const|required) )+"
            + @"([\w<>?,.\[\]]+ )*?(?<name>[A-Z]\w+)(?= ?[({:;=]|$)",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline
    )]
    private static partial Regex Declaration();

    [GeneratedRegex(@"//.*$|""[^""\n]*""", RegexOptions.Multiline)]
    private static partial Regex CommentOrText();

    [GeneratedRegex(@"\b(he|his|him|himself|she|her|hers|whoever|for ever|somebody|somebody else)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Words();
}
