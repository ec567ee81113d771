using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using NUnit.Framework;
using OpenEvent.WebApi.Hosting;

namespace OpenEvent.WebApi.Tests.Lab;

/// <summary>How the page of the lab is served, with files as the build of the page makes them.</summary>
[TestFixture]
public sealed class LabPageTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lab-page-").FullName;
    private WebApplication _built = null!;
    private WebApplication _notBuilt = null!;
    private HttpClient _browser = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var files = Directory.CreateDirectory(Path.Combine(_folder, "lab")).FullName;
        await File.WriteAllTextAsync(Path.Combine(_folder, "secret.txt"), "secret");
        await File.WriteAllTextAsync(Path.Combine(files, "index.html"), "<title>Lab</title>");
        await File.WriteAllTextAsync(Path.Combine(files, "page-ABC.js"), "plain");
        await File.WriteAllTextAsync(Path.Combine(files, "page-ABC.js.br"), "compressed");
        _built = await ServeAsync(files);
        _notBuilt = await ServeAsync(Path.Combine(_folder, "nothing"));
        _browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _built.DisposeAsync();
        await _notBuilt.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [TestCase("/lab/")]
    [TestCase("/lab/oscilloscope")]
    [TestCase("/lab/scripts/5?run")]
    public async Task Every_address_of_the_page_answers_with_the_page(string url)
    {
        using var answer = await GetAsync(_built, url);
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("<title>Lab"));
        Assert.That(answer.Content.Headers.ContentType?.ToString(), Is.EqualTo("text/html; charset=utf-8"));
    }

    [Test]
    public async Task Files_with_a_hash_are_kept_for_a_year_and_the_page_is_checked_each_time()
    {
        using var script = await GetAsync(_built, "/lab/page-ABC.js");
        using var page = await GetAsync(_built, "/lab/");
        Assert.That(script.Headers.CacheControl?.ToString(), Does.Contain("max-age=31536000").And.Contain("immutable"));
        Assert.That(page.Headers.CacheControl?.NoCache, Is.True);
    }

    [Test]
    public async Task Browsers_get_the_compressed_copy_only_if_they_ask_for_it()
    {
        using var plain = await GetAsync(_built, "/lab/page-ABC.js");
        using var compressed = await GetAsync(_built, "/lab/page-ABC.js", "br");
        Assert.That(await plain.Content.ReadAsStringAsync(), Is.EqualTo("plain"));
        Assert.That(await compressed.Content.ReadAsStringAsync(), Is.EqualTo("compressed"));
        Assert.That(compressed.Content.Headers.ContentEncoding, Is.EqualTo(["br"]));
        Assert.That(compressed.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/javascript"));
        Assert.That(plain.Headers.Vary, Does.Contain("Accept-Encoding"));
    }

    [Test]
    public async Task The_page_runs_nothing_but_its_own_scripts()
    {
        using var answer = await GetAsync(_built, "/lab/");
        var policy = string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));
        Assert.That(policy, Does.Contain("script-src 'self';").And.Contain("require-trusted-types-for 'script'").And.Not.Contain("unsafe"));
    }

    [TestCase("/lab/missing-ABC.js")]
    [TestCase("/lab/..%2fsecret.txt")]
    [TestCase("/lab/%2e%2e/secret.txt")]
    [TestCase("/laboratory")]
    public async Task Other_files_are_not_found(string url)
    {
        using var answer = await GetAsync(_built, url);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task The_address_without_its_slash_leads_to_the_page()
    {
        using var answer = await GetAsync(_built, "/lab");
        Assert.That(answer.Headers.Location?.OriginalString, Is.EqualTo("/lab/"));
    }

    [Test]
    public async Task Without_the_built_files_the_address_says_how_to_build_them()
    {
        using var answer = await GetAsync(_notBuilt, "/lab/oscilloscope");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("./run"));
    }

    private static async Task<WebApplication> ServeAsync(string folder)
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.UseLabPage(folder);
        await app.StartAsync();
        return app;
    }

    private async Task<HttpResponseMessage> GetAsync(WebApplication app, string url, string? encoding = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, app.Urls.First() + url);
        if (encoding is not null)
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));
        return await _browser.SendAsync(request);
    }
}
