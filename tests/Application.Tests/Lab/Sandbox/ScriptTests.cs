using NUnit.Framework;
using OpenEvent.Application.Lab;

namespace OpenEvent.Application.Tests.Lab.Sandbox;

/// <summary>What a script can do, and what the server gets of it.</summary>
[TestFixture]
public sealed class ScriptTests : IAsyncDisposable
{
    private readonly TestSandbox _sandbox = new(new ScriptSettings { Seconds = 30, MemoryMegabytes = 64 });

    public async ValueTask DisposeAsync() => await _sandbox.DisposeAsync();

    [Test]
    public async Task Snippets_of_the_first_remote_lab_give_their_widgets()
    {
        var run = await _sandbox.RunAsync(
            """
            import numpy as np
            x = np.linspace(0, 2*np.pi, 30)
            print (x, np.sin(x))
            button('Voltage on CH1 >',"get_voltage('CH1')","display_number")
            plt = plot(x, np.sin(x))
            button('capture 1',"capture1('CH1',100,10)","update-plot",target=plt)
            plt2 = plot(x, np.sin(x))
            button('capture 2',"capture2(50,10)","update-plot",target=plt2,stacking='xyy')
            print_('Voltages')
            label('text')
            """
        );
        Assert.That(run.Exit.Kind, Is.EqualTo(ScriptExitKind.Done), run.ToString());
        Assert.That(
            run.Elements.Select(e => $"{e.GetProperty("type")} {e.GetProperty("name")}"),
            Is.EqualTo(
                Items(
                    "text print",
                    "button button",
                    "label button-label",
                    "plot myPlot",
                    "button button1",
                    "plot myPlot1",
                    "button button2",
                    "span print1",
                    "label print2"
                )
            )
        );
        var elements = run.Elements.ToList();
        Assert.That(elements.All(e => e.GetProperty("id").GetString() == e.GetProperty("name").GetString()));
        Assert.That(elements[0].GetProperty("value").GetArrayLength(), Is.EqualTo(2));
        var action = elements[1].GetProperty("action");
        Assert.That(action.GetProperty("type").GetString(), Is.EqualTo("POST"));
        Assert.That(action.GetProperty("endpoint").GetString(), Is.EqualTo("get_voltage('CH1')"));
        Assert.That(
            action.GetProperty("success").GetRawText(),
            Is.EqualTo("""{"datapoint":"result","type":"display_number","target":"button-label"}""")
        );
        Assert.That(elements[1].GetProperty("fetched_value").GetString(), Is.Empty);
        Assert.That(elements[4].GetProperty("action").GetProperty("success").GetProperty("target").GetString(), Is.EqualTo("myPlot"));
        Assert.That(elements[6].GetProperty("action").GetProperty("success").GetProperty("stacking").GetString(), Is.EqualTo("xyy"));
        Assert.That(elements[7].GetProperty("class").GetString(), Is.EqualTo("row well"));
        var points = elements[3].GetProperty("data")[0].EnumerateArray().Select(p => (X: p[0].GetDouble(), Y: p[1].GetDouble())).ToList();
        Assert.That(points, Has.Count.EqualTo(30));
        Assert.That(points.All(p => Math.Abs(p.Y - Math.Sin(p.X)) < 1e-8));
    }

    [Test]
    public async Task Device_functions_return_numbers_arrays_and_tuples()
    {
        _sandbox.Answers["capture1"] = """{"shape":"arrays","columns":[],"value":[[0,10,20],[1.5,null,-2]],"text":""}""";
        _sandbox.Answers["get_resistance"] = """{"shape":"number","unit":"Ω","value":null,"text":"∞"}""";
        var run = await _sandbox.RunAsync(
            """
            import numpy as np
            x, y = capture1('CH1', 100, timegap_us=np.float32(10))
            v = get_voltage('CH1')
            print(type(x).__name__, x.sum(), np.isnan(y[1]), v + 1, get_resistance())
            load_table('SI1', np.array([1, 2.5]), True, None, "it's \\ \n")
            """
        );
        Assert.That(
            run.Of(ScriptMessage.Call).Select(c => c.GetProperty("function").GetString()),
            Is.EqualTo(
                Items(
                    "capture1('CH1', 100, timegap_us=10.0)",
                    "get_voltage('CH1')",
                    "get_resistance()",
                    @"load_table('SI1', [1.0, 2.5], True, None, 'it\'s \\ \u000a')"
                )
            )
        );
        Assert.That(
            run.Elements.Single().GetProperty("value").EnumerateArray().Select(v => v.GetString()),
            Is.EqualTo(Items("ndarray", "30.0", "True", "2.5", "inf"))
        );
        Assert.That(run.Exit.Kind, Is.EqualTo(ScriptExitKind.Failed));
        Assert.That(run.Error!.Value.GetProperty("exception").GetString(), Is.EqualTo("DeviceError"));
        Assert.That(run.Error!.Value.GetProperty("message").GetString(), Is.EqualTo("The device main is booked."));
        Assert.That(run.Error!.Value.GetProperty("line").GetInt32(), Is.EqualTo(5));
    }

