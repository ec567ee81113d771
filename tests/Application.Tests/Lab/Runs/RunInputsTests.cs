using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;
using OpenEvent.Application.Lab;

namespace OpenEvent.Application.Tests.Lab;

/// <summary>Questions of a script and the answers of its user.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RunInputsTests : IAsyncDisposable
{
    private readonly RecordedProcess _process = new();
    private readonly RunOutput _output = new();
    private readonly RunInputs _inputs;

    public RunInputsTests()
    {
        _inputs = new RunInputs(_process, _output);
        _output.Add(
            new JsonObject
            {
                ["type"] = "input",
                ["id"] = "a",
                ["kind"] = "text",
                ["value"] = "old",
            }
        );
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    [Test]
    public void More_questions_than_the_sandbox_allows_are_an_error_and_the_others_are_answered()
    {
        for (var n = 1; n <= 64; n++)
            _inputs.Ask(n, "a", waits: true);
        Assert.Throws<RunMessageException>(() => _inputs.Ask(65, "a", waits: true));
        _inputs.Set("a", "x");
        Assert.That(_process.Sent, Has.Count.EqualTo(64));
        Assert.That(_process.Sent[0].Text, Is.EqualTo("""{"type":"value","n":1,"value":"x"}"""));
    }

    [Test]
    public void A_long_value_uses_the_output_limit_each_time_and_a_short_one_does_not()
    {
        _inputs.Ask(1, "a", waits: false);
        _inputs.Set("a", new string('x', 10_000));
        _inputs.Ask(2, "a", waits: false);
        Assert.That(_process.Sent.Skip(_process.Sent.Count - 2).Select(s => s.Cost > 9_000), Is.EqualTo([false, true]));
    }

    private sealed class RecordedProcess : IScriptProcess
    {
        public List<(string Text, int Cost)> Sent { get; } = [];

        public Task<ScriptExit> Completion => throw new NotSupportedException();

        public IAsyncEnumerable<JsonElement> ReadAsync(CancellationToken ct) => throw new NotSupportedException();

        public void Send(ReadOnlyMemory<byte> jsonLine, int cost = 0) => Sent.Add((Encoding.UTF8.GetString(jsonLine.Span), cost));

        public void Kill() => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
