using System.Text.RegularExpressions;
using NUnit.Framework;
using OpenEvent.Application.Platform;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Tests.Platform;

/// <summary>What the log of changes contains about each type.</summary>
public sealed partial class ActivityFormatsTests
{
    private static readonly ResourceCatalog Catalog = ResourceCatalog.Scan();
    private static readonly ActivityFormats Formats = new(Catalog);

    [TestCase(typeof(Attendee), "Email", "email")]
    [TestCase(typeof(Attendee), "HomeAddress", "home-address")]
    [TestCase(typeof(VideoStream), "Password", "password")]
    [TestCase(typeof(Exhibitor), "ContactEmail", "contact-email")]
    [TestCase(typeof(Feedback), "Comment", "comment")]
    public void Texts_about_people_are_named_without_a_value(Type type, string member, string name) =>
        Assert.That(Formats.Find(type)!.DescribeChange(member, "before", "after"), Is.EqualTo(name));

    [Test]
    public void The_birth_date_of_an_attendee_is_not_recorded() =>
        Assert.That(Formats.Find(typeof(Attendee))!.DescribeChange("BirthDate", null, DateTimeOffset.UnixEpoch), Is.EqualTo("birth-date"));

    [Test]
    public void Texts_of_an_FAQ_are_recorded() =>
        Assert.That(
            Formats.Find(typeof(Faq))!.DescribeChange("Question", "When?", "Where?"),
            Is.EqualTo("question: \"When?\" → \"Where?\"")
        );

    [Test]
    public void Types_whose_texts_are_recorded_have_no_personal_data()
    {
        var visitor = new PersonalFields();
        foreach (var resource in Catalog.All)
            resource.Accept(visitor);
        Assert.That(visitor.Wrong, Is.Empty);
        Assert.That(visitor.Count, Is.GreaterThan(5));
    }

    private sealed partial class PersonalFields : IResourceVisitor
    {
        public List<string> Wrong { get; } = [];

        public int Count { get; private set; }

        public void Visit<T>(Resource<T> resource)
            where T : Entity
        {
            if (!resource.LogsTexts)
                return;
            Count++;
            Wrong.AddRange(resource.Fields.Where(f => f.IsPrivate || Personal().IsMatch(f.Name)).Select(f => $"{resource.Type} {f.Name}"));
        }

        [GeneratedRegex("email|phone|address|password|comment|birth|(first|last|full)-?name|token|secret")]
        private static partial Regex Personal();
    }
}
