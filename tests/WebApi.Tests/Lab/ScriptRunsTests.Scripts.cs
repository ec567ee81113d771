using System.Net;
using System.Text.Json;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Lab;

/// <content>Scripts, sharing, classes and answers.</content>
public sealed partial class ScriptRunsTests
{
    [Test]
    public async Task Scripts_are_private_and_each_new_code_is_a_version()
    {
        var (user, other) = (await _server.RegisterUserAsync(), await _server.RegisterUserAsync());
        var script = await user.CreateScriptAsync("  print(1)\n");
        var changed = await PatchAsync(user, script, new { code = "print(2)" });
        Assert.That(Attributes(changed).GetProperty("version").GetInt32(), Is.EqualTo(2));
        await PatchAsync(user, script, new { title = "Other" });
        var versions = (await user.GetAsync($"/v1/lab/scripts/{script}/versions?sort=number")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(
            versions.Json.GetProperty("data").EnumerateArray().Select(v => v.GetProperty("attributes").GetProperty("code").GetString()),
            Is.EqualTo(["  print(1)\n", "print(2)"]),
            "indentation is part of a program"
        );
        (await other.GetAsync($"/v1/lab/scripts/{script}")).EnsureStatus(HttpStatusCode.NotFound);
        (await other.StartRunAsync(script)).EnsureStatus(HttpStatusCode.NotFound);
        (await other.DeleteAsync($"/v1/lab/scripts/{script}")).EnsureStatus(HttpStatusCode.NotFound);
        (await _server.Anonymous.GetAsync("/v1/lab/scripts")).EnsureStatus(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task The_last_fifty_versions_are_kept()
    {
        var user = await _server.RegisterUserAsync();
        var script = await user.CreateScriptAsync("0");
        for (var i = 1; i <= 52; i++)
            await PatchAsync(user, script, new { code = $"{i}" });
        Assert.That(
            await _server.SqlAsync<string>($"SELECT min(number) || '-' || max(number) FROM lab_script_versions WHERE script_id = {script}"),
            Is.EqualTo("4-53")
        );
    }

    [Test]
    public async Task Whoever_has_the_link_reads_and_copies_a_shared_script_until_sharing_ends()
    {
        var (user, other) = (await _server.RegisterUserAsync(), await _server.RegisterUserAsync());
        var script = await user.CreateScriptAsync("print('shared')", "Mine");
        var code = Attributes(await PatchAsync(user, script, new { is_shared = true })).GetProperty("share-code").GetString();
        var seen = Attributes((await other.GetAsync($"/v1/lab/shared-scripts/{code}")).EnsureStatus(HttpStatusCode.OK));
        Assert.That(seen.GetProperty("code").GetString(), Is.EqualTo("print('shared')"));
        Assert.That(seen.TryGetProperty("share-code", out _), Is.False, "the code is private to the owner");
        var copy = (await other.PostAsync($"/v1/lab/shared-scripts/{code}/fork", new { })).EnsureStatus(HttpStatusCode.Created);
        Assert.That(Attributes(copy).GetProperty("is-shared").GetBoolean(), Is.False);
        Assert.That((await other.RunScriptAsync(copy.Id())).Status(), Is.EqualTo("done"));
        (await _server.Anonymous.GetAsync($"/v1/lab/shared-scripts/{code}")).EnsureStatus(HttpStatusCode.Unauthorized);
        await PatchAsync(user, script, new { is_shared = false });
        (await other.GetAsync($"/v1/lab/shared-scripts/{code}")).EnsureStatus(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task Examples_are_read_by_everyone_and_changed_by_nobody()
    {
        var user = await _server.RegisterUserAsync();
        var example = await LessonAsync("multimeter");
        Assert.That(Attributes(await user.GetAsync($"/v1/lab/scripts/{example}")).GetProperty("kind").GetString(), Is.EqualTo("example"));
        foreach (var client in new[] { user, _server.Admin })
        {
            (await client.PatchAsync($"/v1/lab/scripts/{example}", Document(example, new { title = "x" }))).EnsureStatus(
                HttpStatusCode.Forbidden
            );
            (await client.DeleteAsync($"/v1/lab/scripts/{example}")).EnsureStatus(HttpStatusCode.Forbidden);
        }

        var copy = (await user.PostAsync($"/v1/lab/scripts/{example}/fork", new { })).EnsureStatus(HttpStatusCode.Created);
        await PatchAsync(user, copy.Id(), new { title = "My multimeter" });
    }

    [Test]
    public async Task Students_run_the_scripts_of_their_class_and_its_teachers_see_their_answers()
    {
        var (teacher, student, stranger) = (
            await _server.RegisterUserAsync(),
            await _server.RegisterUserAsync(),
            await _server.RegisterUserAsync()
        );
        var group = (await teacher.PostAsync("/v1/lab/classes", JsonApiDocument.Of("lab-class", null, new { name = "10b" }))).EnsureStatus(
            HttpStatusCode.Created
        );
        var script = await teacher.CreateScriptAsync("print('for the class')");
        var links = new { data = new[] { new { type = "lab-script", id = script } } };
        (await student.PostAsync($"/v1/lab/classes/{group.Id()}/relationships/scripts", links)).EnsureStatus(HttpStatusCode.NotFound);
        (await teacher.PostAsync($"/v1/lab/classes/{group.Id()}/relationships/scripts", links)).EnsureStatus(HttpStatusCode.OK);
        var code = Attributes(group).GetProperty("join-code").GetString();
        (await student.PostAsync("/v1/lab/classes/join", new { code = "wrong" })).EnsureStatus(HttpStatusCode.NotFound);
        var member = (await student.PostAsync("/v1/lab/classes/join", new { code })).EnsureStatus(HttpStatusCode.Created).Id();
        Assert.That((await student.RunScriptAsync(script)).Status(), Is.EqualTo("done"));
        (await student.PatchAsync($"/v1/lab/scripts/{script}", Document(script, new { code = "x" }))).EnsureStatus(
            HttpStatusCode.Forbidden
        );
        (await stranger.GetAsync($"/v1/lab/scripts/{script}")).EnsureStatus(HttpStatusCode.NotFound);
        var seen = Attributes(await student.GetAsync($"/v1/lab/classes/{group.Id()}"));
        Assert.That(seen.TryGetProperty("join-code", out _), Is.False, "students cannot invite others");

        var lesson = await LessonAsync("low_pass_bode");
        var wrong = (await student.PostAsync($"/v1/lab/scripts/{lesson}/answers", new { answer = "50 Hz" })).EnsureStatus(
            HttpStatusCode.OK
        );
        Assert.That(wrong.Json.GetProperty("correct").GetBoolean(), Is.False);
        var right = await student.PostAsync($"/v1/lab/scripts/{lesson}/answers", new { answer = "1,0 kHz" });
        Assert.That(right.Json.GetProperty("correct").GetBoolean(), Is.True, right.Text);
        Assert.That(await CountAsync(teacher, "/v1/lab/answers"), Is.EqualTo(2));
        Assert.That(await CountAsync(stranger, "/v1/lab/answers"), Is.Zero);
        (await student.DeleteAsync($"/v1/lab/class-members/{member}")).EnsureStatus(HttpStatusCode.OK);
        Assert.That(await CountAsync(teacher, "/v1/lab/answers"), Is.Zero, "who has left the class is seen no more");
    }

    [Test]
    public async Task Members_of_a_class_use_a_device_that_a_teacher_booked_for_it()
    {
        var (teacher, student, stranger) = (
            await _server.RegisterUserAsync(),
            await _server.RegisterUserAsync(),
            await _server.RegisterUserAsync()
        );
        var group = await teacher.PostAsync("/v1/lab/classes", JsonApiDocument.Of("lab-class", null, new { name = "10b" }));
        await student.PostAsync("/v1/lab/classes/join", new { code = Attributes(group).GetProperty("join-code").GetString() });
        var booking = (await teacher.BookNowAsync(group.Id())).Id();
        try
        {
            (await student.CallAsync("get_version()")).EnsureStatus(HttpStatusCode.OK);
            (await teacher.CallAsync("get_version()")).EnsureStatus(HttpStatusCode.OK);
            (await stranger.CallAsync("get_version()")).EnsureStatus(HttpStatusCode.Conflict);
        }
        finally
        {
            await teacher.DeleteAsync($"/v1/lab/bookings/{booking}");
        }
    }

    [Test]
    public async Task The_script_routes_of_the_first_remote_lab_work()
    {
        var user = await _server.RegisterUserAsync();
        Assert.That(
            (await FormAsync("/addScript", ("inputTitle", "Sine"), ("inputDescription", "print_('Title')\nprint('a', 2)"))).Status(),
            Is.True
        );
        var listed = JsonDocument.Parse(
            await (await user.Http.SendAsync(Request(HttpMethod.Get, "/getScriptList"))).Content.ReadAsStringAsync()
        );
        var own = listed.RootElement.EnumerateArray().First();
        Assert.That((own.GetProperty("Filename").GetString(), own.GetProperty("readonly").GetBoolean()), Is.EqualTo(("Sine", false)));
        Assert.That(
            listed.RootElement.EnumerateArray().Select(s => s.GetProperty("Filename").GetString()),
            Does.Contain("multimeter.py").And.Contain("plot_test.py")
        );
        var id = own.GetProperty("Id").ToString();
        var run = await FormAsync("/runScriptById", ("Id", id));
        Assert.That(
            run.Json.GetProperty("result").EnumerateArray().Select(e => e.GetProperty("type").GetString()),
            Is.EqualTo(["span", "text"]),
            run.Json.ToString()
        );
        await FormAsync("/updateCode", ("inputTitle", "Sine"), ("inputDescription", "print(1/0)"), ("codeId", id));
        var failed = await FormAsync("/runScriptById", ("Id", id));
        Assert.That(failed.Json.GetProperty("error").GetProperty("exception").GetString(), Is.EqualTo("ZeroDivisionError"));
        var example = await FormAsync("/runScriptByFilename", ("Filename", "multimeter.py"));
        Assert.That(
            example.Json.GetProperty("result").EnumerateArray().Count(e => e.GetProperty("type").GetString() == "button"),
            Is.EqualTo(8)
        );
        Assert.That((await FormAsync("/getScriptByFilename", ("Filename", "../../etc/passwd"))).Code, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await FormAsync("/deleteScript", ("scriptId", id))).Status(), Is.True);
        Assert.That((await FormAsync("/deleteScript", ("scriptId", id))).Code, Is.EqualTo(HttpStatusCode.NotFound));

        HttpRequestMessage Request(HttpMethod method, string path)
        {
            var request = new HttpRequestMessage(method, path);
            request.Headers.TryAddWithoutValidation("Authorization", $"JWT {user.Token}");
            return request;
        }

        async Task<FormAnswer> FormAsync(string path, params (string Name, string Value)[] fields)
        {
            using var request = Request(HttpMethod.Post, path);
            request.Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
            using var answer = await user.Http.SendAsync(request);
            return new FormAnswer(answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
        }
    }

    private sealed record FormAnswer(HttpStatusCode Code, JsonElement Json)
    {
        public bool Status() => Json.GetProperty("status").GetBoolean();
    }

    private static JsonElement Attributes(ApiResponse answer) => answer.Json.GetProperty("data").GetProperty("attributes");

    private static System.Text.Json.Nodes.JsonObject Document(string script, object attributes) =>
        JsonApiDocument.Of("lab-script", script, attributes);

    private static async Task<ApiResponse> PatchAsync(ApiClient user, string script, object attributes) =>
        (await user.PatchAsync($"/v1/lab/scripts/{script}", Document(script, attributes))).EnsureStatus(HttpStatusCode.OK);

    private static async Task<int> CountAsync(ApiClient user, string path) =>
        (await user.GetAsync(path)).EnsureStatus(HttpStatusCode.OK).Json.GetProperty("data").GetArrayLength();

    private Task<string> LessonAsync(string slug) => _server.SqlIdAsync($"SELECT id FROM lab_scripts WHERE slug = '{slug}'");
}
