using NUnit.Framework;
using OpenEvent.Application.Resources;

namespace OpenEvent.Application.Tests.Resources;

public sealed class HtmlCleanerTests
{
    [TestCase("<p>Hi <strong>you</strong></p>", "<p>Hi <strong>you</strong></p>")]
    [TestCase(
        "a & b http://a.b/?x=1&y=2 <3",
        "a &amp; b <a href=\"http://a.b/?x=1&amp;y=2\" rel=\"nofollow noopener\">http://a.b/?x=1&amp;y=2</a> &lt;3"
    )]
    [TestCase("<a href=\"https://a.b\">http://a.b</a>", "<a href=\"https://a.b\" rel=\"nofollow noopener\">http://a.b</a>")]
    [TestCase("<pre>http://a.b</pre>", "<pre>http://a.b</pre>")]
    public void Texts_are_escaped_and_linked(string html, string clean)
    {
        Assert.That(HtmlCleaner.Clean(html), Is.EqualTo(clean));
        Assert.That(HtmlCleaner.Clean(clean), Is.EqualTo(clean), "What is clean does not change.");
    }

    [TestCase("<b>")]
    [TestCase("<ul><li>")]
    [TestCase("<div><p><i>")]
    [TestCase("<x>")]
    [TestCase("<b></x>")]
    public void Tags_nested_too_deep_are_rejected(string tag)
    {
        var deep = string.Concat(Enumerable.Repeat(tag, 40_000));
        Assert.That(() => HtmlCleaner.Clean(deep), Throws.TypeOf<InvalidValueException>().With.Message.Contains("levels of nested tags"));
    }

    [Test]
    public void Tags_that_multiply_are_rejected() =>
        Assert.That(
            () =>
                HtmlCleaner.Clean(
                    string.Concat(Enumerable.Range(0, 45).Select(i => $"<p><b id={i}>")) + string.Concat(Enumerable.Repeat("<p>x", 5_000))
                ),
            Throws.TypeOf<InvalidValueException>()
        );

    [TestCase("<b>x</b>")]
    [TestCase("<p>x")]
    [TestCase("<p>x</p><br>")]
    public void Many_tags_side_by_side_are_kept(string tag)
    {
        var flat = string.Concat(Enumerable.Repeat(tag, 2_000));
        Assert.That(HtmlCleaner.Clean(flat).Split('x'), Has.Length.EqualTo(2_001));
    }

    [Test]
    public void Lists_in_lists_are_kept_up_to_the_limit()
    {
        string Nest(int levels) =>
            string.Concat(Enumerable.Repeat("<div>", levels)) + "x" + string.Concat(Enumerable.Repeat("</div>", levels));
        Assert.That(HtmlCleaner.Clean(Nest(HtmlCleaner.MaxDepth)), Is.EqualTo(Nest(HtmlCleaner.MaxDepth)));
        Assert.That(() => HtmlCleaner.Clean(Nest(HtmlCleaner.MaxDepth + 1)), Throws.TypeOf<InvalidValueException>());
    }
}
