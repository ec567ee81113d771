using NUnit.Framework;
using OpenEvent.PSLab.Instruments;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tests.Virtual;

/// <summary>What goes wrong is told, never a wrong value; and the next call works.</summary>
public class FaultsTests
{
    [TestCase(FaultOnDemand.DropAck, FaultKind.Silent)]
    [TestCase(FaultOnDemand.LateAck, FaultKind.Silent)]
    [TestCase(FaultOnDemand.Truncate, FaultKind.Silent)]
    [TestCase(FaultOnDemand.Garbage, FaultKind.Garbled)]
    [TestCase(FaultOnDemand.HangUp, FaultKind.Lost)]
    [TestCase(FaultOnDemand.StuckBusy, FaultKind.Silent)]
    public async Task A_fault_is_told_and_the_next_call_works(FaultOnDemand fault, FaultKind kind)
    {
        await using var bench = new Bench("parts");
        Assert.That(await bench.Board.Multimeter.ResistanceAsync(default), Is.EqualTo(10_000).Within(1).Percent);
        bench.Virtual.Faults.Arm(fault);
        var told = Assert.ThrowsAsync<BoardFault>(() => bench.Board.Multimeter.ResistanceAsync(default));
        Assert.That(told!.Kind, Is.EqualTo(kind).Or.EqualTo(fault == FaultOnDemand.Garbage ? FaultKind.Refused : kind));
        Assert.That(await RecoveredAsync(() => bench.Board.Multimeter.ResistanceAsync(default)), Is.EqualTo(10_000).Within(1).Percent);
    }

    [Test]
    public async Task A_capture_that_never_ends_is_given_up()
    {
        await using var bench = new Bench("loopback");
        var settings = new CaptureSettings(2, 100, 10e-6);
        await bench.Board.Oscilloscope.CaptureAsync(settings, default);
        bench.Virtual.Faults.Arm(FaultOnDemand.StuckCapture);
        Assert.That(
            Assert.ThrowsAsync<BoardFault>(() => bench.Board.Oscilloscope.CaptureAsync(settings, default))!.Kind,
            Is.EqualTo(FaultKind.Silent)
        );
        Assert.That((await bench.Board.Oscilloscope.CaptureAsync(settings, default)).Traces, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Faults_all_the_time_give_faults_or_right_values()
    {
        await using var bench = new Bench("parts");
        foreach (var plan in new[] { "drop-ack/31", "garbage/43", "truncate/53", "hang-up/67" })
            bench.Virtual.Faults.Plan(Fault.Parse(plan));
        var (right, faults) = (0, 0);
        for (var call = 0; call < 100; call++)
        {
            try
            {
                Assert.That(await bench.Board.Multimeter.ResistanceAsync(default), Is.EqualTo(10_000).Within(1).Percent);
                right++;
            }
            catch (BoardFault)
            {
                faults++;
            }
        }
        Assert.That(right, Is.GreaterThan(50));
        Assert.That(faults, Is.GreaterThan(0));
    }

    [TestCase("drop-ack", FaultOnDemand.DropAck, 0, 10, 0)]
    [TestCase("late-ack@3=1500", FaultOnDemand.LateAck, 3, 0, 1500)]
    [TestCase("hang-up/5", FaultOnDemand.HangUp, 0, 5, 0)]
    [TestCase("stuck-busy@1", FaultOnDemand.StuckBusy, 1, 0, 3000)]
    public void Faults_are_written_in_a_few_letters(string text, FaultOnDemand kind, int at, int every, int milliseconds) =>
        Assert.That(Fault.Parse(text), Is.EqualTo(new Fault(kind, at, every, TimeSpan.FromMilliseconds(milliseconds))));

    [TestCase("")]
    [TestCase("drop")]
    [TestCase("drop-ack@")]
    [TestCase("drop-ack@0")]
    [TestCase("drop-ack/x")]
    [TestCase("late-ack=soon")]
    public void Others_are_refused_with_the_syntax(string text) =>
        Assert.That(() => Fault.Parse(text), Throws.TypeOf<BoardFault>().With.Message.Contains("KIND[@N|/N][=MS]"));

    /// <summary>A board that has been stuck may still be so when it is asked the next time; it must work soon after, without anybody's help.</summary>
    private static async Task<double> RecoveredAsync(Func<Task<double>> call)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (BoardFault) when (attempt < 3) { }
        }
    }
}
