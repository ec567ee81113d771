using NUnit.Framework;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Tests.Common;

public sealed class TextLimitTests
{
    [TestCase("abc", 3, "abc")]
    [TestCase("abcd", 3, "abc")]
    [TestCase("ab😀", 3, "ab")]
    [TestCase("ab😀", 4, "ab😀")]
    [TestCase("😀b", 2, "😀")]
    public void A_text_is_shortened_without_dividing_a_surrogate_pair(string text, int maxLength, string expected) =>
        Assert.That(TextLimit.Shorten(text, maxLength), Is.EqualTo(expected));
}
