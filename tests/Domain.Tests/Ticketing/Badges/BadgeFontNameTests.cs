using NUnit.Framework;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

public class BadgeFontNameTests
{
    [TestCase("Times New Roman", BadgeFont.Serif)]
    [TestCase("Noto Serif", BadgeFont.Serif)]
    [TestCase("georgia, serif", BadgeFont.Serif)]
    [TestCase("Courier New", BadgeFont.Mono)]
    [TestCase("monospace", BadgeFont.Mono)]
    [TestCase("sans-serif", BadgeFont.Sans)]
    [TestCase("Arial", BadgeFont.Sans)]
    [TestCase("Comic Papyrus", BadgeFont.Sans)]
    [TestCase("", BadgeFont.Sans)]
    [TestCase(null, BadgeFont.Sans)]
    public void A_font_name_selects_the_typeface_that_looks_like_it(string? name, BadgeFont font) =>
        Assert.That(BadgeFontName.Parse(name), Is.EqualTo(font));
}
