using NUnit.Framework;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Tests.Events;

public sealed class SlugTests
{
    [TestCase("Science & Technology", "science-technology")]
    [TestCase("  Film, Media -- 2026! ", "film-media-2026")]
    [TestCase("...", "")]
    [TestCase("日本 祭", "日本-祭")]
    public void A_slug_consists_of_the_words_of_the_name(string name, string slug) => Assert.That(Slug.FromName(name), Is.EqualTo(slug));
}
