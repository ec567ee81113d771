using System.Net;
using NUnit.Framework;
using static OpenEvent.WebApi.Tests.ResourceApi.ResourceApiFixture;

namespace OpenEvent.WebApi.Tests.ResourceApi;

[TestFixture]
public sealed class SortingTests
{
    private string _event = "";

    private string List => $"/v1/events/{_event}/faqs";

    [OneTimeSetUp]
    public async Task SetUp()
    {
        _event = await CreateEventAsync();
        var b = await CreateFaqTypeAsync(_event, "beta");
        var a = await CreateFaqTypeAsync(_event, "alpha");
        await CreateFaqAsync(_event, "one", b);
        await CreateFaqAsync(_event, "two", a);
        await CreateFaqAsync(_event, "three", a);
        await CreateFaqAsync(_event, "four", b);
    }

    [TestCase("sort=question", "four one three two")]
    [TestCase("sort=-question", "two three one four")]
    [TestCase("sort=faq-type.name,question", "three two four one")]
    [TestCase("sort=faq_type.name,-question", "two three one four")]
    [TestCase("sort=-faq_type.name,question", "four one three two")]
    [TestCase("sort=-id", "four three two one")]
    [TestCase("sort=", "one two three four")]
    public async Task Rows_are_sorted_by_the_requested_keys(string sort, string questions) =>
        Assert.That(
            string.Join(
                ' ',
                (await GetOkAsync(Anonymous, $"{List}?{sort}"))
                    .Data.EnumerateArray()
                    .Select(d => d.GetProperty("attributes").GetProperty("question").GetString())
            ),
            Is.EqualTo(questions)
        );

    [Test]
    public async Task Rows_with_equal_keys_are_sorted_by_id()
    {
        var eventId = await CreateEventAsync();
        await Server.SqlAsync(
            $"INSERT INTO faqs (event_id, question, answer) SELECT {eventId}, 'same', 'same' FROM generate_series(1, 30)"
        );
        // PostgreSQL moves updated rows to the end of the table.
        await Server.SqlAsync($"UPDATE faqs SET answer = 'moved' WHERE event_id = {eventId} AND id % 3 = 0");
        var ids = (await GetOkAsync(Anonymous, $"/v1/events/{eventId}/faqs?sort=-question&page[size]=0")).Ids.Select(long.Parse).ToList();
        Assert.That(ids, Is.Ordered.Ascending);
    }

    [TestCase("nope")]
    [TestCase("event")]
    [TestCase("event.nope")]
    [TestCase("event.owner.name")]
    [TestCase("nope.name")]
    [TestCase("question,answer,id,question,answer,id,question,answer,id")]
    [TestCase("%00")]
    public Task An_unsortable_field_is_400_naming_the_parameter(string key) =>
        AssertBadParameterAsync(Anonymous, $"{List}?sort={key}", "sort");

    [Test]
    public Task Sorting_by_a_to_many_relationship_is_rejected() =>
        AssertBadParameterAsync(Anonymous, $"/v1/events?sort=faqs.question", "sort");

    [Test]
    public async Task Only_staff_sort_by_private_fields()
    {
        await AssertBadParameterAsync(Owner, $"/v1/events/{_event}/roles?sort=user.email", "sort");
        await AssertBadParameterAsync(OtherUser, $"/v1/events?sort=completed-order-sales", "sort");
        Assert.That((await Admin.GetAsync($"/v1/events/{_event}/roles?sort=user.email")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await Owner.GetAsync($"/v1/events/{_event}/roles?sort=user.first-name")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Sorting_by_a_hidden_row_has_no_effect()
    {
        // Two FAQs of a published event have FAQ types of a draft event, which only SQL can set up. Other users must not learn their order.
        var draft = await CreateEventAsync(published: false);
        var z = await CreateFaqTypeAsync(draft, "zzz");
        var a = await CreateFaqTypeAsync(draft, "aaa");
        var open = await CreateEventAsync();
        var first = await CreateFaqAsync(open, "first");
        var second = await CreateFaqAsync(open, "second");
        await Server.SqlAsync(
            $"UPDATE faqs SET faq_type_id = {z} WHERE id = {first}; UPDATE faqs SET faq_type_id = {a} WHERE id = {second}"
        );
        foreach (var direction in new[] { "", "-" })
            Assert.That(
                (await GetOkAsync(OtherUser, $"/v1/events/{open}/faqs?sort={direction}faq-type.name")).Ids,
                Is.EqualTo((string[])[first, second])
            );
        Assert.That((await GetOkAsync(Owner, $"/v1/events/{open}/faqs?sort=faq-type.name")).Ids, Is.EqualTo((string[])[second, first]));
    }
}
