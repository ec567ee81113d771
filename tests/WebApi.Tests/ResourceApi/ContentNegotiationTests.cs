using System.Net;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;
using static OpenEvent.WebApi.Tests.ResourceApi.ResourceApiFixture;

namespace OpenEvent.WebApi.Tests.ResourceApi;

[TestFixture]
public sealed class ContentNegotiationTests
{
    private string _faq = "";

    [OneTimeSetUp]
    public async Task SetUp() => _faq = await CreateFaqAsync(await CreateEventAsync(), "by train");

    [TestCase("application/json")]
    [TestCase("application/vnd.api+json; charset=utf-8")]
    [TestCase("application/vnd.api+json;ext=bulk")]
    [TestCase("text/plain")]
    [TestCase("")]
    public async Task A_body_of_another_type_is_415(string type)
    {
        foreach (
            var answer in new[]
            {
                await Owner.PatchAsync($"/v1/faqs/{_faq}", JsonApiDocument.Of("faq", _faq, new { answer = "x" }), ("Content-Type", type)),
                await Owner.PostAsync("/v1/faqs", JsonApiDocument.Of("faq", null, new { answer = "x" }), ("Content-Type", type)),
            }
        )
        {
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.UnsupportedMediaType));
            Assert.That(answer.Error.GetProperty("title").GetString(), Is.EqualTo("Unsupported Media Type"));
        }
    }

    [TestCase("application/vnd.api+json", true)]
    [TestCase("*/*", true)]
    [TestCase("application/*", true)]
    [TestCase("text/html, application/json;q=0.9, */*;q=0.1", true)]
    [TestCase("application/json, application/vnd.api+json", true)]
    [TestCase("application/json", false)]
    [TestCase("text/html", false)]
    [TestCase("application/vnd.api+json;q=0", false)]
    [TestCase("rubbish", false)]
    public async Task An_accept_header_must_include_json_api(string accept, bool accepted)
    {
        var answer = await Anonymous.GetAsync($"/v1/faqs/{_faq}", ("Accept", accept));
        Assert.That(answer.Status, Is.EqualTo(accepted ? HttpStatusCode.OK : HttpStatusCode.NotAcceptable));
        Assert.That(answer.ContentHeaders.ContentType!.ToString(), Is.EqualTo(ApiClient.JsonApi));
    }

    [Test]
    public async Task Reading_requires_neither_accept_nor_content_type()
    {
        using var answer = await Anonymous.Http.GetAsync(new Uri($"/v1/faqs/{_faq}", UriKind.Relative));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_head_request_returns_the_headers_of_get_without_a_body()
    {
        var head = await Anonymous.SendAsync(HttpMethod.Head, $"/v1/faqs/{_faq}", null);
        var get = await Anonymous.GetAsync($"/v1/faqs/{_faq}");
        Assert.That(
            (head.Status, head.ETag, head.ContentHeaders.ContentLength, head.Bytes.Length),
            Is.EqualTo((HttpStatusCode.OK, get.ETag, (long?)get.Bytes.Length, 0))
        );
    }

    [TestCase("/v1/events/")]
    [TestCase("/v1/faqs/{faq}/")]
    [TestCase("/v1/faqs/{faq}/event/")]
    [TestCase("/v1/faqs/{faq}/relationships/event/")]
    public async Task A_trailing_slash_makes_no_difference(string url)
    {
        url = url.Replace("{faq}", _faq, StringComparison.Ordinal);
        Assert.That(
            (await Anonymous.GetAsync(url)).Data.GetRawText(),
            Is.EqualTo((await GetOkAsync(Anonymous, url.TrimEnd('/'))).Data.GetRawText())
        );
    }
}
