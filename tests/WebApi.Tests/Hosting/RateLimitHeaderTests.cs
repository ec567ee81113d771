using System.Globalization;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;
using OpenEvent.WebApi.Tests.Identity;

namespace OpenEvent.WebApi.Tests.Hosting;

/// <summary>What responses tell about rate limits, before and at the rejection (docs/limits.md).</summary>
[TestFixture]
public sealed class RateLimitHeaderTests
{
    private OpenEventServer _server = null!;

    [OneTimeSetUp]
    public async Task Start() =>
        _server = await OpenEventServer.StartAsync(
            "--Auth:RegistrationsPerAddressAndHour=1000",
            "--Auth:LookUpsPerAddressAndMinute=2",
            "--Auth:SignInFailuresPerAddress=3",
            "--Auth:ResetsPerAddressAndMinute=2",
            "--Auth:EmailsPerAccountAndHour=2",
            "--Auth:UnknownTokensPerAddress=2",
            "--Orders:OpenCheckoutsPerUser=1"
        );

    [OneTimeTearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [Test]
    public async Task A_counted_request_tells_what_remains_and_a_rejected_one_when_to_try_again()
    {
        var first = await CheckEmailAsync();
        Assert.That(
            HeadersOf(first, "RateLimit-Policy", "RateLimit-Limit", "RateLimit-Remaining"),
            Is.EqualTo<string?[]>(["\"look-up-address\";q=2;w=60", "2", "1"])
        );
        Assert.That(Header(first, "RateLimit"), Does.Match("^\"look-up-address\";r=1;t=\\d+$"));
        Assert.That(Header(first, "Retry-After"), Is.Null);
        await CheckEmailAsync();
        RequireRejected(await CheckEmailAsync(), "look-up-address");
    }

    [Test]
    public async Task Wrong_passwords_are_told_by_address_and_the_state_of_the_account_only_at_the_rejection()
    {
        await using var server = await OpenEventServer.StartAsync(
            "--Auth:SignInFailuresPerAccount=1",
            "--Auth:SignInFailuresPerAddress=50"
        );
        var wrong = new { email = "nobody@example.org", password = "wrong horse" };
        var first = await server.Anonymous.PostAsync("/auth/session", wrong);
        Assert.That((int)first.Status, Is.EqualTo(401));
        Assert.That(Header(first, "RateLimit"), Does.Contain("sign-in-address").And.Not.Contain("sign-in-account"));
        RequireRejected(await server.Anonymous.PostAsync("/auth/session", wrong), "sign-in-account");
    }

    [Test]
    public async Task A_right_password_takes_its_count_back()
    {
        await using var server = await OpenEventServer.StartAsync();
        var right = await server.Anonymous.PostAsync(
            "/auth/session",
            new { email = OpenEventServer.AdminEmail, password = OpenEventServer.Password }
        );
        Assert.That(HeadersOf(right, "RateLimit-Limit", "RateLimit-Remaining"), Is.EqualTo<string?[]>(["50", "50"]));
    }

    [Test]
    public async Task Routes_without_a_limit_have_no_headers() =>
        Assert.That(Header(await _server.Anonymous.GetAsync("/v1/events"), "RateLimit"), Is.Null);

    [Test]
    public async Task Requests_for_a_password_reset_are_limited_by_address()
    {
        ApiResponse answer = null!;
        for (var i = 0; i < 3; i++)
            answer = await _server.Anonymous.PostAsync("/v1/auth/reset-password", new { data = new { email = $"x{i}@example.org" } });
        RequireRejected(answer, "reset-address");
    }

    [Test]
    public async Task Unknown_access_tokens_are_limited_by_address()
    {
        var unknown = _server.ClientWithToken(Application.Identity.AccessTokenText.Create(isServiceAccount: false));
        ApiResponse answer = null!;
        for (var i = 0; i < 3; i++)
            answer = await unknown.GetAsync("/v1/events");
        RequireRejected(answer, "access-token-address");
    }

    [Test]
    public async Task Searches_are_limited_by_address()
    {
        var first = await _server.Anonymous.GetAsync("/v1/search/events?name=light", ("Accept", "*/*"));
        Assert.That(HeadersOf(first, "RateLimit-Limit", "RateLimit-Remaining"), Is.EqualTo<string?[]>(["120", "119"]));
    }

    private Task<ApiResponse> CheckEmailAsync() => _server.Anonymous.PostAsync("/v1/users/check_email", new { email = "a@example.org" });

    private static void RequireRejected(ApiResponse answer, string limit)
    {
        Assert.That((int)answer.Status, Is.EqualTo(429), answer.Text);
        Assert.That(int.Parse(Header(answer, "Retry-After")!, CultureInfo.InvariantCulture), Is.GreaterThan(0));
        Assert.That(Header(answer, "RateLimit-Policy"), Does.Contain($"\"{limit}\";q="));
        Assert.That(Header(answer, "RateLimit"), Does.Contain($"\"{limit}\";r=0;t="));
        Assert.That(Header(answer, "RateLimit-Remaining"), Is.EqualTo("0"));
        Assert.That(answer.Text, Does.Contain("\"code\":\"too-many-requests\""));
    }

    private static string?[] HeadersOf(ApiResponse answer, params string[] names) => [.. names.Select(n => Header(answer, n))];

    private static string? Header(ApiResponse answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
