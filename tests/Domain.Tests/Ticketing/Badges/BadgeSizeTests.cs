using NUnit.Framework;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Domain.Tests.Ticketing;

public class BadgeSizeTests
{
    [TestCase("4x3", null, 216, 288)]
    [TestCase("3x4", "Portrait", 216, 288)]
    [TestCase("4x3", "Landscape", 288, 216)]
    [TestCase("4\" x 6\"", "landscape", 432, 288)]
    [TestCase("101.6 × 50.8 mm", null, 144, 288)]
    [TestCase("10.16x5.08cm", null, 144, 288)]
    public void Sizes_are_lengths_in_inches_unless_a_unit_follows(string size, string? orientation, double width, double height)
    {
        var parsed = BadgeSize.Parse(size, orientation);
        Assert.That((parsed.Width, parsed.Height), Is.EqualTo((width, height)).Within(0.01));
    }

    [Test]
    public void Paper_formats_have_names() => Assert.That(BadgeSize.Parse(" a6 ", null).Width, Is.EqualTo(297.6).Within(0.1));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("example")]
    [TestCase("3x")]
    [TestCase("-3x4")]
    [TestCase("99999999999x4")]
    public void What_is_no_size_is_three_by_four_inches(string? size) =>
        Assert.That(BadgeSize.Parse(size, null), Is.EqualTo(new BadgeSize(216, 288)));

    [Test]
    public void Sizes_are_limited()
    {
        var parsed = BadgeSize.Parse("0x9999", null);
        Assert.That((parsed.Width, parsed.Height), Is.EqualTo((56.69, 1190.55)).Within(0.01));
    }
}
