using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using OpenEvent.Application.Lab;
using OpenEvent.Infrastructure;
using OpenEvent.Infrastructure.Lab;
using OpenEvent.Infrastructure.Lab.Sandbox;

namespace OpenEvent.Application.Tests.Lab.Sandbox;

/// <summary>A sandbox with the catalogue of the real device, and a device that answers with constants.</summary>
internal sealed class TestSandbox : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sandbox-").FullName;

    public TestSandbox(ScriptSettings settings) =>
        Sandbox = ScriptSandboxServices.Create(settings, new PSLabFunctionCatalogue(), _folder, null, NullLoggerFactory.Instance);

    public PythonSandbox Sandbox { get; }

    /// <summary>Answers of the device by the beginning of the function string, as the JSON of a result.</summary>
    public Dictionary<string, string> Answers { get; } =
        new() { ["get_voltage"] = """{"shape":"number","unit":"V","value":1.5,"text":"1.5 V"}""" };

    /// <summary>What the user entered, by the id of the element.</summary>
    public Dictionary<string, string> Values { get; } = [];

    public async Task<ScriptRun> RunAsync(string code)
    {
        await using var script = await Sandbox.StartAsync(code, CancellationToken.None);
        return await FollowAsync(script);
    }

    public async Task<ScriptRun> FollowAsync(IScriptProcess script)
    {
        List<JsonElement> messages = [];
        await foreach (var message in script.ReadAsync(CancellationToken.None))
        {
            messages.Add(message);
            if (Answer(message) is { } answer)
                script.Send(System.Text.Encoding.UTF8.GetBytes(answer));
        }
        return new ScriptRun(messages, await script.Completion);
    }

    public async ValueTask DisposeAsync()
    {
        await Sandbox.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private string? Answer(JsonElement message)
    {
        switch (message.GetProperty("type").GetString())
        {
            case ScriptMessage.Call:
                var function = message.GetProperty("function").GetString()!;
                var number = message.GetProperty("n").GetInt64();
                return Answers.FirstOrDefault(a => function.StartsWith(a.Key, StringComparison.Ordinal)).Value is { } result
                    ? $$"""{"type":"result","n":{{number}},"result":{{result}}}"""
                    : $$"""{"type":"error","n":{{number}},"message":"The device main is booked.","code":"device-booked"}""";
            case ScriptMessage.Input when Values.TryGetValue(message.GetProperty("id").GetString()!, out var value):
                return $$"""{"type":"value","n":{{message.GetProperty("n").GetInt64()}},"value":{{value}}}""";
            default:
                return null;
        }
    }
}
