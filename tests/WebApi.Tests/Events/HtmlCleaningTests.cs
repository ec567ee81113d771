using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Events;

public class HtmlCleaningTests : ServerFixture
{
    private ApiClient _owner = null!;
    private string _event = "";

    [OneTimeSetUp]
    public async Task Start()
    {
        _owner = await Server.RegisterUserAsync();
        _event = await TestEvents.CreateAsync(_owner);
    }

    [TestCase("<p>Hi <strong>you</strong></p>", "<p>Hi <strong>you</strong></p>")]
    [TestCase("<p>Hi</p><script>alert(1)</script>", "<p>Hi</p>")]
    [TestCase("<p onclick=\"alert(1)\">Hi</p>", "<p>Hi</p>")]
    [TestCase("<p style=\"color: red; position: fixed\">Hi</p>", "<p style=\"color: rgba(255, 0, 0, 1)\">Hi</p>")]
    [TestCase("<a href=\"javascript:alert(1)\">x</a>", "<a rel=\"nofollow noopener\">x</a>")]
    [TestCase("<a href=\"https://example.org\">x</a>", "<a href=\"https://example.org\" rel=\"nofollow noopener\">x</a>")]
    [TestCase("<iframe src=\"https://example.org\"></iframe><svg onload=alert(1)></svg>", "")]
    [TestCase(
        "See https://example.org/a?b=1, now.",
        "See <a href=\"https://example.org/a?b=1\" rel=\"nofollow noopener\">https://example.org/a?b=1</a>, now."
    )]
    [TestCase("<code>https://example.org</code>", "<code>https://example.org</code>")]
    [TestCase("Plain text, 1 > 0", "Plain text, 1 > 0")]
    public async Task Unsafe_HTML_is_removed(string written, string kept)
    {
        var changed = await TestEvents.UpdateAsync(_owner, _event, new { description = written });
        Assert.That(changed.Attribute("description").GetString(), Is.EqualTo(kept));
    }

    [TestCase("description")]
    [TestCase("owner-description")]
    [TestCase("code-of-conduct")]
    [TestCase("after-order-message")]
    public async Task Every_HTML_field_is_sanitized_and_unchanged_when_sent_back(string field)
    {
        async Task<string> SendAsync(string html)
        {
            var body = JsonApiDocument.Of("event", _event, new { });
            body["data"]!["attributes"]![field] = html;
            return (await _owner.PatchAsync($"/v1/events/{_event}", body)).Attribute(field).GetString()!;
        }

        var once = await SendAsync("<p>Tom & Jerry</p><img src=x onerror=alert(1)> http://example.org <script>x</script>");
        Assert.That(once, Does.Not.Contain("script").And.Not.Contain("onerror").And.Contain("<a href=\"http://example.org\""));
        Assert.That(await SendAsync(once), Is.EqualTo(once));
    }
}
