using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Events;

/// <summary>The text search of events: <c>/v1/search/events</c> and <c>/v1/events?search=</c>.</summary>
[TestFixture]
public sealed class EventSearchTests : ServerFixture
{
    private ApiClient _owner = null!;

    [OneTimeSetUp]
    public async Task CreateEventsAsync()
    {
        _owner = await Server.RegisterUserAsync();
        await CreateAsync("Café Numérique", "<p>About <b>gardens</b> &amp; bees</p>", "Zürich", "published");
        await CreateAsync("Brussels Developers Meeting", "A café in the middle", "Bruxelles", "published");
        await CreateAsync("東京オープンソース会議", "日本語", "東京", "published");
        await CreateAsync("Secret café", "draft", "Zürich", "draft");
        await CreateAsync("Deleted café", "deleted", "Zürich", "published");
        await Server.SqlAsync("UPDATE events SET deleted_at = now() WHERE name = 'Deleted café'");
    }

    [TestCase("q=cafe", "Café Numérique", "Brussels Developers Meeting", TestName = "A_name_ranks_before_a_description")]
    [TestCase("q=CAFÉ%20numérique", "Café Numérique")]
    [TestCase("q=devel%20brus", "Brussels Developers Meeting", TestName = "The_beginning_of_a_word_is_enough")]
    [TestCase("q=オープン", "東京オープンソース会議", TestName = "Scripts_without_spaces_are_searched_in_the_middle")]
    [TestCase("q=garden%20bees", "Café Numérique")]
    [TestCase("q=b", "Brussels Developers Meeting", "Café Numérique", TestName = "Tags_are_no_words")]
    [TestCase("name=cafe", "Café Numérique")]
    [TestCase("location-name=zurich", "Café Numérique")]
    [TestCase("location_name=bruxelles&description=cafe", "Brussels Developers Meeting")]
    [TestCase("q=Brussles%20Develpers", "Brussels Developers Meeting", TestName = "Typing_errors_are_tolerated")]
    [TestCase("q=zzzzqqq")]
    [TestCase("q=%27%20%7C%20!%20(")]
    [TestCase("")]
    public async Task Events_are_found_by_their_words(string query, params string[] names)
    {
        var found = await Server.Anonymous.GetAsync($"/v1/search/events?{query}", ("Accept", "*/*"));
        found.EnsureStatus(HttpStatusCode.OK);
        Assert.That(found.Json.EnumerateArray().Select(e => e.GetProperty("name").GetString()), Is.EqualTo(names));
    }

    [Test]
    public async Task The_team_finds_its_drafts_and_nobody_finds_deleted_events()
    {
        var found = (await _owner.GetAsync("/v1/search/events?name=cafe", ("Accept", "*/*"))).EnsureStatus(HttpStatusCode.OK);
        var names = found.Json.EnumerateArray().Select(e => e.GetProperty("name").GetString());
        Assert.That(names, Is.EquivalentTo(["Café Numérique", "Secret café"]));
    }

    [Test]
    public async Task A_short_word_is_the_beginning_of_a_word_only_at_the_end()
    {
        Assert.That(await NamesAsync("q=num%20caf%20ga"), Is.EqualTo(["Café Numérique"]));
        Assert.That((await Server.Anonymous.GetAsync("/v1/events?search=ga%20cafe")).Ids, Is.Empty);
        Assert.That((await Server.Anonymous.GetAsync("/v1/events?search=cafe%20ga")).Ids, Has.Exactly(1).Items);
    }

    [Test]
    public async Task A_text_is_cut_after_its_characters_are_decomposed()
    {
        var ligatures = Uri.EscapeDataString(new string('\uFDFA', 200));
        Assert.That((await Server.Anonymous.GetAsync($"/v1/events?search={ligatures}")).EnsureStatus(HttpStatusCode.OK).Ids, Is.Empty);
    }

