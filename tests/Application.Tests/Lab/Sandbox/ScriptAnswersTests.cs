using NUnit.Framework;
using OpenEvent.Application.Lab;

namespace OpenEvent.Application.Tests.Lab.Sandbox;

/// <summary>What questions and answers cost a script.</summary>
[TestFixture]
public sealed class ScriptAnswersTests : IAsyncDisposable
{
    private const string Unread = "The script was stopped, because it did not read the answers to its questions.";

    private readonly TestSandbox _sandbox = new(new ScriptSettings { Seconds = 30, MemoryMegabytes = 64 });

    public async ValueTask DisposeAsync() => await _sandbox.DisposeAsync();

    [Test]
    public async Task A_script_that_reads_no_answers_is_ended_and_nobody_waits_for_it()
    {
        await using var script = await _sandbox.Sandbox.StartAsync("import time\ntime.sleep(100)", CancellationToken.None);
        for (var i = 0; i < 6; i++)
            script.Send(new byte[1024 * 1024]);
        var exit = await script.Completion;
        Assert.That((exit.Kind, exit.Message), Is.EqualTo((ScriptExitKind.Crashed, Unread)));
    }

    [Test]
    public async Task Long_questions_use_the_output_limit_and_short_ones_hardly()
    {
        var run = await _sandbox.RunAsync(
            """
            import os
            for i in range(2000):
                get_voltage('CH1')
            print('short')
            for i in range(100):
                line = b'{"type":"call","n":%d,"function":"%s"}\n' % (i, b'f' * 19000)
                while line:
                    line = line[os.write(4, line):]
            print('long')
            """
        );
        Assert.That(run.Exit.Kind, Is.EqualTo(ScriptExitKind.OutputExceeded), run.ToString());
        Assert.That(run.Messages.Any(m => m.ToString().Contains("short", StringComparison.Ordinal)), "a control");
        Assert.That(run.Messages.Any(m => m.ToString().Contains("long", StringComparison.Ordinal)), Is.False);
    }

    [Test]
    public async Task Answers_of_inputs_use_the_output_limit()
    {
        await using var script = await _sandbox.Sandbox.StartAsync("import time\ntime.sleep(100)", CancellationToken.None);
        script.Send("{}"u8.ToArray());
        script.Send("{}"u8.ToArray(), _sandbox.Sandbox.Limits.OutputBytes + 1);
        Assert.That((await script.Completion).Kind, Is.EqualTo(ScriptExitKind.OutputExceeded));
    }
}
