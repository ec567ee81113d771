using System.Net;
using System.Text.Json;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Lab;

/// <summary>The routes of the first remote lab, used as its web pages do: with forms, a cookie and its JSON.</summary>
[TestFixture]
public sealed class LegacyLabTests
{
    private static int _people;

    private readonly StubDevice _device = new("main");
    private OpenEventServer _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _server = await OpenEventServer.StartAsync(StubDevice.Register(_device));

    [OneTimeTearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    [Test]
    public async Task Sign_up_sign_in_call_and_sign_out_by_forms_and_a_cookie()
    {
        using var page = Page();
        var email = Email();
        var signUp = await FormAsync(
            page,
            "/signUp",
            ("inputName", "Ada"),
            ("inputEmail", email),
            ("inputPassword", OpenEventServer.Password)
        );
        Assert.That((signUp.Status, signUp.Json.GetProperty("status").GetBoolean()), Is.EqualTo((HttpStatusCode.OK, true)), signUp.Text);
        Assert.That(signUp.Json.GetProperty("message").GetString(), Does.Contain("Ada").And.Contain(email));

        var signedIn = await FormAsync(page, "/validateLogin", ("inputEmail", email), ("inputPassword", OpenEventServer.Password));
        Assert.That(signedIn.Json.GetProperty("status").GetBoolean(), Is.True);
        page.DefaultRequestHeaders.Add("X-CSRF-TOKEN", signedIn.Json.GetProperty("csrf_token").GetString());
        Assert.That((await GetAsync(page, "/getUserName")).Json.GetProperty("username").GetString(), Is.EqualTo("Ada"));

        var called = await FormAsync(page, "/evalFunctionString", ("function", "get_voltage('CH1')"));
        Assert.That(
            (
                called.Json.GetProperty("status").GetBoolean(),
                called.Json.GetProperty("result").GetDouble(),
                called.Json.GetProperty("stringified").GetBoolean()
            ),
            Is.EqualTo((true, 1.0, false))
        );
        var text = await FormAsync(page, "/evalFunctionString", ("function", "get_voltage('CH1')"), ("stringify", "true"));
        Assert.That(
            (text.Json.GetProperty("result").GetString(), text.Json.GetProperty("stringified").GetBoolean()),
            Is.EqualTo(("1", true))
        );

        Assert.That((await FormAsync(page, "/logout")).Json.GetProperty("status").GetBoolean(), Is.True);
        Assert.That((await GetAsync(page, "/getUserName")).Status, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A_cookie_alone_cannot_call_functions()
    {
        using var page = Page();
        await SignInAsync(page);
        var before = _device.Calls;
        Assert.That(
            (await FormAsync(page, "/evalFunctionString", ("function", "get_voltage('CH1')"))).Status,
            Is.EqualTo(HttpStatusCode.Unauthorized),
            "another site can make a browser send this request"
        );
        Assert.That(_device.Calls, Is.EqualTo(before));
    }

    [Test]
    public async Task An_API_token_is_accepted_as_well()
    {
        var user = await _server.RegisterUserAsync();
        using var page = Page();
        page.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"JWT {user.Token}");
        Assert.That(
            (await FormAsync(page, "/evalFunctionString", ("function", "get_voltage('CH1')"))).Status,
            Is.EqualTo(HttpStatusCode.OK)
        );
    }

    [Test]
    public async Task Errors_have_the_shape_of_the_first_remote_lab_and_correct_status_codes()
    {
        using var page = Page();
        var email = await SignInAsync(page, withCsrf: true);
        var wrong = await FormAsync(page, "/evalFunctionString", ("function", "bad("));
        Assert.That(
            (wrong.Status, wrong.Json.GetProperty("status").GetBoolean(), wrong.Json.GetProperty("result").GetString()),
            Is.EqualTo((HttpStatusCode.UnprocessableEntity, false, "Column 4: bad."))
        );
        using var otherPage = Page();
        var unknown = await FormAsync(
            otherPage,
            "/validateLogin",
            ("inputEmail", "nobody@example.org"),
            ("inputPassword", "wrong password")
        );
        var known = await FormAsync(otherPage, "/validateLogin", ("inputEmail", email), ("inputPassword", "wrong password"));
        Assert.That(
            (unknown.Status, unknown.Text),
            Is.EqualTo((known.Status, known.Text)),
            "the answer does not tell whether the account exists"
        );
        Assert.That((known.Status, known.Json.GetProperty("status").GetBoolean()), Is.EqualTo((HttpStatusCode.Unauthorized, false)));
        Assert.That(
            (
                await FormAsync(
                    otherPage,
                    "/signUp",
                    ("inputName", "Eve"),
                    ("inputEmail", email),
                    ("inputPassword", OpenEventServer.Password)
                )
            ).Status,
            Is.EqualTo(HttpStatusCode.Conflict)
        );
        Assert.That(
            (await FormAsync(otherPage, "/signUp", ("inputName", ""), ("inputEmail", email))).Status,
            Is.EqualTo(HttpStatusCode.BadRequest)
        );
        Assert.That(
            (await FormAsync(otherPage, "/evalFunctionString", ("function", "get_voltage('CH1')"))).Json.GetProperty("status").GetBoolean(),
            Is.False
        );
        Assert.That((await GetAsync(otherPage, "/getFunctionList")).Json.GetProperty("doc_list").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task The_function_list_has_names_arguments_and_documentation()
    {
        using var page = Page();
        await SignInAsync(page);
        var list = (await GetAsync(page, "/getFunctionList")).Json;
        Assert.That(list.GetProperty("status").GetBoolean(), Is.True);
        var entry = list.GetProperty("doc_list").EnumerateArray().Single(d => d.GetProperty("name").GetString() == "capture1");
        Assert.That(entry.GetProperty("args").EnumerateArray().Count(a => a.ValueKind == JsonValueKind.String), Is.GreaterThan(2));
        Assert.That(entry.GetProperty("doc_string").GetString(), Is.Not.Empty);
    }

    private HttpClient Page() =>
        new(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = _server.Anonymous.Http.BaseAddress };

    private static string Email() => $"legacy{Interlocked.Increment(ref _people)}@example.org";

    private static async Task<string> SignInAsync(HttpClient page, bool withCsrf = false)
    {
        var email = Email();
        await FormAsync(page, "/signUp", ("inputName", "Ada"), ("inputEmail", email), ("inputPassword", OpenEventServer.Password));
        var session = (
            await FormAsync(page, "/validateLogin", ("inputEmail", email), ("inputPassword", OpenEventServer.Password))
        ).EnsureStatus(HttpStatusCode.OK);
        if (withCsrf)
            page.DefaultRequestHeaders.Add("X-CSRF-TOKEN", session.Json.GetProperty("csrf_token").GetString());
        return email;
    }

    private static async Task<ApiResponse> GetAsync(HttpClient page, string url) =>
        await ReadAsync(await page.GetAsync(new Uri(url, UriKind.Relative)));

    private static async Task<ApiResponse> FormAsync(HttpClient page, string url, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await ReadAsync(await page.PostAsync(new Uri(url, UriKind.Relative), form));
    }

    private static async Task<ApiResponse> ReadAsync(HttpResponseMessage response)
    {
        using (response)
            return new ApiResponse(
                response.StatusCode,
                response.Headers,
                response.Content.Headers,
                await response.Content.ReadAsByteArrayAsync()
            );
    }
}
