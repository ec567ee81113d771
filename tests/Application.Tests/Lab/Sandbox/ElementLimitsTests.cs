using System.Text.Json.Nodes;
using NUnit.Framework;
using OpenEvent.Application.Lab;

namespace OpenEvent.Application.Tests.Lab.Sandbox;

/// <summary>What a script cannot show is an exception at its line, and what it can show is accepted by the server.</summary>
[TestFixture]
public sealed class ElementLimitsTests : IAsyncDisposable
{
    private readonly TestSandbox _sandbox = new(
        new ScriptSettings
        {
            Seconds = 60,
            MemoryMegabytes = 256,
            OutputKilobytes = 16_384,
        }
    );

    public async ValueTask DisposeAsync() => await _sandbox.DisposeAsync();

    [TestCase("plot([1, 2], [[1, 2]] * 51)", "The plot has 51 curves.")]
    [TestCase("plot(range(100_001), range(100_001))", "A curve has 100001 points.")]
    [TestCase("plot([1], [1]).update([1, 2], [[1, 2]] * 51)", "The plot has 51 curves.")]
    [TestCase("plot([1], [1]).update(data=[[[1]]])", "data must be a list of curves")]
    [TestCase("table(['a'] * 1001, [])", "columns has 1001 items.")]
    [TestCase("table(['a'], []).update(rows=[range(1001)])", "A row has more than 1000 cells.")]
    [TestCase("table(['a'], []).update(columns=range(1001))", "columns has 1001 items.")]
    [TestCase("checkbox('a').update('yes')", "value must be True or False.")]
    [TestCase("checkbox('a').value = 'yes'", "value must be True or False.")]
    [TestCase("slider('a').update('much')", "value contains something that is not a number")]
    [TestCase("slider('a').update(max=float('nan'))", "max must be a finite number.")]
    [TestCase("select('a', range(10_001))", "choices has 10001 items.")]
    [TestCase("label('a').update(colour='red')", "A label has no field colour. Its fields are: class, name, value.")]
    [TestCase("label('a').update(id='b')", "A label has no field id.")]
    [TestCase("button('a', 'get_voltage()').update(action=5)", "action must be a dict")]
    [TestCase("button('a', 'x' * 20_001)", "endpoint has more than 20000 characters.")]
    [TestCase("button('a', 'x', stacking='x' * 201)", "stacking has more than 200 characters.")]
    [TestCase("button('a', 'x', target='x' * 201)", "target has more than 200 characters.")]
    [TestCase("image(b'\\x89PNG\\r\\n\\x1a\\n').update(media='image/svg+xml')", "The only possible media")]
    [TestCase("image(b'\\x89PNG\\r\\n\\x1a\\n').update(data='<svg>')", "data must be a PNG file")]
    [TestCase("print(*['a'] * 100_001)", "value has 100001 items.")]
    [TestCase("label('\\U0001F600' * 500_001)", "value has more than 1000000 characters.")]
    [TestCase("progress(0.5, 'x' * 1_000_001)", "text has more than 1000000 characters.")]
    public async Task What_the_server_does_not_take_is_an_exception_at_its_line(string code, string message)
    {
        var run = await _sandbox.RunAsync($"pass\n{code}\n");
        Assert.That(run.Exit.Kind, Is.EqualTo(ScriptExitKind.Failed), run.ToString());
        var error = run.Error!.Value;
        Assert.That(error.GetProperty("exception").GetString(), Is.EqualTo("ValueError"));
        Assert.That(error.GetProperty("message").GetString(), Does.StartWith(message));
        Assert.That(error.GetProperty("line").GetInt32(), Is.EqualTo(2));
        RequireAccepted(run);
    }

    [TestCase("button('a', 'x').update(label=5)", "label", "5")]
    [TestCase("label('a').update(value=3)", "value", "3")]
    [TestCase("label('a').update(float('nan'))", "value", "nan")]
    [TestCase("display('a', 1, 'V').update(unit=None, value=[1, 2])", "value", "[1,2]")]
    [TestCase("checkbox('a').update(1)", "value", "true")]
    [TestCase("slider('a').update(__import__('numpy').float32(3))", "value", "3")]
    [TestCase("select('a', [1, 2]).update(2)", "value", "2")]
    [TestCase("select('a', [1, 2]).update(choices=range(3))", "choices", """["0","1","2"]""")]
    [TestCase("print('a').update(7)", "value", """["7"]""")]
    [TestCase("print('a').update(value=['a', 7])", "value", """["a","7"]""")]
    [TestCase("plot([1], [1]).update(data=[[[1, 2], [2, float('nan')]], []])", "data", "[[[1,2],[2,null]],[]]")]
    [TestCase("plot([1, 2], [[1, 2]] * 50)", "type", "plot")]
    [TestCase("table(['a'] * 1000, [range(1000)])", "type", "table")]
    [TestCase("label('x' * 1_000_000)", "type", "label")]
    public async Task Other_values_are_converted_to_what_the_server_takes(string code, string field, string expected)
    {
        var run = await _sandbox.RunAsync(code);
        Assert.That(run.Exit.Kind, Is.EqualTo(ScriptExitKind.Done), run.ToString());
        var value = RequireAccepted(run)[field]!;
        Assert.That(value is JsonValue text && text.TryGetValue<string>(out var s) ? s : value.ToJsonString(), Is.EqualTo(expected));
    }

    /// <summary>Reads the messages as the server does. It throws if one is not accepted.</summary>
    /// <returns>The first element at the end.</returns>
    private static JsonObject RequireAccepted(ScriptRun run)
    {
        Dictionary<string, JsonObject> elements = [];
        foreach (var message in run.Messages)
            if (message.GetProperty("type").ValueEquals("add"))
                elements.Add(
                    message.GetProperty("element").GetProperty("id").GetString()!,
                    RunElement.Read(message.GetProperty("element"))
                );
            else if (message.GetProperty("type").ValueEquals("update"))
                RunElement.Apply(elements[message.GetProperty("id").GetString()!], message.GetProperty("patch"));
        return elements.Values.FirstOrDefault() ?? [];
    }
}
