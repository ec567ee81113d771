using NUnit.Framework;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

public class BadgeColorTests
{
    [TestCase("#fff", 0xFFFFFF)]
    [TestCase("#0b63ce", 0x0B63CE)]
    [TestCase("#0B63CE80", 0x0B63CE)]
    [TestCase(" red ", 0xFF0000)]
    public void Colours_are_those_of_CSS(string text, int expected) => Assert.That(BadgeColor.Parse(text), Is.EqualTo(expected));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("#12")]
    [TestCase("#ggg")]
    [TestCase("url(http://evil.example)")]
    public void Other_texts_are_no_colours(string? text) => Assert.That(BadgeColor.Parse(text), Is.Null);
}
