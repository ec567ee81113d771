using NUnit.Framework;
using OpenEvent.PSLab.Instruments;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tests.Instruments;

[TestFixture(FirmwareProfile.V3Client)]
[TestFixture(FirmwareProfile.V31Strict)]
public class LogicAnalyzerTests(FirmwareProfile profile)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    [TestCase(4)]
    [TestCase(1000)]
    [TestCase(100_000)]
    [TestCase(1e6)]
    [TestCase(10e6)]
    public async Task A_frequency_is_as_exact_as_the_clock(double hertz)
    {
        await using var testBoard = new TestBoard("loopback", profile);
        var actual = await testBoard.Board.Pulses.StartAsync(hertz, [0.5, 0, 0, 0], [0, 0, 0, 0], default);
        Assert.That(
            await testBoard.Board.Logic.MeasureFrequencyAsync(DigitalInput.LA1, Patience, default),
            Is.EqualTo(actual).Within(hertz < 10e6 ? 1e-4 : 1).Percent
        );
    }

    [Test]
    public async Task A_high_frequency_is_counted_or_timed()
    {
        await using var testBoard = new TestBoard("loopback", profile);
        await testBoard.Board.Pulses.StartAsync(2e6, [0.5, 0, 0, 0], [0, 0, 0, 0], default);
        Assert.That(await testBoard.Board.Logic.MeasureHighFrequencyAsync(DigitalInput.LA1, default), Is.EqualTo(2e6).Within(0.1).Percent);
    }

    [Test]
    public async Task An_input_without_edges_is_an_error_that_contains_its_level()
    {
        await using var testBoard = new TestBoard("loopback", profile);
        await testBoard.Board.Pins.SetAsync(new Dictionary<int, bool> { [2] = true }, default);
        var exception = Assert.ThrowsAsync<BoardException>(() =>
            testBoard.Board.Logic.MeasureFrequencyAsync(DigitalInput.LA2, TimeSpan.FromMilliseconds(50), default)
        )!;
        Assert.That(exception.Kind, Is.EqualTo(BoardErrorKind.Unmeasurable));
        Assert.That(exception.Message, Does.Contain("high"));
    }

    [TestCase(Edge.Rising)]
    [TestCase(Edge.Falling)]
    public async Task The_time_between_edges_is_a_period_for_each(Edge edge)
    {
        await using var testBoard = new TestBoard("loopback", profile);
        await testBoard.Board.Pulses.StartAsync(4000, [0.25, 0, 0, 0], [0, 0, 0, 0], default);
        Assert.That(
            await testBoard.Board.Logic.MeasureEdgeToEdgeAsync(DigitalInput.LA1, edge, 0, Patience, default),
            Is.EqualTo(0.25e-3).Within(2e-8)
        );
        Assert.That(
            await testBoard.Board.Logic.MeasureEdgeToEdgeAsync(DigitalInput.LA1, edge, 3, Patience, default),
            Is.EqualTo(1e-3).Within(2e-8)
        );
    }

    [Test]
    public async Task Pulses_are_counted()
    {
        await using var testBoard = new TestBoard("loopback", profile);
        await testBoard.Board.Logic.StartCountingAsync(DigitalInput.LA1, default);
        for (var i = 0; i < 5; i++)
        {
            await testBoard.Board.Pins.SetAsync(new Dictionary<int, bool> { [1] = true }, default);
            await testBoard.Board.Pins.SetAsync(new Dictionary<int, bool> { [1] = false }, default);
        }
        Assert.That(await testBoard.Board.Logic.ReadPulseCountAsync(default), Is.EqualTo(5));
    }

    [Test]
    public async Task Four_pins_are_recorded_at_once()
    {
        await using var testBoard = new TestBoard("loopback", profile);
        await testBoard.Board.Pulses.StartAsync(1000, [0.5, 0.5, 0.5, 0.5], [0, 0.25, 0.5, 0.75], default);
        var settings = new LogicSettings([.. DigitalInput.All.Take(4).Select(p => new LogicChannel(p, Edge.Rising))])
        {
            MaxEdgeSpacing = TimeSpan.FromMilliseconds(5),
        };
        var traces = await testBoard.Board.Logic.CaptureAsync(settings, TimeSpan.FromMilliseconds(50), default);
        Assert.That(traces, Has.Count.EqualTo(4));
        foreach (var trace in traces)
        {
            Assert.That(trace.Times, Has.Length.GreaterThan(20));
            Assert.That(trace.Times.Zip(trace.Times.Skip(1), (a, b) => b - a), Has.All.EqualTo(1e-3).Within(0.3e-6), trace.Input.Name);
        }
        Assert.That(Math.IEEERemainder(traces[1].Times[0] - traces[0].Times[0] - 0.25e-3, 1e-3), Is.EqualTo(0).Within(0.5e-6));
    }

    [Test]
    public async Task A_recording_waits_for_its_trigger_and_continues_while_it_is_fetched()
    {
        await using var testBoard = new TestBoard("loopback", profile);
        var logic = testBoard.Board.Logic;
        await logic.StartAsync(
            new LogicSettings([new(DigitalInput.LA1, Edge.Any)]) { Trigger = new(DigitalInput.LA2, Edge.Rising) },
            default
        );
        await Toggle(testBoard, 1);
        Assert.That((await logic.FetchAsync(default))[0].Times, Is.Empty);
        await Toggle(testBoard, 2);
        await Toggle(testBoard, 1);
        Assert.That((await logic.FetchAsync(default))[0].Times, Has.Length.EqualTo(2));
        await Toggle(testBoard, 1);
        Assert.That((await logic.FetchAsync(default))[0].Times, Has.Length.EqualTo(4).And.Ordered);
        Assert.That((await logic.GetProgressAsync(default)).Events[0], Is.EqualTo(4));
        await logic.StopAsync(default);
    }

    [Test]
    public async Task Values_out_of_range_are_rejected_with_the_limit()
    {
        await using var testBoard = new TestBoard("open", profile);
        var logic = testBoard.Board.Logic;
        LogicChannel one = new(DigitalInput.LA1, Edge.Any),
            frq = new(DigitalInput.Frq, Edge.Any);
        Assert.That(GetError(() => logic.StartAsync(new([]), default)), Does.Contain("1 to 4"));
        Assert.That(GetError(() => logic.StartAsync(new([one, one, frq]), default)), Does.Contain("in this order"));
        Assert.That(
            GetError(() =>
                logic.StartAsync(
                    new([one, new(DigitalInput.LA2, Edge.Any), new(DigitalInput.LA3, Edge.Any)])
                    {
                        MaxEdgeSpacing = TimeSpan.FromSeconds(1),
                    },
                    default
                )
            ),
            Does.Contain("262 ms")
        );
        Assert.That(
            GetError(() => logic.MeasureEdgeToEdgeAsync(DigitalInput.LA1, Edge.Any, 2499, Patience, default)),
            Does.Contain("2498")
        );
        Assert.That(GetError(() => logic.FetchAsync(default)), Does.Contain("started"));
    }

    private static async Task Toggle(TestBoard testBoard, int pin)
    {
        await testBoard.Board.Pins.SetAsync(new Dictionary<int, bool> { [pin] = true }, default);
        await testBoard.Board.Pins.SetAsync(new Dictionary<int, bool> { [pin] = false }, default);
    }

    private static string GetError(Func<Task> call) => Assert.ThrowsAsync<BoardException>(() => call())!.Message;
}
