using NUnit.Framework;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Tests.Common;

public sealed class WebAddressTests
{
    [TestCase("https://example.org/a?b=1#c", true)]
    [TestCase("http://example.org", true)]
    [TestCase("/v1/events/1", true)]
    [TestCase("javascript:alert(1)", false)]
    [TestCase("JavaScript://example.org/%0aalert(1)", false)]
    [TestCase(" javascript:alert(1)", false)]
    [TestCase("data:text/html,x", false)]
    [TestCase("ftp://example.org", false)]
    [TestCase("example.org", false)]
    public void Addresses_are_http_or_https(string url, bool isValid) => Assert.That(WebAddress.IsValid(url), Is.EqualTo(isValid));

    [Test]
    public void Addresses_have_a_maximum_length()
    {
        var url = "https://example.org/".PadRight(WebAddress.MaxLength, 'x');
        Assert.That((WebAddress.IsValid(url), WebAddress.IsValid(url + "x")), Is.EqualTo((true, false)));
    }
}
