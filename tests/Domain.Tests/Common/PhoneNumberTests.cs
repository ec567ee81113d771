using NUnit.Framework;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Tests.Common;

public sealed class PhoneNumberTests
{
    [TestCase("112", true)]
    [TestCase("+49 30 123456", true)]
    [TestCase("(030) 123-456/78", true)]
    [TestCase("+1.415.555.0132 ext. 12", true)]
    [TestCase("+1 415 555 0132x12", true)]
    [TestCase("030 123, 0171 456", true)]
    [TestCase("tel:+49-30-123456", true)]
    [TestCase("\u0660\u0661\u0662 \u0663", true)]
    [TestCase("+49\u00A030\u202F123456", true)]
    [TestCase("\u202A+49 30 1\u202C", true)]
    [TestCase("tel 123456", false)]
    [TestCase("+49 30 1\n", false)]
    [TestCase("12", false)]
    [TestCase("+--()", false)]
    [TestCase("123<script>", false)]
    [TestCase("https://example.org/123", false)]
    [TestCase("123\n456", false)]
    [TestCase("=123+456", false)]
    public void Digits_and_what_people_write_between_them_are_a_phone_number(string text, bool isValid) =>
        Assert.That(PhoneNumber.IsValid(text), Is.EqualTo(isValid));

    [Test]
    public void A_phone_number_has_at_most_100_characters() =>
        Assert.That((PhoneNumber.IsValid(new string('1', 100)), PhoneNumber.IsValid(new string('1', 101))), Is.EqualTo((true, false)));
}
