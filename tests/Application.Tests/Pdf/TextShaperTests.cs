using HarfBuzzSharp;
using NUnit.Framework;
using OpenEvent.Infrastructure.Pdf;

namespace OpenEvent.Application.Tests.Pdf;

public sealed class TextShaperTests
{
    private static ShapedLine Shape(string text) => TextShaper.Shape(text, false, BidiAlgorithm.BaseLevel(text));

    private static uint[] Glyphs(string text) =>
        [.. Shape(text).Runs.SelectMany(run => run.Clusters).SelectMany(cluster => cluster.Glyphs).Select(glyph => glyph.Id)];

    private static uint[] GetNominalGlyphs(string text)
    {
        var font = Shape(text).Runs[0].Face.Font;
        return [.. text.EnumerateRunes().Select(rune => font.TryGetNominalGlyph(rune.Value, out var glyph) ? glyph : 0)];
    }

    /// <summary>The texts of the clusters from left to right.</summary>
    private static string GetVisualOrder(string text) =>
        string.Concat(Shape(text).Runs.SelectMany(run => run.Clusters).Select(cluster => cluster.Text));

    [Test]
    public void Arabic_letters_join() =>
        Assert.That(Glyphs("سسس").Distinct().Count(), Is.EqualTo(3), "initial, medial and final form of one letter");

    [Test]
    public void Latin_letters_do_not_join() => Assert.That(Glyphs("sss").Distinct().Count(), Is.EqualTo(1));

    [Test]
    public void Lam_and_alef_become_one_glyph() => Assert.That(Glyphs("لا"), Has.Length.EqualTo(1));

    [Test]
    public void Devanagari_i_is_drawn_before_its_letter()
    {
        var ka = GetNominalGlyphs("क")[0];
        var i = GetNominalGlyphs("कि")[1];
        Assert.That(Glyphs("कि"), Has.Length.EqualTo(2));
        Assert.That(Glyphs("कि")[1], Is.EqualTo(ka));
        Assert.That(Glyphs("कि")[0], Is.Not.EqualTo(ka));
        Assert.That(i, Is.Not.Zero);
    }

    [Test]
    public void Devanagari_conjunct_is_one_glyph() => Assert.That(Glyphs("क्ष"), Has.Length.EqualTo(1));

    [Test]
    public void Combining_mark_adds_no_width() => Assert.That(Shape("น้ำ").Width, Is.EqualTo(Shape("นำ").Width).Within(0.001));

    [Test]
    public void Kerning_is_applied() => Assert.That(Shape("AV").Width, Is.LessThan(Shape("A").Width + Shape("V").Width));

    [TestCase("abc אבג def", ExpectedResult = "abc גבא def")]
    [TestCase("אבג abc דהו", ExpectedResult = "והד abc גבא")]
    [TestCase("אבג 123 דהו", ExpectedResult = "והד 123 גבא")]
    [TestCase("אבג abc 123", ExpectedResult = "abc 123 גבא")]
    [TestCase("אבג, 1,234.50%", ExpectedResult = "1,234.50% ,גבא")]
    [TestCase("אבג (abc) דהו", ExpectedResult = "והד )abc( גבא", Description = "HarfBuzz mirrors the glyph and keeps the text")]
    [TestCase("abc (אבג) def", ExpectedResult = "abc (גבא) def")]
    [TestCase("ابج ١٢٣", ExpectedResult = "١٢٣ جبا")]
    [TestCase(
        "ابج 12-34",
        ExpectedResult = "34-12 جبا",
        Description = "after Arabic letters, digits are Arabic numbers, and a hyphen separates them (W2, W4)"
    )]
    [TestCase("abc!", ExpectedResult = "abc!")]
    [TestCase("אבג!", ExpectedResult = "!גבא")]
    [TestCase("12:30 אבג", ExpectedResult = "גבא 12:30")]
    public string Bidirectional_text_is_ordered_by_UAX_9(string text) => GetVisualOrder(text);

    [Test]
    public void Han_characters_use_the_font_of_the_surrounding_language()
    {
        Assert.That(Shape("直").Runs[0].Face.Name, Is.EqualTo("NotoSansSC-Regular"));
        Assert.That(Shape("直す").Runs[0].Face.Name, Is.EqualTo("NotoSansJP-Regular"));
        Assert.That(Shape("直한").Runs[0].Face.Name, Is.EqualTo("NotoSansKR-Regular"));
    }

    [Test]
    public void Space_after_an_emoji_has_the_width_of_a_text_space() =>
        Assert.That(Shape("🎉 a").Width, Is.EqualTo(Shape("🎉").Width + Shape(" a").Width).Within(0.01));

    [Test]
    public void Shipped_fonts_and_used_fonts_are_the_same()
    {
        var shipped = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Fonts"), "*.ttf").Select(Path.GetFileNameWithoutExtension);
        var used = FontLibrary
            .GetFamilies("")
            .Append(FontLibrary.Serif)
            .Append(FontLibrary.Mono)
            .SelectMany(family => new[] { family.Face(false), family.Face(bold: true) })
            .Select(face => face.Name)
            .Distinct();
        Assert.That(used, Is.EquivalentTo(shipped));
    }

    [Test]
    public void Subset_contains_only_the_used_glyphs()
    {
        var face = Shape("a").Runs[0].Face;
        uint[] glyphs = [.. Glyphs("Hello").Distinct()];
        var (file, newGlyphIds) = FontSubset.Create(face, glyphs);
        Assert.That(file, Has.Length.LessThan(3000));
        Assert.That(newGlyphIds.Keys, Is.EquivalentTo(glyphs));
        using var stream = new MemoryStream(file);
        using var blob = Blob.FromStream(stream);
        using var subset = new Face(blob, 0);
        using var font = new Font(subset);
        Assert.That(newGlyphIds.Values, Is.All.LessThan(subset.GlyphCount));
        Assert.That(font.GetHorizontalGlyphAdvance(newGlyphIds[glyphs[0]]), Is.EqualTo(face.Font.GetHorizontalGlyphAdvance(glyphs[0])));
    }
}
