using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using NUnit.Framework;
using OpenEvent.Testing;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Lab;

/// <summary>Runs of scripts over HTTP, with the real sandbox and a virtual board.</summary>
[TestFixture]
public sealed partial class ScriptRunsTests
{
    private OpenEventServer _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await OpenEventServer.StartAsync(
            "--Lab:Device=virtual",
            "--Lab:Scripts:Enabled=true",
            $"--Lab:LockDirectory={Path.GetTempPath()}"
        );
        await _server.WaitForDeviceStateAsync("ready");
        await Eventually.ReadAsync(
            "scripts can run",
            async () => (await _server.Admin.GetAsync("/v1/lab/limits")).Json.GetProperty("scripts").GetProperty("state").GetString(),
            state => state != "starting"
        );
    }

    [OneTimeTearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    [Test]
    public async Task A_run_calls_the_device_shows_its_elements_and_is_recorded()
    {
        var user = await _server.RegisterUserAsync();
        var script = await user.CreateScriptAsync(
            """
            set_pv3(2)
            print('set')
            v = display('Voltage', 0, 'V')
            v.update(get_voltage('VOL'))
            import sys
            sys.stderr.write('to the console\n')
            """,
            "Supply"
        );
        var run = (await user.StartRunAsync(script)).EnsureStatus(HttpStatusCode.Created).Id();
        var messages = await user.ReadStreamAsync(run);
        Assert.That(messages.Status(), Is.EqualTo("done"), string.Join('\n', messages));
        Assert.That(messages.Elements()["display"]["value"].GetDouble(), Is.EqualTo(2).Within(0.1), "PV3 is wired to VOL");
        Assert.That(messages.Select(m => m.GetProperty("seq").GetInt64()), Is.Ordered.And.Unique);
        var recorded = await user.GetRunAsync(run);
        Assert.That(recorded.GetProperty("status").GetString(), Is.EqualTo("done"));
        Assert.That(recorded.GetProperty("title").GetString(), Is.EqualTo("Supply"));
        Assert.That(recorded.GetProperty("code-version").GetInt32(), Is.EqualTo(1));
        Assert.That(recorded.GetProperty("device-kind").GetString(), Is.EqualTo("virtual"));
        Assert.That(recorded.GetProperty("board").GetString(), Does.StartWith("PSLab"));
        Assert.That(
            recorded.GetProperty("ended-at").GetDateTimeOffset(),
            Is.GreaterThanOrEqualTo(recorded.GetProperty("started-at").GetDateTimeOffset())
        );
        Assert.That(recorded.GetProperty("output").ToString(), Does.Contain("to the console"));
        var calls = (await user.GetAsync("/v1/lab/calls")).Json.GetProperty("data").EnumerateArray().ToList();
        Assert.That(
            calls.Select(c => c.GetProperty("attributes").GetProperty("function").GetString()),
            Is.EquivalentTo(["set_pv3(2)", "get_voltage('VOL')"]),
            "each call of the script is the user's own"
        );
    }

    [Test]
    public async Task Lists_of_runs_have_no_output()
    {
        var user = await _server.RegisterUserAsync();
        await user.RunCodeAsync("print('large')");
        var listed = (await user.GetAsync("/v1/lab/runs")).Json.GetProperty("data").EnumerateArray().Single().GetProperty("attributes");
        Assert.That(listed.GetProperty("output").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task An_exception_comes_with_its_line_after_what_was_shown_before()
    {
        var user = await _server.RegisterUserAsync();
        var run = await user.StartCodeAsync("print('before')\nx = 1\nraise ValueError('no')\n");
        var messages = await user.ReadStreamAsync(run);
        Assert.That(messages.Status(), Is.EqualTo("failed"));
        Assert.That(messages.Select(m => m.Type()).Where(t => t is "add" or "error"), Is.EqualTo(["add", "error"]));
        var error = (await user.GetRunAsync(run)).GetProperty("error");
        Assert.That(error.GetProperty("line").GetInt32(), Is.EqualTo(3));
        Assert.That(error.GetProperty("message").GetString(), Is.EqualTo("no"));
        Assert.That(error.GetProperty("exception").GetString(), Is.EqualTo("ValueError"));
    }

    [Test]
    public async Task A_wrong_call_is_an_exception_of_the_script()
    {
        var user = await _server.RegisterUserAsync();
        var messages = await user.RunCodeAsync(
            """
            try:
                set_pv1(99)
            except DeviceError as e:
                print('refused')
            """
        );
        Assert.That(messages.Status(), Is.EqualTo("done"), string.Join('\n', messages));
        Assert.That(messages.Elements()["print"]["value"].ToString(), Does.Contain("refused"));
    }

    [Test]
    public async Task A_script_that_never_ends_is_stopped()
    {
        var user = await _server.RegisterUserAsync();
        var run = await user.StartCodeAsync("print('begun')\nwhile True: pass");
        await WaitForStatusAsync(user, run, "running");
        (await user.PostAsync($"/v1/lab/runs/{run}/stop", new { })).EnsureStatus(HttpStatusCode.NoContent);
        var messages = await user.ReadStreamAsync(run);
        Assert.That(messages.Status(), Is.EqualTo("stopped"));
        Assert.That((await user.GetRunAsync(run)).GetProperty("status").GetString(), Is.EqualTo("stopped"));
        (await user.PostAsync($"/v1/lab/runs/{run}/stop", new { })).EnsureStatus(HttpStatusCode.NoContent);
    }

    [Test]
    public async Task Stopping_a_run_cancels_its_call()
    {
        var user = await _server.RegisterUserAsync();
        var run = await user.StartCodeAsync("get_freq('LA3', 20)");
        await Eventually.ReadAsync(
            "the device works",
            async () => (await user.GetAsync("/v1/lab/calls")).Json.GetProperty("data").GetArrayLength(),
            count => count == 1
        );
        (await user.PostAsync($"/v1/lab/runs/{run}/stop", new { })).EnsureStatus(HttpStatusCode.NoContent);
        Assert.That((await user.ReadStreamAsync(run)).Status(), Is.EqualTo("stopped"));
        var call = (await user.GetAsync("/v1/lab/calls")).Json.GetProperty("data")[0].GetProperty("attributes");
        Assert.That(call.GetProperty("outcome").GetString(), Is.EqualTo("cancelled"));
    }

    [Test]
    public async Task A_viewer_who_connects_again_gets_the_rest_and_a_late_one_gets_everything()
    {
        var user = await _server.RegisterUserAsync();
        var run = await user.StartCodeAsync("print('a')\nprint('b')\nn = label('0')\nfor i in range(5): n.update(i)\nprint('c')");
        var all = await user.ReadStreamAsync(run);
        var middle = all.First(m => m.Type() == "add" && m.ToString().Contains("\"b\"", StringComparison.Ordinal))
            .GetProperty("seq")
            .GetInt64();
        var rest = await user.ReadStreamAsync(run, middle);
        Assert.That(rest.Select(m => m.ToString()), Has.None.Contains("\"a\"").And.Some.Contains("\"c\""));
        var late = await user.ReadStreamAsync(run);
        Assert.That(late.Elements().Keys, Is.EqualTo(all.Elements().Keys), "the same elements in the same order");
        Assert.That(late.Elements().Values.Last(e => e["type"].GetString() == "label")["value"].GetString(), Is.EqualTo("4"));
        Assert.That(late.Status(), Is.EqualTo("done"));
    }

    [Test]
    public async Task Input_waits_for_the_user_and_a_slider_has_its_newest_value()
    {
        var user = await _server.RegisterUserAsync();
        var run = await user.StartCodeAsync("s = slider('V', 0, 3, 1)\nname = input('Name?')\nprint(name, s.value)");
        await using var messages = user.StreamAsync(run, 0, CancellationToken.None).GetAsyncEnumerator();
        while (await messages.MoveNextAsync() && messages.Current.Type() != "input") { }
        var question = messages.Current.GetProperty("id").GetString();
        await ExpectAsync(new { id = "slider", value = 2.5 }, HttpStatusCode.NoContent);
        await ExpectAsync(new { id = "slider", value = 9 }, HttpStatusCode.UnprocessableEntity);
        await ExpectAsync(new { id = question, value = new { a = 1 } }, HttpStatusCode.UnprocessableEntity);
        await ExpectAsync(new { id = "nothing", value = 1 }, HttpStatusCode.NotFound);
        await ExpectAsync(new { id = question, value = "Ada <b>" }, HttpStatusCode.NoContent);
        List<JsonElement> rest = [];
        while (await messages.MoveNextAsync())
            rest.Add(messages.Current);
        Assert.That(rest.Status(), Is.EqualTo("done"), string.Join('\n', rest));
        var texts = rest.Where(m => m.Type() == "add").Select(m => m.GetProperty("element")).Single(e => e.Type() == "text");
        Assert.That(texts.GetProperty("value").EnumerateArray().Select(v => v.GetString()), Is.EqualTo(["Ada <b>", "2.5"]));
        await ExpectAsync(new { id = "slider", value = 1 }, HttpStatusCode.Conflict);

        async Task ExpectAsync(object body, HttpStatusCode status) =>
            (await user.PostAsync($"/v1/lab/runs/{run}/inputs", body)).EnsureStatus(status);
    }

    [Test]
    public async Task A_user_has_two_runs_at_once_and_is_told_when_to_try_again()
    {
        var user = await _server.RegisterUserAsync();
        var script = await user.CreateScriptAsync("sleep(60)");
        var runs = new[] { (await user.StartRunAsync(script)).Id(), (await user.StartRunAsync(script)).Id() };
        var third = (await user.StartRunAsync(script)).EnsureStatus(HttpStatusCode.TooManyRequests);
        Assert.That(third.Headers.RetryAfter!.Delta, Is.GreaterThan(TimeSpan.Zero));
        foreach (var run in runs)
            (await user.PostAsync($"/v1/lab/runs/{run}/stop", new { })).EnsureStatus(HttpStatusCode.NoContent);
        foreach (var run in runs)
            await user.ReadStreamAsync(run);
        var again = (await user.StartRunAsync(script)).EnsureStatus(HttpStatusCode.Created).Id();
        (await user.PostAsync($"/v1/lab/runs/{again}/stop", new { })).EnsureStatus(HttpStatusCode.NoContent);
    }

    [Test]
    public async Task Nobody_else_sees_stops_or_answers_a_run()
    {
        var (user, other) = (await _server.RegisterUserAsync(), await _server.RegisterUserAsync());
        var run = await user.StartCodeAsync("input('?')");
        await WaitForStatusAsync(user, run, "running");
        foreach (var path in new[] { "", "/stream", "/export" })
            (await other.GetAsync($"/v1/lab/runs/{run}{path}")).EnsureStatus(HttpStatusCode.NotFound);
        (await other.PostAsync($"/v1/lab/runs/{run}/stop", new { })).EnsureStatus(HttpStatusCode.NotFound);
        (await other.PostAsync($"/v1/lab/runs/{run}/inputs", new { id = "input", value = "x" })).EnsureStatus(HttpStatusCode.NotFound);
        (await _server.Admin.PostAsync($"/v1/lab/runs/{run}/inputs", new { id = "input", value = "x" })).EnsureStatus(
            HttpStatusCode.Forbidden
        );
        (await _server.Admin.PostAsync($"/v1/lab/runs/{run}/stop", new { })).EnsureStatus(HttpStatusCode.NoContent);
        Assert.That((await user.ReadStreamAsync(run)).Status(), Is.EqualTo("stopped"));
    }

    [Test]
    public async Task A_WebSocket_has_the_same_messages_and_checks_the_origin_of_a_cookie()
    {
        var user = await _server.RegisterUserAsync();
        var run = await user.StartCodeAsync("print('hello')");
        var lines = (await user.ReadStreamAsync(run)).Where(m => m.Type() != "status").Select(m => m.ToString());
        var own = new Uri(_server.Anonymous.Http.BaseAddress!, "/").ToString().TrimEnd('/');
        Assert.That(
            (await ReadFramesAsync(s => s.SetRequestHeader("Authorization", $"JWT {user.Token}"))).Where(f => !f.Contains("status")),
            Is.EqualTo(lines)
        );
        Assert.That(
            (await ReadFramesAsync(Offer($"bearer.{user.Token}", "openevent"))).Where(f => !f.Contains("status")),
            Is.EqualTo(lines)
        );
        Assert.CatchAsync<WebSocketException>(() => ReadFramesAsync(Offer($"bearer.{user.Token}")), "its token would be in the response");
        Assert.That((await ReadFramesAsync(Cookie(own))).Where(f => !f.Contains("status")), Is.EqualTo(lines));
        Assert.CatchAsync<WebSocketException>(() => ReadFramesAsync(Cookie("https://evil.example")));
        Assert.CatchAsync<WebSocketException>(() => ReadFramesAsync(_ => { }));

        Action<ClientWebSocketOptions> Offer(params string[] protocols) => options => Array.ForEach(protocols, options.AddSubProtocol);

        Action<ClientWebSocketOptions> Cookie(string origin) =>
            options =>
            {
                options.SetRequestHeader("Cookie", $"access_token_cookie={user.Token}");
                options.SetRequestHeader("Origin", origin);
            };

        async Task<List<string>> ReadFramesAsync(Action<ClientWebSocketOptions> configure)
        {
            using var socket = new ClientWebSocket();
            configure(socket.Options);
            await socket.ConnectAsync(new Uri($"{own.Replace("http", "ws")}/v1/lab/runs/{run}/stream"), CancellationToken.None);
            List<string> frames = [];
            var buffer = new byte[100_000];
            while (await socket.ReceiveAsync(buffer, CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } frame)
                frames.Add(Encoding.UTF8.GetString(buffer, 0, frame.Count));
            return frames;
        }
    }

    [Test]
    public async Task Data_are_exported_as_CSV_and_JSON()
    {
        var user = await _server.RegisterUserAsync();
        var run = await user.StartCodeAsync("plot([1, 2], [0.5, -1])\ntable(['n', 'f'], [[1, '=1+1']])\ndisplay('U', 3, 'V')");
        await user.ReadStreamAsync(run);
        var csv = (await user.GetAsync($"/v1/lab/runs/{run}/export?format=csv")).EnsureStatus(HttpStatusCode.OK).Text;
        Assert.That(csv, Does.Contain("\"myPlot\",\"plot\",\"1\",2,2,-1,,"));
        Assert.That(csv, Does.Contain("\"'=1+1\""), "a spreadsheet must not calculate it");
        Assert.That(csv, Does.Contain("\"display\",\"display\",,1,,,3,\"V\""));
        var json = (await user.GetAsync($"/v1/lab/runs/{run}/export")).EnsureStatus(HttpStatusCode.OK).Json;
        Assert.That(json.GetProperty("status").GetString(), Is.EqualTo("done"));
        Assert.That(json.GetProperty("output").GetArrayLength(), Is.EqualTo(3));
        (await user.GetAsync($"/v1/lab/runs/{run}/export?format=xml")).EnsureStatus(HttpStatusCode.BadRequest);
    }

    private Task<string> InsertRunAsync(ApiClient user, string status) =>
        _server.SqlIdAsync(
            $"""
            INSERT INTO lab_runs (user_id, title, code, code_version, device, device_kind, status, is_stop_requested, created_at, server)
            VALUES ({user.UserId}, 't', '', 1, 'main', 'virtual', '{status}', false, now(), 'Runs on another-machine 1 1') RETURNING id
            """
        );

    private static Task WaitForStatusAsync(ApiClient user, string run, string status) =>
        Eventually.ReadAsync(
            $"the run is {status}",
            async () => (await user.GetRunAsync(run)).GetProperty("status").GetString(),
            found => found == status
        );
}
