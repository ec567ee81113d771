using NUnit.Framework;
using OpenEvent.PSLab.Functions;
using OpenEvent.PSLab.Protocol;
using OpenEvent.PSLab.Tests.Instruments;

namespace OpenEvent.PSLab.Tests.Virtual;

/// <summary>STOP_LA freezes the pointers of a recording of the logic analyser.</summary>
public class RecordingStopTests
{
    private const string Pulses = "07 07 7F 02 3F 01 00 00 3F 01 00 00 3F 01 00 00 3F 01 20";

    [TestCase("0A 0F C4 09 05 00", Description = "every sixteenth rising edge")]
    [TestCase("0A 05 C4 09 00 55 10", Description = "two pins")]
    [TestCase("0A 06 C4 09 55 55 00 00", Description = "four pins")]
    public void A_stop_keeps_the_number_of_events_and_ends_the_recording(string start)
    {
        using var client = new RawBoardClient("loopback");
        client.Exchange(Pulses, 1);
        client.Exchange(start, 1);
        client.Advance(TimeSpan.FromMilliseconds(20));
        var running = CountEvents(client);
        Assert.That(running, Is.EqualTo(125).Within(2), "of 2000 edges");
        client.Exchange("0A 11", 1);
        var stopped = CountEvents(client);
        Assert.That(stopped, Is.InRange(running, running + 2));
        client.Advance(TimeSpan.FromMilliseconds(20));
        Assert.That(CountEvents(client), Is.EqualTo(stopped));
        client.Exchange(start, 1);
        Assert.That(CountEvents(client), Is.LessThan(3), "a new recording begins at zero");
    }

    [Test]
    public async Task A_stopped_recording_tells_its_events_and_not_the_maximum()
    {
        await using var testBoard = new TestBoard("loopback");
        await RunAsync(testBoard, "set_state(SQ1=False)");
        await RunAsync(testBoard, "start_one_channel_LA('LA1', 1, 'LA1', 0)");
        await RunAsync(testBoard, "set_state(SQ1=True)");
        await RunAsync(testBoard, "set_state(SQ1=False)");
        await RunAsync(testBoard, "set_state(SQ1=True)");
        await RunAsync(testBoard, "stop_LA()");
        Assert.That(await GetEventsAsync(testBoard), Is.EqualTo((double[])[3, 0, 0, 0]), "channels that are not recorded have no events");
    }

    [Test]
    public async Task Only_a_full_channel_has_the_maximum_of_events()
    {
        await using var testBoard = new TestBoard("loopback");
        Assert.That(await GetEventsAsync(testBoard), Is.All.Zero, "nothing was recorded");
        await RunAsync(testBoard, "start_two_channel_LA(chans=['LA1', 'LA2'], modes=[1, 1])");
        Assert.That(await GetEventsAsync(testBoard), Is.All.Zero, "no edge came");
        await RunAsync(testBoard, "sqr1(100000, 50)");
        testBoard.Advance(TimeSpan.FromMilliseconds(50));
        Assert.That(await GetEventsAsync(testBoard), Is.EqualTo((double[])[2500, 0, 0, 0]));
    }

    [Test]
    public void The_edge_that_triggers_is_an_event_at_time_zero()
    {
        using var client = new RawBoardClient("loopback");
        client.Exchange(Pulses, 1);
        client.Exchange("0A 0F C4 09 01 03", 1);
        client.Advance(TimeSpan.FromMilliseconds(20));
        var times = client.Exchange(Commands.FetchLong, 4, 0).Values.GetItems("times");
        Assert.That(times, Is.EqualTo((uint[])[0, 315, 636, 955]));
    }

    [TestCase(0.25)]
    [TestCase(0.5)]
    [TestCase(0.8)]
    public async Task A_duty_cycle_does_not_depend_on_that_event(double duty)
    {
        await using var testBoard = new TestBoard("loopback");
        await testBoard.Board.Pulses.StartAsync(10_000, [duty, 0, 0, 0], [0, 0, 0, 0], default);
        var (period, measured) = await testBoard.Board.Logic.MeasureDutyCycleAsync(
            PSLab.Instruments.DigitalInput.Find("LA1")!,
            TimeSpan.FromSeconds(2),
            default
        );
        Assert.That(period, Is.EqualTo(1e-4).Within(1).Percent);
        Assert.That(measured, Is.EqualTo(duty).Within(0.002));
    }

    private static async Task<IEnumerable<double>> GetEventsAsync(TestBoard testBoard) =>
        ((object?[])(await RunAsync(testBoard, "get_LA_initial_states()")).Value!).Take(4).Cast<double>();

    private static int CountEvents(RawBoardClient client)
    {
        var state = client.Exchange(Commands.GetInitialStates);
        return (int)(state.Values.GetItems("pointers")[0] - state["base"]) / 2;
    }

    private static Task<FunctionResult> RunAsync(TestBoard testBoard, string text) =>
        FunctionString.Parse(text).RunAsync(testBoard.Board, default);
}
