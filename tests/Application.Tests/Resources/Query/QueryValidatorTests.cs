using NUnit.Framework;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Tests.Resources.Query;

public sealed class QueryValidatorTests
{
    [TestCase("faqs")]
    [TestCase("faqs", "faq-type")]
    public void Declared_paths_are_included(params string[] path) => Assert.DoesNotThrow(() => Validate(Including(path)));

    [TestCase("An event has no relationship nope.", "nope")]
    [TestCase("A faq has no relationship nope.", "faqs", "nope")]
    public void An_unknown_path_is_malformed(string detail, params string[] path) => AssertMalformed(Including(path), detail, "include");

    [TestCase("event", "name")]
    [TestCase("events", "name")]
    [TestCase("faq-type", "name")]
    public void Fields_are_named_by_type_or_path(string type, string field) => Assert.DoesNotThrow(() => Validate(Selecting(type, field)));

    [Test]
    public void An_unknown_type_or_field_is_malformed()
    {
        AssertMalformed(Selecting("nope", "name"), "There is no type nope.", "fields[nope]");
        AssertMalformed(Selecting("events", "nope"), "An event has no field nope.", "fields[events]");
    }

    private static void AssertMalformed(ResourceQuery query, string detail, string parameter)
    {
        var rejection = Assert.Throws<RejectedException>(() => Validate(query))!;
        Assert.That(
            (rejection.Kind, rejection.Problems[0]),
            Is.EqualTo((RejectionKind.Malformed, new Problem(detail, Parameter: parameter)))
        );
    }

    private static void Validate(ResourceQuery query) =>
        QueryValidator.Validate(InMemoryQuery.Catalog.Of<Event>(), query, InMemoryQuery.Catalog);

    private static ResourceQuery Selecting(string type, string field) =>
        new() { Fields = new Dictionary<string, IReadOnlyList<string>> { [type] = [field] } };

    private static ResourceQuery Including(string[] path)
    {
        var root = new IncludeNode();
        var node = root;
        foreach (var name in path)
            node = node.Children[name] = new IncludeNode();
        return new ResourceQuery { Include = root };
    }
}
