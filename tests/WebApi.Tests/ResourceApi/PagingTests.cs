using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Hosting;
using static OpenEvent.WebApi.Tests.ResourceApi.ResourceApiFixture;

namespace OpenEvent.WebApi.Tests.ResourceApi;

[TestFixture]
public sealed class PagingTests
{
    private string _event = "";

    private string List => $"/v1/events/{_event}/faqs";

    [OneTimeSetUp]
    public async Task SetUp()
    {
        _event = await CreateEventAsync();
        await InsertFaqsAsync(_event, 25);
    }

    [Test]
    public async Task A_page_has_twenty_rows_by_default_and_the_total_count()
    {
        var answer = await GetOkAsync(Anonymous, List);
        Assert.That(answer.Ids.Count(), Is.EqualTo(20));
        Assert.That(answer.Json.GetProperty("meta").GetProperty("count").GetInt32(), Is.EqualTo(25));
    }

    [Test]
    public async Task Pages_follow_each_other_without_gap_or_overlap()
    {
        List<string> seen = [];
        for (var page = 1; page <= 4; page++)
            seen.AddRange((await GetOkAsync(Anonymous, $"{List}?page[size]=7&page[number]={page}&sort=-question")).Ids);
        Assert.That(seen, Has.Count.EqualTo(25).And.Unique);
    }

    [Test]
    public async Task Page_size_zero_returns_all_rows()
    {
        var answer = await GetOkAsync(Anonymous, $"{List}?page[size]=0");
        Assert.That(answer.Ids.Count(), Is.EqualTo(25));
        Assert.That(answer.Json.GetProperty("meta").GetProperty("count").GetInt32(), Is.EqualTo(25));
        Assert.That(answer.Json.GetProperty("links").EnumerateObject().Select(l => l.Name), Is.EqualTo((string[])["self"]));
    }

    [Test]
    public async Task A_page_after_the_last_one_is_empty_and_has_the_total_count()
    {
        var answer = await GetOkAsync(Anonymous, $"{List}?page[number]=99");
        Assert.That(answer.Ids, Is.Empty);
        Assert.That(answer.Json.GetProperty("meta").GetProperty("count").GetInt32(), Is.EqualTo(25));
    }

    [TestCase(1, "first last next self")]
    [TestCase(2, "first last next prev self")]
    [TestCase(3, "first last prev self")]
    public async Task Links_point_to_the_other_pages(int page, string names)
    {
        var answer = await GetOkAsync(Anonymous, $"{List}?page[size]=10&sort=question&page[number]={page}");
        var links = answer.Json.GetProperty("links");
        Assert.That(string.Join(' ', links.EnumerateObject().Select(l => l.Name).Order()), Is.EqualTo(names));
        foreach (var link in links.EnumerateObject())
        {
            var followed = await GetOkAsync(Anonymous, link.Value.GetString()!);
            var number = link.Name switch
            {
                "first" => 1,
                "last" => 3,
                "next" => page + 1,
                "prev" => page - 1,
                _ => page,
            };
            Assert.That(
                followed.Ids,
                Is.EqualTo((await GetOkAsync(Anonymous, $"{List}?page[size]=10&sort=question&page[number]={number}")).Ids),
                link.Name
            );
        }
    }

    [Test]
    public async Task A_list_on_one_page_has_only_a_self_link() =>
        Assert.That(
            (await GetOkAsync(Anonymous, $"{List}?page[size]=25")).Json.GetProperty("links").EnumerateObject().Select(l => l.Name),
            Is.EqualTo((string[])["self"])
        );

    [TestCase("page[size]=-1", "page[size]")]
    [TestCase("page[size]=x", "page[size]")]
    [TestCase("page[size]=", "page[size]")]
    [TestCase("page[size]=10001", "page[size]")]
    [TestCase("page[number]=0", "page[number]")]
    [TestCase("page[number]=1.5", "page[number]")]
    [TestCase("page[offset]=1", "page[offset]")]
    public Task An_invalid_page_is_400_naming_the_parameter(string query, string parameter) =>
        AssertBadParameterAsync(Anonymous, $"{List}?{query}", parameter);

    [Test]
    public async Task Up_to_ten_thousand_rows_are_returned_at_once_and_more_require_paging()
    {
        var big = await CreateEventAsync();
        await InsertFaqsAsync(big, 10_001);
        await AssertBadParameterAsync(Anonymous, $"/v1/events/{big}/faqs?page[size]=0&fields[faq]=question", "page[size]");
        Assert.That((await Anonymous.GetAsync($"/v1/events/{big}/faqs?page[size]=0")).Detail, Does.Contain("page by page"));
        await AssertBadParameterAsync(Anonymous, $"/v1/events/{big}?include=faqs", "include");
        Assert.That((await Anonymous.GetAsync($"/v1/events/{big}/relationships/faqs")).Status, Is.EqualTo(HttpStatusCode.BadRequest));

        await Server.SqlAsync($"DELETE FROM faqs WHERE event_id = {big} AND question = 'q00001'");
        Assert.That(
            (await GetOkAsync(Anonymous, $"/v1/events/{big}/faqs?page[size]=0&fields[faq]=question")).Ids.Count(),
            Is.EqualTo(10_000)
        );
        await Server.SqlAsync($"DELETE FROM faqs WHERE event_id = {big}");
    }

    [Test]
    public async Task The_row_limit_is_configurable()
    {
        await using var small = await Server.StartAnotherNodeAsync("--Api:MaxRows=24");
        await AssertBadParameterAsync(small.Anonymous, $"{List}?page[size]=0", "page[size]");
        await AssertBadParameterAsync(small.Anonymous, $"{List}?page[size]=25", "page[size]");
        Assert.That((await GetOkAsync(small.Anonymous, $"{List}?page[size]=24")).Ids.Count(), Is.EqualTo(24));
        Assert.That((await GetOkAsync(Anonymous, $"{List}?page[size]=0")).Ids.Count(), Is.EqualTo(25), "the limit belongs to one node");
    }

    [Test]
    public void A_row_limit_of_zero_is_a_configuration_error() =>
        Assert.That(
            async () =>
                await WebApi.Program.BuildAsync([
                    "--urls",
                    "http://127.0.0.1:0",
                    $"--Database:ConnectionString={Server.ConnectionString}",
                    $"--Data:Directory={Server.DataDirectory}",
                    "--Api:MaxRows=0",
                ]),
            Throws.TypeOf<ConfigurationException>().With.Message.Contains("Api:MaxRows")
        );
}
