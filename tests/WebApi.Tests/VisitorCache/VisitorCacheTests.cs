using System.Net;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Events;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.VisitorCache;

/// <summary>Answers to visitors from memory, on two nodes (docs/decisions/057).</summary>
public sealed class VisitorCacheTests
{
    private readonly KeptAnswers _answers = new();
    private readonly KeptAnswers _answersOfOther = new();
    private OpenEventServer _server = null!;
    private OpenEventServer _other = null!;
    private ApiClient _owner = null!;
    private string _id = "";

    private static string[] Changes => ["draft", "private", "deleted", "renamed"];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var database = await OpenEventServer.CreateDatabaseAsync();
        _server = await StartAsync(database, ownsDatabase: true, _answers);
        _other = await StartAsync(database, ownsDatabase: false, _answersOfOther);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _other.DisposeAsync();
        await _server.DisposeAsync();
    }

    [SetUp]
    public async Task CreateEventAsync()
    {
        _owner = await _server.RegisterUserAsync();
        _id = await TestEvents.CreateAsync(_owner, name: "Shown");
    }

    [TestCase("", ExpectedResult = true)]
    [TestCase("?include=tickets,tracks", ExpectedResult = true)]
    [TestCase("/tickets", ExpectedResult = true)]
    [TestCase("/discount-codes", ExpectedResult = false)]
    [TestCase("/relationships/tickets", ExpectedResult = false)]
    [TestCase("?include=nothing", ExpectedResult = false)]
    public async Task<bool> A_visitor_gets_a_kept_answer(string path)
    {
        await ReadKeptAsync();
        await _server.Anonymous.GetAsync($"/v1/events/{_id}{path}");
        return (await _server.Anonymous.GetAsync($"/v1/events/{_id}{path}")).Headers.Contains("Age");
    }

    [Test]
    public async Task When_changes_are_heard_again_everything_is_read_again()
    {
        var path = $"/v1/events/{_id}";
        await ReadKeptAsync(_other);
        await _server.SqlAsync($"UPDATE events SET name = 'By SQL' WHERE id = {_id}");
        Assert.That((await _other.Anonymous.GetAsync(path)).Attribute("name").GetString(), Is.EqualTo("Shown"), "a control");
        Assert.That(
            await _server.SqlAsync<long>(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                    + "WHERE query = 'LISTEN visitor_cache' AND datname = current_database()"
            ),
            Is.EqualTo(2)
        );
        await Eventually.IsTrueAsync("the change is read", async () =>
            (await _other.Anonymous.GetAsync(path)).Attribute("name").GetString() == "By SQL"
        );
    }

    [Test]
    public async Task An_answer_is_kept_until_a_commit_changes_its_event_and_a_change_that_no_node_hears_of_shows_that_it_is()
    {
        var first = await ReadKeptAsync();
        await _server.SqlAsync($"UPDATE events SET name = 'By SQL' WHERE id = {_id}");
        var kept = await ReadAsync();
        Assert.That(kept.Bytes, Is.EqualTo(first.Bytes));
        Assert.That(kept.ETag, Is.EqualTo(first.ETag));
        Assert.That(
            (await _server.Anonymous.GetAsync($"/v1/events/{_id}", ("If-None-Match", first.ETag!))).Status,
            Is.EqualTo(HttpStatusCode.NotModified)
        );
        await TestEvents.UpdateAsync(_owner, _id, new { location_name = "Here" });
        var read = await ReadAsync();
        Assert.That(read.Attribute("name").GetString(), Is.EqualTo("By SQL"));
        Assert.That(kept.Headers.Select(h => h.Key).Except(["Age"]).Order(), Is.EqualTo(read.Headers.Select(h => h.Key).Order()));
        Assert.That(_answers.Lifetimes, Is.All.LessThanOrEqualTo(TimeSpan.FromSeconds(1)).And.All.GreaterThan(TimeSpan.Zero));
    }

    [Test]
    public async Task A_parameter_that_the_server_ignores_does_not_change_the_answer_to_one_that_it_knows()
    {
        var plain = await _server.Anonymous.GetAsync($"/v1/events/{_id}?INCLUDE=tickets");
        var included = await _server.Anonymous.GetAsync($"/v1/events/{_id}?include=tickets");
        Assert.That(
            (plain.Json.TryGetProperty("included", out _), included.Json.TryGetProperty("included", out _)),
            Is.EqualTo((false, true))
        );
        Assert.That((await _server.Anonymous.GetAsync($"/v1/events/{_id}?include=tickets")).Headers.Contains("Age"));
    }

    [Test]
    public async Task A_change_of_another_event_leaves_the_answer()
    {
        var other = await TestEvents.CreateAsync(_owner);
        await ReadAsync();
        await ReadKeptAsync();
        await TestEvents.UpdateAsync(_owner, other, new { name = "Other" });
        Assert.That((await ReadAsync()).Headers.Contains("Age"));
    }

    [Test]
    public async Task A_list_with_rows_of_one_event_is_read_again_when_another_event_joins_it()
    {
        var name = $"Only {_id}";
        await TestEvents.UpdateAsync(_owner, _id, new { name });
        var path = "/v1/events?filter=" + Uri.EscapeDataString($$"""[{"name":"name","op":"eq","val":"{{name}}"}]""");
        await Eventually.ReadAsync("it is kept", () => _server.Anonymous.GetAsync(path), a => a.Headers.Contains("Age"));
        var other = await TestEvents.CreateAsync(_owner, "draft", name);
        await Eventually.ReadAsync("it is kept", () => _server.Anonymous.GetAsync(path), a => a.Headers.Contains("Age"));
        await TestEvents.UpdateAsync(_owner, other, new { state = "published" });
        Assert.That((await _server.Anonymous.GetAsync(path)).Ids, Is.EquivalentTo([_id, other]));
    }

    [Test]
    public async Task A_long_URL_takes_no_more_memory_than_a_short_one_and_a_very_long_one_is_not_kept()
    {
        await ReadKeptAsync();
        foreach (var (length, isKept) in new[] { (1900, true), (2100, false) })
        {
            var path = $"/v1/events/{_id}?x={new string('x', length)}";
            (await _server.Anonymous.GetAsync(path)).EnsureStatus(HttpStatusCode.OK);
            Assert.That((await _server.Anonymous.GetAsync(path)).Headers.Contains("Age"), Is.EqualTo(isKept), $"{length}");
        }

        Assert.That(_answers.Keys.Select(k => k.Length), Is.All.LessThan(400));
        var accepts = await _server.Anonymous.GetAsync($"/v1/events/{_id}", ("Accept", "application/json"));
        Assert.That(accepts.Headers.Contains("Age"), Is.False, "another Accept is another answer");
    }

    [TestCaseSource(nameof(Changes))]
    public async Task What_was_hidden_is_gone_on_every_node(string change)
    {
        var tickets = $"/v1/events/{_id}?include=tickets";
        string[] paths = [$"/v1/events/{_id}", tickets, "/v1/events?page[size]=0", $"/v1/events/{_id}/tickets"];
        foreach (var server in new[] { _server, _other })
        foreach (var path in paths)
            (await server.Anonymous.GetAsync(path)).EnsureStatus(HttpStatusCode.OK);

        if (change == "deleted")
            (await _owner.DeleteAsync($"/v1/events/{_id}")).EnsureStatus(HttpStatusCode.OK);
        else
            await TestEvents.UpdateAsync(
                _owner,
                _id,
                change switch
                {
                    "draft" => new { state = "draft" },
                    "private" => new { privacy = "private" },
                    _ => (object)new { name = "Other" },
                }
            );

        foreach (var path in paths)
        {
            var read = await _server.Anonymous.GetAsync(path);
            Assert.That(read.Headers.Contains("Age"), Is.False, path);
            await Eventually.IsTrueAsync($"{path} is read again", async () =>
                (await _other.Anonymous.GetAsync(path)) is var answer
                && answer.Status == read.Status
                && answer.Bytes.AsSpan().SequenceEqual(read.Bytes)
            );
        }
    }

    [Test]
    public async Task A_signed_in_caller_gets_no_kept_answer_and_leaves_none()
    {
        var url = $"/v1/events/{_id}";
        await _owner.GetAsync(url);
        Assert.That((await ReadAsync()).Headers.Contains("Age"), Is.False, "the answer to the owner was not kept");
        Assert.That((await ReadAsync()).Headers.Contains("Age"), "the answer to a visitor was kept");
        Assert.That((await _owner.GetAsync(url)).Headers.Contains("Age"), Is.False);
        var invalid = await _server.Anonymous.GetAsync(url, ("Authorization", "JWT not-a-token"));
        Assert.That(invalid.Headers.Contains("Age"), Is.False);
        var cookie = await _server.Anonymous.GetAsync(url, ("Cookie", "access_token_cookie=not-a-token"));
        Assert.That(cookie.Headers.Contains("Age"), Is.False);
    }

    [Test]
    public async Task No_private_byte_is_ever_kept()
    {
        const string Secret = "Hidden from the cache";
        var draft = await TestEvents.CreateAsync(_owner, "draft", Secret);
        var shown = await TestEvents.CreateAsync(_owner, "published", Secret);
        await TestEvents.UpdateAsync(_owner, shown, new { privacy = "private" });
        var hidden = await _owner.CreateAsync(
            "ticket",
            new
            {
                name = Secret,
                type = "free",
                quantity = 5,
                is_hidden = true,
                sales_starts_at = "2020-01-01T00:00:00Z",
                sales_ends_at = "2098-01-01T00:00:00Z",
            },
            ("event", "event", _id)
        );
        var code = await _owner.CreateAsync(
            "access-code",
            new
            {
                code = "OPEN",
                is_active = true,
                tickets_number = 5,
                valid_from = "2020-01-01T00:00:00Z",
            },
            ("event", "event", _id),
            ("marketer", "user", $"{_owner.UserId}"),
            ("tickets", "ticket", hidden.Id())
        );
        Assert.That((await _server.Anonymous.GetAsync($"/v1/access-codes/{code.Id()}/tickets")).Text, Does.Contain(Secret), "a control");
        foreach (var client in new[] { _owner, _server.Admin, _server.Anonymous })
        foreach (var id in new[] { draft, shown, _id })
        foreach (var path in new[] { "", "?include=tickets", "/tickets", "/tracks", "/relationships/tickets" })
            await client.GetAsync($"/v1/events/{id}{path}");
        (await _server.Anonymous.GetAsync("/v1/events?page[size]=0")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(_answers.Stored.Where(a => a.Contains(Secret)), Is.Empty);
        Assert.That(_answers.Stored.Where(a => a.Contains("\"Shown\"")), Is.Not.Empty, "public answers are kept");
    }

    /// <summary>Reads until the answer is kept: changes that were made before may be heard of while it is read.</summary>
    private Task<ApiResponse> ReadKeptAsync(OpenEventServer? server = null) =>
        Eventually.ReadAsync(
            "the answer is kept",
            () => (server ?? _server).Anonymous.GetAsync($"/v1/events/{_id}"),
            answer => answer.Headers.Contains("Age")
        );

    private Task<ApiResponse> ReadAsync() => _server.Anonymous.GetAsync($"/v1/events/{_id}");

    private static Task<OpenEventServer> StartAsync(TestDatabase database, bool ownsDatabase, KeptAnswers answers) =>
        OpenEventServer.StartOnAsync(
            database,
            ownsDatabase,
            builder => builder.Services.AddSingleton<IOutputCacheStore>(answers),
            ["--VisitorCache:Megabytes=16"]
        );
}
