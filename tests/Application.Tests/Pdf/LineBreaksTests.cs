using NUnit.Framework;
using OpenEvent.Infrastructure.Pdf;

namespace OpenEvent.Application.Tests.Pdf;

[Parallelizable(ParallelScope.All)]
public sealed class LineBreaksTests
{
    [TestCase("งาน ประชุม ซอฟต์แวร์ เสรี แห่ง เอเชีย ครั้ง ที่ สิบ เจ็ด และ วัน เปิด ห้อง ปฏิบัติ การ", "Thai")]
    [TestCase("ພາສາ ລາວ ເປັນ ພາສາ", "Lao")]
    [TestCase("ភាសាខ្មែរ ជា ភាសាផ្លូវការ", "Khmer")]
    [TestCase("မြန်မာဘာသာ စကား သည်", "Burmese")]
    public void Text_without_spaces_breaks_between_words(string words, string script)
    {
        var expected = words.Split(' ');
        var text = string.Concat(expected);
        var ends = expected.Select((_, i) => expected.Take(i + 1).Sum(word => word.Length));
        Assert.That(LineBreaks.Find(text), Is.EquivalentTo(ends), script);
    }

    [Test]
    public void Lines_of_a_Thai_name_end_at_words_at_every_width()
    {
        string[] words =
        [
            "งาน",
            "ประชุม",
            "ซอฟต์แวร์",
            "เสรี",
            "แห่ง",
            "เอเชีย",
            "ครั้ง",
            "ที่",
            "สิบ",
            "เจ็ด",
            "และ",
            "วัน",
            "เปิด",
            "ห้อง",
        ];
        for (var width = 80; width < 400; width += 10)
        {
            var lines = TextBlock.Fit(string.Concat(words), width, 20, font: false, 14).Lines.Select(line => line.Text).ToArray();
            var left = new Queue<string>(words);
            foreach (var line in lines)
            {
                var read = "";
                while (read.Length < line.Length)
                    read += left.Dequeue();
                Assert.That(read, Is.EqualTo(line), $"width {width}");
            }

            Assert.That(left, Is.Empty);
        }
    }

    [Test]
    public void A_word_wider_than_the_line_breaks_between_clusters()
    {
        var lines = TextBlock.Fit("ซอฟต์แวร์ซอฟต์แวร์", 30, 20, font: false, 14).Lines.Select(line => line.Text).ToArray();
        Assert.That(string.Concat(lines), Is.EqualTo("ซอฟต์แวร์ซอฟต์แวร์"));
        Assert.That(lines.Select(line => line[0]), Has.None.EqualTo('\u0E4C').And.None.EqualTo('\u0E31'));
    }

    [TestCase("Hauptstraße 12, Berlin", ExpectedResult = "Hauptstraße |12, |Berlin")]
    [TestCase("Open-Source (frei) 50%", ExpectedResult = "Open-|Source |(frei) |50%")]
    [TestCase(
        "50 %, 50\u00A0%",
        ExpectedResult = "50 |%, |50\u00A0%",
        Description = "any space is a break (LB18), unless it is a no-break space"
    )]
    [TestCase("Raum -5, 10:30–12:00", ExpectedResult = "Raum |-5, |10:30–|12:00")]
    [TestCase("自由软件。大会", ExpectedResult = "自|由|软|件。|大|会")]
    [TestCase("「自由」ソフト", ExpectedResult = "「自|由」|ソ|フ|ト")]
    [TestCase("👩‍🚀🎉", ExpectedResult = "👩‍🚀|🎉")]
    public string Breaks_follow_UAX_14(string text)
    {
        var breaks = LineBreaks.Find(text);
        return string.Concat(text.Select((c, i) => i > 0 && breaks.Contains(i) ? $"|{c}" : $"{c}"));
    }

    [Test]
    public void Many_threads_find_the_same_breaks_as_one()
    {
        string[] words = ["งานประชุม", "ซอฟต์แวร์เสรี", "ភាសាខ្មែរ", "မြန်မာဘာသာ", "ພາສາລາວ", "Berlin 2026", "自由软件"];
        var texts = Enumerable.Range(0, 300).Select(i => words[i % 7] + words[i / 7 % 7] + words[i / 49 % 7]).ToArray();
        var expected = Array.ConvertAll(texts, FindInOrder);
        Assert.That(texts.AsParallel().AsOrdered().WithDegreeOfParallelism(8).Select(FindInOrder), Is.EqualTo(expected));

        static string FindInOrder(string text) => string.Join(' ', LineBreaks.Find(text).Order());
    }

    [Test]
    public void A_shortened_name_without_spaces_gets_none()
    {
        var name = string.Concat(Enumerable.Repeat("งานประชุมซอฟต์แวร์เสรี", 10));
        var lines = TextBlock.Fit(name, 150, 2, font: false, 14).Lines.Select(line => line.Text).ToArray();
        Assert.That(name, Does.StartWith(string.Concat(lines).TrimEnd('…')));
        Assert.That(lines[^1], Does.EndWith("…"));
    }
}