    [Test]
    public async Task All_names_of_the_catalogue_are_functions()
    {
        var names = new Infrastructure.Lab.PSLabFunctionCatalogue().All.SelectMany(f => f.Aliases.Prepend(f.Name)).ToList();
        var run = await _sandbox.RunAsync($"print(all(callable(f) for f in [{string.Join(", ", names)}]), capture1.__doc__.split('(')[0])");
        Assert.That(run.Elements.Single().GetProperty("value").GetRawText(), Is.EqualTo("""["True","capture1"]"""), run.ToString());
    }

    [Test]
    public async Task Widgets_beyond_the_first_lab_have_values()
    {
        _sandbox.Values["slider"] = "2.5";
        _sandbox.Values["input"] = "\"Ada\"";
        _sandbox.Values["input1"] = "\"1e3\"";
        var run = await _sandbox.RunAsync(
            """
            import numpy as np
            s = slider('Volts', 0, 3, 1)
            choice = select('Mode', ['a', 'b'], 'b')
            box = checkbox('On')
            name, number = input('Name?'), input('How many?', kind='number')
            d = display('U', 1, 'V')
            d.update(s.value)
            l = label('a'); l.value = name
            p = plot([1, 2], [3, float('nan')]); p.update([1], [2])
            table(['a', 'b'], [[1, 2**70], [1j, float('inf')], [b'x', None]])
            image(np.zeros((2, 3)))
            progress(0.5, 'half'); sleep(0)
            print(number)
            """
        );
        Assert.That(run.Exit.Kind, Is.EqualTo(ScriptExitKind.Done), run.ToString());
        var json = run.Elements.ToDictionary(e => e.GetProperty("id").GetString()!);
        Assert.That(
            json["slider"].GetRawText(),
            Is.EqualTo("""{"type":"slider","name":"slider","id":"slider","label":"Volts","min":0,"max":3,"step":0.03,"value":1}""")
        );
        Assert.That(json["select"].GetProperty("value").GetString(), Is.EqualTo("b"));
        Assert.That(json["checkbox"].GetProperty("value").GetBoolean(), Is.False);
        Assert.That(json["input1"].GetProperty("kind").GetString(), Is.EqualTo("number"));
        Assert.That(json["print1"].GetProperty("value")[0].GetString(), Is.EqualTo("1000.0"));
        Assert.That(json["myPlot"].GetProperty("data").GetRawText(), Is.EqualTo("[[[1,3],[2,null]]]"));
        Assert.That(
            json["table"].GetProperty("rows").GetRawText(),
            Is.EqualTo("""[[1,"1180591620717411303424"],["1j","inf"],["x",null]]""")
        );
        Assert.That(Convert.FromBase64String(json["image"].GetProperty("data").GetString()!)[1..4], Is.EqualTo("PNG"u8.ToArray()));
        Assert.That(
            run.Of(ScriptMessage.Update).Select(u => $"{u.GetProperty("id")} {u.GetProperty("patch")}"),
            Is.EqualTo(Items("""display {"value":2.5}""", """print {"value":"Ada"}""", """myPlot {"data":[[[1,2]]]}"""))
        );
        Assert.That(run.Of(ScriptMessage.Input).Select(i => i.GetProperty("wait").GetBoolean()), Is.EqualTo(Items(true, true, false)));
        Assert.That(run.Of(ScriptMessage.Progress).Single().GetProperty("text").GetString(), Is.EqualTo("half"));
    }

    [Test]
    public async Task Console_and_widgets_keep_their_order()
    {
        var run = await _sandbox.RunAsync(
            """
            import os, sys
            sys.stdout.write('a'); os.write(1, b'b'); sys.stderr.write('c\n')
            print('shown')
            print('file', file=sys.stdout)
            os.write(2, b'last')
            """
        );
        // A slow machine divides the output of a stream into more messages.
        List<string> order = [];
        foreach (var message in run.Messages)
        {
            var stream = message.GetProperty("type").GetString() == ScriptMessage.Add ? "+" : message.GetProperty("stream") + ":";
            var text = stream == "+" ? "" : message.GetProperty("text").GetString();
            if (order.Count > 0 && stream != "+" && order[^1].StartsWith(stream, StringComparison.Ordinal))
                order[^1] += text;
            else
                order.Add(stream + text);
        }
        Assert.That(order, Is.EqualTo(Items("out:ab", "err:c\n", "+", "out:file\n", "err:last")));
    }

