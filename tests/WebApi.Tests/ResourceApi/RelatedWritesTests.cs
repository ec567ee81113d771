using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;
using static OpenEvent.WebApi.Tests.ResourceApi.ResourceApiFixture;

namespace OpenEvent.WebApi.Tests.ResourceApi;

/// <summary>PATCH and DELETE of the row at the related URL of a to-one relationship: the policy of that row decides.</summary>
[TestFixture]
public sealed class RelatedWritesTests
{
    private string _event = "",
        _type = "",
        _faq = "";

    private string Related => $"/v1/faqs/{_faq}/faq-type";

    [SetUp]
    public async Task SetUp()
    {
        _event = await CreateEventAsync();
        _type = await CreateFaqTypeAsync(_event, "travel");
        _faq = await CreateFaqAsync(_event, "one", _type);
    }

    [Test]
    public async Task Patch_changes_the_related_row()
    {
        var answer = await Owner.PatchAsync(Related, JsonApiDocument.Of("faq-type", _type, new { name = "hotels" }));
        Assert.That((answer.Status, answer.Id()), Is.EqualTo((HttpStatusCode.OK, _type)));
        Assert.That((await GetOkAsync(Anonymous, $"/v1/faq-types/{_type}")).Attribute("name").GetString(), Is.EqualTo("hotels"));
    }

    [Test]
    public async Task The_id_of_the_document_must_be_that_of_the_related_row()
    {
        var answer = await Owner.PatchAsync(Related, JsonApiDocument.Of("faq-type", "999999", new { name = "hotels" }));
        Assert.That((answer.Status, answer.Pointer), Is.EqualTo((HttpStatusCode.BadRequest, "/data/id")));
    }

    [Test]
    public async Task Delete_deletes_the_related_row_and_not_its_parent()
    {
        (await Owner.DeleteAsync(Related)).EnsureStatus(HttpStatusCode.OK);
        Assert.That((await Anonymous.GetAsync($"/v1/faq-types/{_type}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await Anonymous.GetAsync($"/v1/events/{_event}")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Others_can_neither_change_nor_delete_the_related_row()
    {
        var change = JsonApiDocument.Of("faq-type", _type, new { name = "hotels" });
        Assert.That((await OtherUser.PatchAsync(Related, change)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await OtherUser.DeleteAsync(Related)).Status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await Anonymous.PatchAsync(Related, change)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await Anonymous.DeleteAsync(Related)).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That((await GetOkAsync(Anonymous, $"/v1/faq-types/{_type}")).Attribute("name").GetString(), Is.EqualTo("travel"));
    }

    [Test]
    public async Task An_empty_relationship_has_no_row_to_write()
    {
        var other = await CreateFaqAsync(_event, "two");
        var change = JsonApiDocument.Of("faq-type", _type, new { name = "hotels" });
        Assert.That((await Owner.PatchAsync($"/v1/faqs/{other}/faq-type", change)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await Owner.DeleteAsync($"/v1/faqs/{other}/faq-type")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_private_relationship_leads_to_no_row_for_others()
    {
        var draft = await CreateEventAsync(published: false);
        Assert.That((await OtherUser.DeleteAsync($"/v1/events/{draft}/owner")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Writing_a_relationship_that_the_server_sets_is_rejected_with_the_reason()
    {
        var answer = await Owner.PatchAsync($"/v1/events/{_event}/relationships/owner", new { data = new { type = "user", id = "1" } });
        Assert.That((answer.Status, answer.Detail), Is.EqualTo((HttpStatusCode.Forbidden, "The owner of this event cannot be set here.")));
    }
}
