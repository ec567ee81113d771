using System.Diagnostics;
using System.Net;
using System.Text.Json;
using NUnit.Framework;
using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.Lab;

/// <summary>Circuits of a virtual device, and the Python client that uses them.</summary>
public sealed partial class LiveStreamsTests
{
    [Test]
    public async Task Users_choose_the_circuit_of_a_virtual_device_for_their_own_turns()
    {
        var (ada, ben) = (await _server.RegisterUserAsync(), await _server.RegisterUserAsync());
        var chosen = (await ChooseAsync(ada, "main", "ohms-law")).EnsureStatus(HttpStatusCode.OK).Json;
        Assert.That(chosen.GetProperty("circuit").GetString(), Is.EqualTo("ohms-law"));
        Assert.That((await ada.CallAsync("get_resistance()")).Number(), Is.EqualTo(4700).Within(1).Percent);
        Assert.That((await ben.CallAsync("get_resistance()")).Number(), Is.EqualTo(10_000).Within(1).Percent);
        Assert.That((await ada.CallAsync("get_resistance()")).Number(), Is.EqualTo(4700).Within(1).Percent);
        (await ChooseAsync(ada, "main", null)).EnsureStatus(HttpStatusCode.OK);
        var next = await ada.CallAsync("get_resistance()");
        Assert.That(next.Number(), Is.EqualTo(10_000).Within(1).Percent);
        Assert.That(next.Json.GetProperty("notice").GetString(), Does.Contain("another circuit").And.Contain("bench"));
        var device = (await ada.GetAsync("/v1/lab/devices/main")).Json;
        Assert.That(device.GetProperty("circuit").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(device.GetProperty("configured_circuit").GetString(), Is.EqualTo("bench"));
        Assert.That(device.GetProperty("circuits_selectable").GetBoolean(), Is.True);
    }

    [Test]
    public async Task A_circuit_that_is_not_in_the_catalogue_or_of_a_real_device_is_rejected()
    {
        var user = await _server.RegisterUserAsync();
        foreach (var name in new[] { "nowhere", "/etc/passwd", "../rc", "RC", "" })
        {
            var answer = (await ChooseAsync(user, "main", name)).EnsureStatus(HttpStatusCode.UnprocessableEntity);
            Assert.That(answer.Error.GetProperty("source").GetProperty("pointer").GetString(), Is.EqualTo("/circuit"));
        }
        (await ChooseAsync(user, "real", "rc")).EnsureStatus(HttpStatusCode.Conflict);
        (await ChooseAsync(user, "absent", "rc")).EnsureStatus(HttpStatusCode.NotFound);
        (await ChooseAsync(_server.Anonymous, "main", "rc")).EnsureStatus(HttpStatusCode.Unauthorized);
        (await user.SendAsync(HttpMethod.Put, "/v1/lab/devices/main/circuit", new { circuit = 5 })).EnsureStatus(HttpStatusCode.BadRequest);
    }

    [Test]
    public async Task Circuits_have_their_parts_with_values_and_units()
    {
        var circuits = (await _server.Admin.GetAsync("/v1/lab/circuits")).EnsureStatus(HttpStatusCode.OK).Json.GetProperty("circuits");
        var rc = circuits.EnumerateArray().Single(c => c.GetProperty("name").GetString() == "rc");
        Assert.That(
            rc.GetProperty("parts")[1].GetRawText(),
            Is.EqualTo("""{"kind":"resistor","from":"SI1","to":"CH2","value":1600,"unit":"Ω"}""")
        );
    }

    [Test]
    public async Task The_Python_client_measures_with_a_token()
    {
        var user = await _server.RegisterUserAsync();
        const string script = """
            import sys, warnings
            sys.path.insert(0, sys.argv[1])
            warnings.simplefilter("ignore")
            import numpy as np
            from openevent_lab import *
            lab = Lab.sign_in(sys.argv[2], sys.argv[3], sys.argv[4])
            assert lab.device == "main", lab.device
            lab.use_circuit("rc")
            lab.set_sine1(995)
            x, y1, y2 = lab.capture2(1000, 5)
            assert isinstance(y1, np.ndarray) and x.shape == y1.shape == y2.shape == (1000,)
            ratio = np.std(y2) / np.std(y1)
            assert abs(ratio - 0.707) < 0.03, ratio
            lab.use_circuit(None)
            assert abs(lab.get_resistance() / 1e4 - 1) < 0.01
            assert "capture1" in dir(lab) and lab.capture1.__doc__.startswith("capture1(")
            for call, error in [
                (lambda: lab.get_voltage("CH99"), FunctionError),
                (lambda: lab.call("nothing()"), FunctionError),
                (lambda: lab.use_circuit("/etc/passwd"), FunctionError),
                (lambda: lab.no_function(), AttributeError),
                (lambda: Lab(sys.argv[2], "wrong"), SignInError),
                (lambda: Lab.sign_in(sys.argv[2], sys.argv[3], "wrong password"), SignInError),
                (lambda: Lab("http://127.0.0.1:9", "t"), LabError),
            ]:
                try:
                    call()
                except error as e:
                    print(type(e).__name__, e)
                else:
                    raise AssertionError(error)
            try:
                Lab.sign_in(sys.argv[2], sys.argv[3], "wrong password")
            except SignInError as e:
                assert str(e) == "Invalid Credentials", e
            print("measured")
            """;
        var (output, errors) = await RunPythonAsync(script, _server.App.Urls.First(), user.Email, OpenEventServer.Password);
        Assert.That(output, Does.EndWith("measured\n"), errors);
    }

    [Test]
    public async Task Lessons_run_unchanged_with_the_Python_client()
    {
        var user = await _server.RegisterUserAsync();
        const string script = """
            import sys, warnings
            sys.path.insert(0, sys.argv[1])
            warnings.simplefilter("ignore")
            import numpy as np
            from openevent_lab import Lab
            from openevent_lab.script import names, run
            lab = Lab.sign_in(sys.argv[2], sys.argv[3], sys.argv[4])
            lessons = sys.argv[5]
            def code(slug):
                with open(f"{lessons}/{slug}/code.py") as file:
                    return file.read()
            lab.use_circuit("ohms-law")
            found = run(lab, code("ohmmeter"))
            slope = np.polyfit(found["current"] * 1000, found["middle"], 1)[0]
            lab.use_circuit("rc")
            found = run(lab, code("low_pass_bode"))
            gain, frequency = np.array(found["gain"]), np.array(found["frequency"])
            lab.use_circuit(None)
            found = run(lab, code("plot_test"))
            # Each function of a lesson is there, also those that these lessons do not use.
            elements = dict(names(lab, answers={"Turns": 3, "Name": "Ada", "Many": "7"}))
            assert elements["slider"]("Turns", 0, 5).value == 3 and elements["slider"]("Other", 1, 5).value == 1
            assert elements["select"]("Kind", ["a", "b"]).value == "a" and elements["checkbox"]("On", True).value is True
            assert elements["input"]("Name") == "Ada" and elements["input"]("Many", kind="number") == 7.0
            shown = elements["display"]("Voltage", 0, "V")
            shown.update(2.5)
            shown.value = 3
            assert shown.value == 3
            elements["image"](np.zeros((2, 2)))
            elements["label"]("<b>").update("x")
            elements["progress"](0.5, "half")
            elements["sleep"](0)
            assert "&lt;b&gt;" in elements["print_"]("<b>")._shown._repr_html_()
            print("slope", slope, "corner", frequency[np.argmax(gain <= -3)])
            """;
        var lessons = Path.Combine(FindFolder("src"), "src", "Application", "Lab", "Lessons", "Content");
        var (output, errors) = await RunPythonAsync(script, _server.App.Urls.First(), user.Email, OpenEventServer.Password, lessons);
        var last = output.TrimEnd().Split('\n')[^1].Split(' ');
        Assert.That(last, Has.Length.EqualTo(4), errors);
        Assert.That(Read(last[1]), Is.EqualTo(2).Within(5).Percent, "the unknown resistor has 2 kΩ");
        Assert.That(Math.Pow(10, Read(last[3])), Is.EqualTo(995).Within(25).Percent, "the first measured frequency above the corner");
        Assert.That(output, Does.Contain("Current through the known resistor").And.Contain("[plot V2 over I: 1 × 6 points]"));
        Assert.That(output, Does.Contain("Voltage: 2.5 V\nVoltage: 3 V\n"));

        static double Read(string number) => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<(string Output, string Errors)> RunPythonAsync(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("/usr/bin/python3", ["-c", script, FindClient(), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        using var python = Process.Start(start)!;
        python.StandardInput.Close();
        var (output, errors) = (python.StandardOutput.ReadToEndAsync(), python.StandardError.ReadToEndAsync());
        await python.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
        return (await output, await errors);
    }

    private static string FindClient() => Path.Combine(FindFolder("clients"), "clients", "python");

    /// <summary>The folder of the repository that has a folder of this name.</summary>
    private static string FindFolder(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder.FullName, name)))
            folder = folder.Parent!;
        return folder.FullName;
    }

    private static Task<ApiResponse> ChooseAsync(ApiClient user, string device, string? circuit) =>
        user.SendAsync(HttpMethod.Put, $"/v1/lab/devices/{device}/circuit", new { circuit });
}