    [TestCase("x = 1\ny = = 2", 2, "SyntaxError", "invalid syntax")]
    [TestCase("def f():\n    return 1 / 0\n\nf()", 2, "ZeroDivisionError", "division by zero")]
    [TestCase("import numpy as np\nnp.zeros(3).reshape(2)", 2, "ValueError", "cannot reshape array of size 3 into shape (2,)")]
    [TestCase("label('a')\nplot([1, 2], [1])", 2, "ValueError", "x has 2 values and y has 1.")]
    [TestCase("l = []\nl.append(l)\ntable(['x'], [[l]])", 3, "ValueError", "The value contains itself.")]
    [TestCase("plot([1], [1j])", 1, "ValueError", "y contains complex numbers. Take .real or abs() of it.")]
    [TestCase("class E:\n  def __str__(self): return 5\nprint(E())", 3, "TypeError", "__str__ returned non-string (type int)")]
    [TestCase("class E:\n  def __float__(self): 1 / 0\nplot([E()], [1])", 2, "ZeroDivisionError", "division by zero")]
    [TestCase("table(['x'], [[10**9999]])", 1, "ValueError", "A number has more than 4000 digits.")]
    [TestCase("get_voltage(float('nan'))", 1, "ValueError", "nan is not a number that the device understands.")]
    [TestCase(
        "get_voltage(object())",
        1,
        "TypeError",
        "A object cannot be sent to the device. Use numbers, texts, True, False, None, and lists of them."
    )]
    [TestCase("raise KeyboardInterrupt('x')", 1, "KeyboardInterrupt", "x")]
    [TestCase("def f(): f()\nf()", 1, "RecursionError", "maximum recursion depth exceeded")]
    public async Task Errors_name_the_line_of_the_script(string code, int line, string exception, string message)
    {
        var run = await _sandbox.RunAsync(code);
        var error = run.Error!.Value;
        Assert.That(run.Exit.Kind, Is.EqualTo(ScriptExitKind.Failed), run.ToString());
        Assert.That(error.GetProperty("line").GetInt32(), Is.EqualTo(line), run.ToString());
        Assert.That(error.GetProperty("exception").GetString(), Is.EqualTo(exception));
        Assert.That(error.GetProperty("message").GetString(), Is.EqualTo(message));
        Assert.That(error.GetProperty("traceback").GetString(), Does.Contain("script.py").And.Not.Contain("openevent"));
    }

    [Test]
    public async Task What_a_failed_script_produced_before_comes_first()
    {
        var run = await _sandbox.RunAsync("print(1)\nimport sys\nsys.stdout.write('two')\nraise ValueError('three')");
        Assert.That(run.Messages.Select(m => m.GetProperty("type").GetString()), Is.EqualTo(Items("add", "console", "error")));
    }

    [TestCase("import sys\nsys.exit()", ScriptExitKind.Done)]
    [TestCase("import sys\nsys.exit('no sensor')", ScriptExitKind.Failed)]
    [TestCase("import os\nos._exit(3)", ScriptExitKind.Failed)]
    public async Task A_script_can_end_itself(string code, ScriptExitKind kind)
    {
        var run = await _sandbox.RunAsync(code);
        Assert.That(run.Exit.Kind, Is.EqualTo(kind));
        Assert.That(run.Error, Is.Null);
        if (code.Contains("sensor", StringComparison.Ordinal))
            Assert.That(run.Console("err"), Is.EqualTo("no sensor\n"));
    }

    [Test]
    public async Task Texts_lose_what_json_cannot_hold()
    {
        var run = await _sandbox.RunAsync(@"print('\ud800', '\0', '\ud83d\ude00', '<b>')");
        Assert.That(
            run.Elements.Single().GetProperty("value").EnumerateArray().Select(v => v.GetString()),
            Is.EqualTo(Items("\ufffd", "\ufffd", "😀", "<b>"))
        );
    }

    [Test]
    public async Task Stopping_ends_a_script_that_ignores_signals()
    {
        await using var script = await _sandbox.Sandbox.StartAsync(
            "import signal\nfor s in (1, 2, 15): signal.signal(s, signal.SIG_IGN)\nlabel('on')\nwhile True: pass",
            CancellationToken.None
        );
        await foreach (var _ in script.ReadAsync(CancellationToken.None))
            break;
        script.Kill();
        var exit = await script.Completion.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That(exit.Kind, Is.EqualTo(ScriptExitKind.Killed));
        Assert.That(exit.Message, Is.EqualTo("The script was stopped."));
    }

    [Test]
    public async Task Messages_come_while_the_script_runs()
    {
        await using var script = await _sandbox.Sandbox.StartAsync("label('first')\ninput('?')\nlabel('second')", CancellationToken.None);
        List<string> types = [];
        await foreach (var message in script.ReadAsync(CancellationToken.None))
        {
            types.Add(message.GetProperty("type").GetString()!);
            if (types[^1] == ScriptMessage.Input)
                script.Send("""{"type":"value","n":1,"value":"x"}"""u8.ToArray());
        }
        Assert.That(types, Is.EqualTo(Items("add", "add", "input", "add")));
    }

    private static T[] Items<T>(params T[] items) => items;
}
