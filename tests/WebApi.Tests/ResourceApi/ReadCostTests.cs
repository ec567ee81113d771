using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Infrastructure.Persistence;
using OpenEvent.WebApi.Tests.Events;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.ResourceApi;

/// <summary>Reads on a server that gives each of them 10 ms, with an event that has 2,000 long questions.</summary>
public sealed class ReadCostTests() : ServerFixture("--Api:ReadMilliseconds=10")
{
    private const string Pattern = """{"name":"answer","op":"match","val":"zz yy"}""";

    /// <summary>Takes seconds, so that a limit that a busy machine applies late still ends it.</summary>
    private static readonly string SlowPatterns = $$"""{"or":[{{string.Join(',', Enumerable.Repeat(Pattern, 20))}}]}""";

    private string _event = "";
    private string _small = "";

    [OneTimeSetUp]
    public async Task InsertAsync()
    {
        var owner = await Server.RegisterUserAsync();
        _event = await TestEvents.CreateAsync(owner);
        _small = await TestEvents.CreateAsync(owner);
        await Server.SqlAsync(
            $"""
            INSERT INTO faqs (event_id, question, answer)
            SELECT {_event}, 'q' || g, (SELECT string_agg(md5((g * i)::text), ' ') FROM generate_series(1, 150) i)
            FROM generate_series(1, 2000) g
            """
        );
        // VACUUM stores how many rows the TOAST table has. The statistics have it up to a second later.
        await Server.SqlAsync("VACUUM (ANALYZE) faqs");
        await Server.App.Services.GetRequiredService<TableSizes>().ReadAsync(default);
    }

    private static string Filtered(string list, string filter) => $"{list}?page[size]=1&filter={Uri.EscapeDataString($"[{filter}]")}";

    private async Task AssertRejectedAsync(string url, string parameter)
    {
        var answer = await Server.Anonymous.GetAsync(url);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest), answer.Text);
        var error = answer.Json.GetProperty("errors")[0];
        Assert.That(error.GetProperty("source").GetProperty("parameter").GetString(), Is.EqualTo(parameter), answer.Text);
        Assert.That(error.GetProperty("detail").GetString(), Does.Not.Contain("again"), "a repetition costs the same");
    }

    [Test]
    public Task A_filter_that_takes_too_long_is_rejected_and_not_to_be_repeated() =>
        AssertRejectedAsync(Filtered($"/v1/events/{_event}/faqs", SlowPatterns), "filter");

    [Test]
    public async Task A_filter_of_the_same_kind_is_answered_within_a_larger_budget()
    {
        await using var node = await Server.StartAnotherNodeAsync("--Api:ReadMilliseconds=60000");
        var answer = await node.Anonymous.GetAsync(Filtered($"/v1/events/{_event}/faqs", Pattern));
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), answer.Text);
    }

    [TestCase("page[size]=1000")]
    [TestCase("page[size]=0")]
    public Task A_page_that_is_too_large_is_rejected(string page) => AssertRejectedAsync($"/v1/events/{_event}/faqs?{page}", "page[size]");

    [Test]
    public Task An_include_that_is_too_large_is_rejected() => AssertRejectedAsync($"/v1/events/{_event}?include=faqs", "include");

    [Test]
    public Task An_include_of_an_include_shares_the_budget() =>
        AssertRejectedAsync($"/v1/events/{_event}/faqs?page[size]=20&include=event.faqs", "include");

    [Test]
    public async Task A_small_page_is_answered()
    {
        var answer = await Server.Anonymous.GetAsync($"/v1/events/{_event}/faqs?page[size]=10&include=event");
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), answer.Text);
        Assert.That(answer.Ids.Count(), Is.EqualTo(10));
    }

    [Test]
    public async Task A_filter_on_the_few_rows_of_one_event_is_answered_although_the_table_is_large()
    {
        var answer = await Server.Anonymous.GetAsync(Filtered($"/v1/events/{_small}/faqs", SlowPatterns));
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK), answer.Text);
    }
}