    [Test]
    public async Task Drafts_of_others_do_not_hide_events_with_similar_names()
    {
        var columns = await Server.SqlAsync<string>(
            "SELECT string_agg(attname, ', ') FROM pg_attribute WHERE attrelid = 'events'::regclass AND attnum > 0 AND NOT attisdropped "
                + "AND attgenerated = '' AND attname NOT IN ('id', 'identifier', 'name', 'state')"
        );
        await Server.SqlAsync(
            $"INSERT INTO events (identifier, name, state, {columns}) SELECT lpad(to_hex(n), 8, '0'), 'Brussles', 'Draft', {columns} "
                + "FROM events, generate_series(1, 300) n WHERE name = 'Brussels Developers Meeting'"
        );
        Assert.That(await NamesAsync("q=Brusslesx"), Is.EqualTo(["Brussels Developers Meeting"]));
    }

    [Test]
    public async Task A_description_is_cut_between_characters()
    {
        await CreateAsync("Emoji", new string('x', 499) + "😀 end", "Oslo", "published");
        var found = await Server.Anonymous.GetAsync("/v1/search/events?name=emoji", ("Accept", "*/*"));
        Assert.That(found.Json[0].GetProperty("description").GetString(), Is.EqualTo(new string('x', 499) + "…"));
    }

    [Test]
    public async Task Words_of_a_description_are_found_by_the_description_only()
    {
        Assert.That(await NamesAsync("description=gardens"), Is.EqualTo(["Café Numérique"]));
        Assert.That(await NamesAsync("name=gardens"), Is.Empty);
        Assert.That(await NamesAsync("owner-description=gardens"), Is.Empty);
        Assert.That(await NamesAsync("description=numerique"), Is.Empty);
    }

    [Test]
    public async Task The_list_of_events_is_searched_with_its_filters_and_pages()
    {
        Assert.That((await Server.Anonymous.GetAsync("/v1/events?search=cafe")).Ids, Has.Exactly(2).Items);
        Assert.That((await _owner.GetAsync("/v1/events?search=cafe&page[size]=1&sort=-name")).Ids, Has.Exactly(1).Items);
        var filter = Uri.EscapeDataString("""[{"name":"location-name","op":"eq","val":"Zürich"}]""");
        Assert.That((await Server.Anonymous.GetAsync($"/v1/events?search=cafe&filter={filter}")).Ids, Has.Exactly(1).Items);
        Assert.That((await Server.Anonymous.GetAsync("/v1/events?search=!")).Ids, Is.Empty);
    }

    [TestCase("/v1/events?search={long}", "search")]
    [TestCase("/v1/search/events?q={long}", "q")]
    [TestCase("/v1/search/events?q=a&page[size]=101", "page[size]")]
    [TestCase("/v1/search/events?q=a&page[size]=x", "page[size]")]
    [TestCase("/v1/search/events?q=a&page[number]=51", "page[number]")]
    public async Task Texts_and_pages_are_limited(string url, string parameter)
    {
        var rejected = await Server.Anonymous.GetAsync(
            url.Replace("{long}", new string('x', 201), StringComparison.Ordinal),
            ("Accept", "*/*")
        );
        Assert.That((rejected.Status, rejected.Parameter), Is.EqualTo((HttpStatusCode.BadRequest, parameter)));
    }

    [Test]
    public async Task A_search_uses_the_index()
    {
        var plan = await Server.SqlAsync<string>(
            "SET enable_seqscan = off; EXPLAIN SELECT id FROM events WHERE search_vector @@ (SELECT to_tsquery('simple', '''a'':*'))"
        );
        Assert.That(plan, Does.Contain("ix_events_search_vector").Or.Contain("Bitmap Heap Scan"));
    }

    private async Task<List<string?>> NamesAsync(string query)
    {
        var found = (await Server.Anonymous.GetAsync($"/v1/search/events?{query}", ("Accept", "*/*"))).EnsureStatus(HttpStatusCode.OK);
        return [.. found.Json.EnumerateArray().Select(e => e.GetProperty("name").GetString())];
    }

    private async Task CreateAsync(string name, string description, string place, string state) =>
        (
            await _owner.CreateAsync(
                "event",
                new
                {
                    name,
                    description,
                    location_name = place,
                    state,
                    starts_at = "2099-05-01T09:00:00Z",
                    ends_at = "2099-05-03T18:00:00Z",
                    timezone = "Europe/Berlin",
                }
            )
        ).EnsureStatus(HttpStatusCode.Created);
}
