using System.Net;
using NUnit.Framework;
using static OpenEvent.WebApi.Tests.Engine.Ground;

namespace OpenEvent.WebApi.Tests.Engine;

[TestFixture]
public sealed class SortingTests
{
    private string _event = "";

    private string List => $"/v1/events/{_event}/faqs";

    [OneTimeSetUp]
    public async Task SetUp()
    {
        _event = await EventAsync();
        var (b, a) = (await FaqTypeAsync(_event, "beta"), await FaqTypeAsync(_event, "alpha"));
        await FaqAsync(_event, "one", b);
        await FaqAsync(_event, "two", a);
        await FaqAsync(_event, "three", a);
        await FaqAsync(_event, "four", b);
    }

    [TestCase("sort=question", "four one three two")]
    [TestCase("sort=-question", "two three one four")]
    [TestCase("sort=faq-type.name,question", "three two four one")]
    [TestCase("sort=faq_type.name,-question", "two three one four")]
    [TestCase("sort=-faq_type.name,question", "four one three two")]
    [TestCase("sort=-id", "four three two one")]
    [TestCase("sort=", "one two three four")]
    public async Task Rows_come_in_the_order_asked_for(string sort, string questions) =>
        Assert.That(
            string.Join(
                ' ',
                (await ReadAsync(Anyone, $"{List}?{sort}"))
                    .Data.EnumerateArray()
                    .Select(d => d.GetProperty("attributes").GetProperty("question").GetString())
            ),
            Is.EqualTo(questions)
        );

    [Test]
    public async Task Equal_rows_come_in_the_order_of_their_ids()
    {
        var twins = await EventAsync();
        await Server.SqlAsync($"INSERT INTO faqs (event_id, question, answer) SELECT {twins}, 'same', 'same' FROM generate_series(1, 30)");
        await Server.SqlAsync($"UPDATE faqs SET answer = 'moved' WHERE event_id = {twins} AND id % 3 = 0"); // to the table's end
        var ids = (await ReadAsync(Anyone, $"/v1/events/{twins}/faqs?sort=-question&page[size]=0")).Ids.Select(long.Parse).ToList();
        Assert.That(ids, Is.Ordered.Ascending);
    }

    [TestCase("nope")]
    [TestCase("event")]
    [TestCase("event.nope")]
    [TestCase("event.owner.name")]
    [TestCase("nope.name")]
    [TestCase("question,answer,id,question,answer,id,question,answer,id")]
    [TestCase("%00")]
    public Task What_cannot_be_sorted_by_is_400_with_the_parameter(string key) => MustNameAsync(Anyone, $"{List}?sort={key}", "sort");

    [Test]
    public Task To_many_relationships_have_no_order() => MustNameAsync(Anyone, $"/v1/events?sort=faqs.question", "sort");

    [Test]
    public async Task Private_fields_order_lists_for_staff_only()
    {
        await MustNameAsync(Owner, $"/v1/events/{_event}/roles?sort=user.email", "sort");
        await MustNameAsync(Stranger, $"/v1/events?sort=completed-order-sales", "sort");
        Assert.That((await Admin.GetAsync($"/v1/events/{_event}/roles?sort=user.email")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await Owner.GetAsync($"/v1/events/{_event}/roles?sort=user.first-name")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task An_order_through_a_hidden_row_is_as_if_there_were_none()
    {
        // Two FAQs in one event, linked to types which were moved into a draft behind the server's back: a stranger must not learn their order.
        var draft = await EventAsync(published: false);
        var (z, a) = (await FaqTypeAsync(draft, "zzz"), await FaqTypeAsync(draft, "aaa"));
        var open = await EventAsync();
        var (first, second) = (await FaqAsync(open, "first"), await FaqAsync(open, "second"));
        await Server.SqlAsync(
            $"UPDATE faqs SET faq_type_id = {z} WHERE id = {first}; UPDATE faqs SET faq_type_id = {a} WHERE id = {second}"
        );
        foreach (var direction in new[] { "", "-" })
            Assert.That(
                (await ReadAsync(Stranger, $"/v1/events/{open}/faqs?sort={direction}faq-type.name")).Ids,
                Is.EqualTo((string[])[first, second])
            );
        Assert.That((await ReadAsync(Owner, $"/v1/events/{open}/faqs?sort=faq-type.name")).Ids, Is.EqualTo((string[])[second, first]));
    }
}
