using NUnit.Framework;
using OpenEvent.Application.Platform;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Tests.Platform;

public sealed class ActivityFormatTests
{
    private static readonly ActivityFormats Formats = new(ResourceCatalog.Scan());

    private static readonly string[] SecretWords = ["Password", "Secret", "Hash", "Token", "ApiKey"];

    [Test]
    public void The_log_contains_no_value_of_a_member_that_is_named_like_a_secret()
    {
        var members =
            from resource in ResourceCatalog.Scan().All
            from property in resource.EntityType.GetProperties()
            where property.PropertyType == typeof(string) && SecretWords.Any(w => property.Name.Contains(w, StringComparison.Ordinal))
            select (resource.EntityType, property.Name);
        Assert.That(members, Has.Exactly(1).EqualTo((typeof(VideoStream), nameof(VideoStream.Password))), "a control");
        Assert.That(
            members.Where(m => Formats.Find(m.EntityType)?.DescribeChange(m.Name, "before", "after").Contains("after") == true),
            Is.Empty
        );
    }

    [Test]
    public void A_text_is_shortened_without_dividing_a_surrogate_pair() =>
        Assert.That(
            Formats.Find(typeof(Faq))!.DescribeValue(nameof(Faq.Question), new string('a', 79) + "😀b"),
            Is.EqualTo($"question: \"{new string('a', 79)}…\"")
        );
}
