using NUnit.Framework;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Tests.Badges;

/// <summary>What a badge has at most, because each text is measured.</summary>
public sealed class BadgeBuilderTests
{
    [Test]
    public void A_badge_has_at_most_thirty_entries_and_empty_fields_do_not_count()
    {
        var fields = Enumerable.Range(0, 100).Select(i => new BadgeFieldForm { SampleText = i % 2 == 0 ? $"{i}" : " " });
        var badge = Build(fields);
        Assert.That(badge.Entries, Has.Count.EqualTo(30));
        Assert.That(badge.Entries[^1].Text, Is.EqualTo("58"));
    }

    [Test]
    public void A_text_has_at_most_a_hundred_characters_and_a_code_keeps_its_length()
    {
        var text = new string('a', 98) + "😀😀";
        var badge = Build([new BadgeFieldForm { SampleText = text }, new BadgeFieldForm { SampleText = text, CustomField = "QR" }]);
        Assert.That(badge.Entries[0].Text, Is.EqualTo(new string('a', 98) + "…"));
        Assert.That(badge.Entries[1].Text, Is.EqualTo(text));
    }

    [Test]
    public void The_font_name_of_a_field_selects_its_typeface() =>
        Assert.That(
            Build([new BadgeFieldForm { SampleText = "a", FontName = "Courier" }]).Entries[0].Style.Font,
            Is.EqualTo(BadgeFont.Mono)
        );

    private static BadgeDocument Build(IEnumerable<BadgeFieldForm> fields) =>
        BadgeBuilder.Build(new BadgeForm(), fields, default, field => field.SampleText);
}
