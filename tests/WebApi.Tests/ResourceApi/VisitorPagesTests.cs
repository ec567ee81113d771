using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.AllRoutes;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.ResourceApi;

/// <summary>What visitors read by the queries that EF translates once (docs/decisions/065): a page of a list, and one row.</summary>
[TestFixture]
public sealed class VisitorPagesTests : ServerFixture, IDisposable
{
    private readonly StatementCounter _counter = new();
    private List<string> _published = null!;
    private string _draft = null!;
    private ApiClient _owner = null!;

    [OneTimeSetUp]
    public async Task AddEventsAsync()
    {
        _owner = await Server.RegisterUserAsync();
        List<string> ids = [];
        for (var i = 0; i < 9; i++)
            ids.Add((await _owner.CreateAsync("event", SampleAttributes.Event($"event {i}", "draft"))).Id());
        _draft = ids[3];
        _published = [.. ids.Except([ids[3], ids[5]])];
        await Server.SqlAsync($"UPDATE events SET state = 'Published' WHERE id <> {_draft}");
        await Server.SqlAsync($"UPDATE events SET deleted_at = now() WHERE id = {ids[5]}");
    }

    public void Dispose() => _counter.Dispose();

    [Test]
    public async Task Pages_have_the_visible_rows_in_the_order_of_their_ids_and_their_number()
    {
        List<string> seen = [];
        for (var page = 1; page <= 3; page++)
        {
            var (answer, statements) = await _counter.GetAsync(Server.Anonymous, $"/v1/events?page[size]=3&page[number]={page}");
            Assert.That(CountOf(answer), Is.EqualTo(7));
            Assert.That(statements, Has.Count.EqualTo(1));
            seen.AddRange(answer.Ids);
        }

        Assert.That(seen, Is.EqualTo(_published));
    }

    [Test]
    public async Task A_page_after_the_last_one_is_empty_and_has_the_number_of_visible_rows()
    {
        var (answer, statements) = await _counter.GetAsync(Server.Anonymous, "/v1/events?page[number]=1000000");
        Assert.That(answer.EnsureStatus(HttpStatusCode.OK).Ids, Is.Empty);
        Assert.That(CountOf(answer), Is.EqualTo(7));
        Assert.That(statements, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_list_without_rows_is_one_statement()
    {
        var (answer, statements) = await _counter.GetAsync(Server.Anonymous, "/v1/event-topics");
        Assert.That(CountOf(answer.EnsureStatus(HttpStatusCode.OK)), Is.Zero);
        Assert.That(statements, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_row_is_found_by_its_id_and_its_identifier()
    {
        var identifier = await Server.SqlAsync<string>($"SELECT identifier FROM events WHERE id = {_published[2]}");
        foreach (var key in new[] { _published[2], identifier })
        {
            var (answer, statements) = await _counter.GetAsync(Server.Anonymous, $"/v1/events/{key}");
            Assert.That(answer.EnsureStatus(HttpStatusCode.OK).Id(), Is.EqualTo(_published[2]));
            Assert.That(statements, Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task A_hidden_row_is_found_by_its_owner_only()
    {
        var identifier = await Server.SqlAsync<string>($"SELECT identifier FROM events WHERE id = {_draft}");
        foreach (var key in new[] { _draft, identifier })
        {
            Assert.That((await Server.Anonymous.GetAsync($"/v1/events/{key}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
            (await _owner.GetAsync($"/v1/events/{key}")).EnsureStatus(HttpStatusCode.OK);
        }
    }

    [Test]
    public async Task A_row_that_becomes_visible_is_in_the_next_page()
    {
        var draft = (await _owner.CreateAsync("event", SampleAttributes.Event("later", "draft"))).Id();
        Assert.That((await Server.Anonymous.GetAsync("/v1/events?page[size]=50")).Ids, Has.No.Member(draft));
        await Server.SqlAsync($"UPDATE events SET state = 'Published' WHERE id = {draft}");
        Assert.That((await Server.Anonymous.GetAsync("/v1/events?page[size]=50")).Ids, Has.Member(draft));
        await Server.SqlAsync($"DELETE FROM events WHERE id = {draft}");
    }

    private static int CountOf(ApiResponse answer) => answer.Json.GetProperty("meta").GetProperty("count").GetInt32();
}
