using NUnit.Framework;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Tests.Common;

public sealed class NormalFormCTests
{
    [TestCase("Zoe\u0308", "Zoë")]
    [TestCase("\u212B", "Å", Description = "The Ångström sign is the letter.")]
    [TestCase("a\u0315\u0300\u05ae\u0300b", "\u00e0\u05ae\u0300\u0315b", Description = "Marks are sorted by class.")]
    [TestCase("\u1100\u1161\u11a8", "각", Description = "Hangul is composed by rule.")]
    [TestCase("\uAC00\u11a8", "각")]
    [TestCase("\u0958", "\u0915\u093c", Description = "Some pairs are never composed.")]
    [TestCase("s\u0323\u0307", "\u1e69")]
    [TestCase("s\u0307\u0323", "\u1e69")]
    [TestCase("\U0001D15E", "\U0001D157\U0001D165", Description = "Beyond the first plane.")]
    public void Equal_texts_get_equal_characters(string written, string normal)
    {
        Assert.That(NormalFormC.Of(written), Is.EqualTo(normal));
        Assert.That(NormalFormC.Of(normal), Is.EqualTo(normal));
    }

    [TestCase("")]
    [TestCase("Plain")]
    [TestCase("Zoë मुंबई 東京 😀 각")]
    public void Texts_in_normal_form_do_not_change(string text) => Assert.That(NormalFormC.Of(text), Is.EqualTo(text));
}
