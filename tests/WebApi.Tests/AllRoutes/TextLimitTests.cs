using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>Every text that a client can write has a maximum length and one normal form, whatever resource declares it.</summary>
public sealed class TextLimitTests : ServerFixture
{
    /// <summary>Attributes that end in url or link but are no addresses to follow.</summary>
    private static readonly string[] NotUrls = [];

    private ResourceCatalog Catalog => Server.App.Services.GetRequiredService<ResourceCatalog>();

    [Test]
    public void Every_text_attribute_has_a_maximum_and_rejects_what_is_longer()
    {
        var fields = FieldReader.Read(Catalog);
        Assert.That(fields.Count(f => f.MaxTextLength is not null), Is.GreaterThan(200), "The attributes were not found.");
        Assert.That(fields.Where(f => f is { IsText: true, MaxTextLength: null }).Select(f => f.Name), Is.Empty);
        foreach (var field in fields.Where(f => f.IsText))
            Assert.That(field.TryRead(new string('x', field.MaxTextLength!.Value + 1)), Is.Not.Null, $"{field.Name} takes any length.");
    }

    [Test]
    public void A_text_of_the_maximum_length_is_taken()
    {
        var free = FieldReader
            .Read(Catalog)
            .Where(f => f.Name is "event name" or "event description" or "faq answer" or "speaker position");
        foreach (var field in free)
            Assert.That(field.TryRead(new string('x', field.MaxTextLength!.Value)), Is.Null, field.Name);
        Assert.That(free.Count(), Is.EqualTo(4));
    }

    [Test]
    public void The_largest_event_is_smaller_than_100_KB()
    {
        var largest = FieldReader.Read(Catalog).Where(f => f.Name.StartsWith("event ", StringComparison.Ordinal)).Sum(f => f.MaxTextLength);
        Assert.That(largest, Is.InRange(20_000, 88_000), "A list of 20 such events, with their links, is to stay under 2 MB.");
    }

    [Test]
    public void Every_URL_attribute_rejects_other_schemes()
    {
        var urls = FieldReader
            .Read(Catalog)
            .Where(f =>
                f.IsText
                && (f.Name.EndsWith("url", StringComparison.Ordinal) || f.Name.EndsWith("link", StringComparison.Ordinal) || f.IsUrl)
                && !NotUrls.Contains(f.Name)
            )
            .ToList();
        Assert.That(urls, Has.Count.GreaterThan(30));
        foreach (var url in urls)
        {
            Assert.That(url.TryRead("javascript:alert(1)"), Is.EqualTo("Not a valid URL."), url.Name);
            Assert.That(url.TryRead("https://example.org"), Is.Null, url.Name);
        }
    }

    [TestCase("\"Zoe\u0308\"", "Zoë")]
    [TestCase("\"Zo\u00eb\"", "Zoë")]
    public void Texts_are_stored_in_normal_form_C(string json, string stored)
    {
        using var document = JsonDocument.Parse(json);
        var e = new Event();
        Catalog.Of<Event>().FindField("owner-name")!.Read(document.RootElement).ApplyTo(e);
        Assert.That(e.OwnerName, Is.EqualTo(stored));
    }

    [TestCase("{\"a\":1,\"a\":2}", "Has two members named \"a\".")]
    [TestCase("[{\"b\":{\"a\":1,\"\\u0061\":2}}]", "Has two members named \"a\".")]
    [TestCase("{\"a\":\"\\ud800\"}", "Not a valid string: it contains an unpaired surrogate.")]
    [TestCase("{\"\\udc00\":1}", "The name of a member contains an unpaired surrogate.")]
    [TestCase("{\"a\":\"\\u0000\"}", "Not a valid string: it contains a NUL character.")]
    [TestCase("{\"a\":1e999}", "A number is out of range.")]
    [TestCase("[[[[[[[[[[[[1]]]]]]]]]]]]", "Has more than 10 levels of objects and lists.")]
    [TestCase("[{\"link\":\"javascript:alert(1)\"}]", "Each link must be an http or https URL.")]
    [TestCase("[{\"name\":\"Slides\",\"url\":\"https://example.org\"}]", null)]
    [TestCase("{\"a\":[1,2.5,true,null,\"x\"]}", null)]
    public void Every_JSON_attribute_rejects_what_cannot_be_stored(string json, string? problem)
    {
        var fields = FieldReader.Read(Catalog).Where(f => f.Name is "session slides" or "event document-links").ToList();
        Assert.That(fields, Has.Count.EqualTo(2));
        foreach (var field in fields)
            Assert.That(field.TryReadJson(json), Is.EqualTo(problem), field.Name);
    }

    /// <summary>The control: a declaration that names no maximum gets one, and an attribute that is no text gets none.</summary>
    [Test]
    public void Declarations_without_a_maximum_get_the_default()
    {
        Assert.That(Catalog.Of<Event>().FindField("owner-name")!.MaxTextLength, Is.EqualTo(1000));
        Assert.That(Catalog.Of<Event>().FindField("latitude")!.MaxTextLength, Is.Null);
    }

    private sealed record WritableField(string Name, bool IsText, int? MaxTextLength, bool IsUrl, Func<JsonElement, string?> Read)
    {
        public string? TryRead(string text) => TryReadJson(JsonSerializer.Serialize(text));

        public string? TryReadJson(string json)
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
    }

    private sealed class FieldReader : IResourceVisitor
    {
        private readonly List<WritableField> _fields = [];

        public static IReadOnlyList<WritableField> Read(ResourceCatalog catalog)
        {
            var reader = new FieldReader();
            foreach (var resource in catalog.All)
                resource.Accept(reader);
            return reader._fields;
        }

        public void Visit<T>(Resource<T> resource)
            where T : Entity
        {
            foreach (var field in resource.Fields.Where(f => !f.IsReadOnly))
                _fields.Add(
                    new WritableField(
                        $"{resource.Type} {field.Name}",
                        field.ValueType == typeof(string),
                        field.MaxTextLength,
                        field.IsUrl,
                        value => FindProblem(field, value)
                    )
                );
        }

        private static string? FindProblem<T>(Field<T> field, JsonElement value)
        {
            try
            {
                field.Read(value);
                return null;
            }
            catch (InvalidValueException wrong)
            {
                return wrong.Message;
            }
        }
    }
}
