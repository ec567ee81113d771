using NUnit.Framework;

namespace OpenEvent.Architecture.Tests;

/// <summary>Tests wait with <c>Eventually</c>, which has a limit and says what was awaited. They do not sleep.</summary>
public class WaitingTests
{
    /// <summary>Files that pause for another reason.</summary>
    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["tests/Testing/Eventually.cs"] = "the pause between two reads",
        ["tests/Application.Tests/RecurringJobTests.cs"] = "a job that runs until it is cancelled",
        ["tests/WebApi.Tests/TestingMode/TestClockTests.cs"] = "what waits on the clock that the test moves",
        ["tests/PSLab.Tests/Link/BoardLinkTests.cs"] = "refers to no other project; its own limit is two minutes",
        ["tests/Architecture.Tests/WaitingTests.cs"] = "the words that are searched for",
    };

    [Test]
    public void Only_Eventually_pauses() =>
        Assert.That(
            Sources.Files("tests").Where(file => Pauses(File.ReadAllText(file))).Select(Sources.Relative),
            Is.EquivalentTo(Exceptions.Keys)
        );

    [Test]
    public void Pauses_are_detected()
    {
        Assert.That(Pauses("while (!done) await Task.Delay(20);"));
        Assert.That(Pauses("Thread.Sleep(1);"));
        Assert.That(Pauses("await Eventually.IsTrueAsync(what, () => done);"), Is.False);
    }

    private static bool Pauses(string text) =>
        text.Contains("Task.Delay(", StringComparison.Ordinal) || text.Contains("Thread.Sleep(", StringComparison.Ordinal);
}
