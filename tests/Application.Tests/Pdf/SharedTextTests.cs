using NUnit.Framework;
using OpenEvent.Infrastructure.Pdf;

namespace OpenEvent.Application.Tests.Pdf;

/// <summary>Documents share the font file and the shaped lines of common texts (docs/decisions/061).</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SharedTextTests
{
    [Test]
    public void Documents_with_common_characters_share_a_font_file_and_others_have_their_own()
    {
        Assert.That(CreateFile("Ada Lovelace"), Is.SameAs(CreateFile("Grace Hopper")));
        Assert.That(CreateFile("Björk"), Is.Not.SameAs(CreateFile("Ada Lovelace")), "a control");
        Assert.That(CreateFile("Björk").Packed, Is.EqualTo(CreateFile("Björk").Packed), "the same document has the same bytes");
    }

    [Test]
    public void A_line_is_shaped_once_for_each_face_and_direction()
    {
        const string Text = "A line that no other test has";
        var line = TextShaper.Shape(Text, false, 0);
        Assert.That(TextShaper.Shape(Text, false, 0), Is.SameAs(line));
        Assert.That(TextShaper.Shape(Text, true, 0), Is.Not.SameAs(line));
        Assert.That(TextShaper.Shape(Text, false, 1), Is.Not.SameAs(line));
    }

    [Test]
    public void Values_that_are_not_used_any_more_are_dropped()
    {
        var cache = new GenerationCache<string, string>(capacity: 20);
        var computed = 0;
        Use("kept");
        for (var i = 0; i < 50; i++)
        {
            Use("kept");
            Use($"other {i}");
        }

        Assert.That(computed, Is.EqualTo(51), "a value that is used stays");
        Use("other 0");
        Assert.That(computed, Is.EqualTo(52));

        void Use(string key) => cache.GetOrAdd(key, key.Length + 1, text =>
            {
                computed++;
                return text;
            });
    }

    private static FontFile CreateFile(string text)
    {
        var run = TextShaper.Shape(text, false, 0).Runs.Single();
        var font = new EmbeddedFont(run.Face, 1);
        foreach (var cluster in run.Clusters)
        foreach (var glyph in cluster.Glyphs)
            font.GetCode(glyph.Id, cluster.Text, glyph.Advance);
        return font.CreateFile();
    }
}
