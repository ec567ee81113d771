using NUnit.Framework;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Tests.Common;

public sealed class EmailAddressTests
{
    private static readonly string Longest = "a@" + new string('b', 250) + ".c";

    [TestCase("a@b", false)]
    [TestCase("a@b.c", true)]
    [TestCase("a@localhost", true)]
    [TestCase(".a@b.c", false)]
    [TestCase("a.@b.c", false)]
    [TestCase("a..b@c.d", false)]
    [TestCase("a\u200B@b.c", false)]
    [TestCase("a@.b", false)]
    [TestCase("a@b..c", false)]
    [TestCase("a@b@c.d", false)]
    [TestCase("a(b)@c.d", false)]
    [TestCase("\"a\"@c.d", false)]
    [TestCase("a@b.", false)]
    [TestCase("a;b@c.d", false)]
    [TestCase("a>@c.d", false)]
    [TestCase("a\u0007@c.d", false)]
    [TestCase("zoë@例え.jp", true)]
    [TestCase("\U0001F600@b.c", false)]
    [TestCase("", false)]
    public void Addresses_have_two_parts_and_no_characters_of_headers(string text, bool isValid) =>
        Assert.That(EmailAddress.IsValid(text), Is.EqualTo(isValid));

    [Test]
    public void Addresses_have_at_most_254_characters() =>
        Assert.That((EmailAddress.IsValid(Longest), EmailAddress.IsValid(Longest + "c")), Is.EqualTo((true, false)));
}
