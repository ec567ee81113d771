using NUnit.Framework;
using OpenEvent.PSLab.Instruments;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tests.Virtual;

/// <summary>Faults are reported as errors and never give wrong values, and the next call works.</summary>
public class SimulatedFaultTests
{
    [TestCase(SimulatedFaultKind.DropAck, BoardErrorKind.Timeout)]
    [TestCase(SimulatedFaultKind.LateAck, BoardErrorKind.Timeout)]
    [TestCase(SimulatedFaultKind.Truncate, BoardErrorKind.Timeout)]
    [TestCase(SimulatedFaultKind.Garbage, BoardErrorKind.InvalidResponse)]
    [TestCase(SimulatedFaultKind.HangUp, BoardErrorKind.Disconnected)]
    [TestCase(SimulatedFaultKind.StuckBusy, BoardErrorKind.Timeout)]
    public async Task A_fault_is_reported_and_the_next_call_works(SimulatedFaultKind fault, BoardErrorKind kind)
    {
        await using var testBoard = new ReconnectableTestBoard("parts");
        Assert.That(await testBoard.Board.Multimeter.MeasureResistanceAsync(default), Is.EqualTo(10_000).Within(1).Percent);
        testBoard.Virtual.Faults.InjectNext(fault);
        var told = Assert.ThrowsAsync<BoardException>(() => testBoard.Board.Multimeter.MeasureResistanceAsync(default));
        Assert.That(told!.Kind, Is.EqualTo(kind).Or.EqualTo(fault == SimulatedFaultKind.Garbage ? BoardErrorKind.Rejected : kind));
        Assert.That(
            await CallUntilRecoveredAsync(() => testBoard.Board.Multimeter.MeasureResistanceAsync(default)),
            Is.EqualTo(10_000).Within(1).Percent
        );
    }

    [Test]
    public async Task A_capture_that_never_ends_times_out()
    {
        await using var testBoard = new ReconnectableTestBoard("loopback");
        var settings = new CaptureSettings(2, 100, 10e-6);
        await testBoard.Board.Oscilloscope.CaptureAsync(settings, default);
        testBoard.Virtual.Faults.InjectNext(SimulatedFaultKind.StuckCapture);
        Assert.That(
            Assert.ThrowsAsync<BoardException>(() => testBoard.Board.Oscilloscope.CaptureAsync(settings, default))!.Kind,
            Is.EqualTo(BoardErrorKind.Timeout)
        );
        Assert.That((await testBoard.Board.Oscilloscope.CaptureAsync(settings, default)).Traces, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Constant_faults_give_errors_or_right_values()
    {
        await using var testBoard = new ReconnectableTestBoard("parts");
        foreach (var plan in new[] { "drop-ack/31", "garbage/43", "truncate/53", "hang-up/67" })
            testBoard.Virtual.Faults.Add(SimulatedFault.Parse(plan));
        var right = 0;
        var faults = 0;
        for (var call = 0; call < 100; call++)
        {
            try
            {
                Assert.That(await testBoard.Board.Multimeter.MeasureResistanceAsync(default), Is.EqualTo(10_000).Within(1).Percent);
                right++;
            }
            catch (BoardException)
            {
                faults++;
            }
        }
        Assert.That(right, Is.GreaterThan(50));
        Assert.That(faults, Is.GreaterThan(0));
    }

    [TestCase("drop-ack", SimulatedFaultKind.DropAck, 0, 10, 0)]
    [TestCase("late-ack@3=1500", SimulatedFaultKind.LateAck, 3, 0, 1500)]
    [TestCase("hang-up/5", SimulatedFaultKind.HangUp, 0, 5, 0)]
    [TestCase("stuck-busy@1", SimulatedFaultKind.StuckBusy, 1, 0, 3000)]
    public void Fault_texts_are_parsed(string text, SimulatedFaultKind kind, int at, int every, int milliseconds) =>
        Assert.That(SimulatedFault.Parse(text), Is.EqualTo(new SimulatedFault(kind, at, every, TimeSpan.FromMilliseconds(milliseconds))));

    [TestCase("")]
    [TestCase("drop")]
    [TestCase("drop-ack@")]
    [TestCase("drop-ack@0")]
    [TestCase("drop-ack/x")]
    [TestCase("late-ack=soon")]
    public void Invalid_fault_texts_are_rejected_with_the_syntax(string text) =>
        Assert.That(() => SimulatedFault.Parse(text), Throws.TypeOf<BoardException>().With.Message.Contains("KIND[@N|/N][=MS]"));

    /// <summary>Calls until a board that was stuck answers again. It must recover soon without a reset.</summary>
    private static async Task<double> CallUntilRecoveredAsync(Func<Task<double>> call)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (BoardException) when (attempt < 3) { }
        }
    }
}
