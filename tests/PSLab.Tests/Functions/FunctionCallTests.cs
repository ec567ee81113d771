using NUnit.Framework;
using OpenEvent.PSLab.Functions;
using OpenEvent.PSLab.Tests.Instruments;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tests.Functions;

/// <summary>Calls function strings on a virtual board.</summary>
[TestFixture(FirmwareProfile.V3Client)]
[TestFixture(FirmwareProfile.V31Strict)]
public class FunctionCallTests(FirmwareProfile profile)
{
    [Test]
    public async Task Every_example_in_the_catalogue_runs_and_gives_its_shape()
    {
        await using var testBoard = new TestBoard("bench", profile);
        // Some examples need other calls before them.
        var before = new Dictionary<string, string>
        {
            ["fetch_trace"] = "capture_traces(1, 50, 2)",
            ["oscilloscope_progress"] = "capture_traces(1, 50, 2)",
            ["fetch_LA_channels"] = "start_two_channel_LA()",
        };
        foreach (var function in FunctionCatalogue.Standard.Functions.Where(f => f.WithdrawalReason is null))
        {
            testBoard.Virtual.Rewire(PSLab.Virtual.CircuitCatalogue.Get(function.Group == "Sensors" ? "sensors" : "bench"));
            await RunAsync(testBoard, "sqrPWM(1000, 0.5, 0.25, 0.5, 0, 0.5, 0, 0.5)");
            if (before.TryGetValue(function.Name, out var first))
                await RunAsync(testBoard, first);
            // Skip examples that run motors for seconds, and the sensor, which has no echo here.
            var text = function.Name switch
            {
                "stepForward" or "stepBackward" => $"{function.Name}(3, 1)",
                _ => function.Example,
            };
            try
            {
                var result = await RunAsync(testBoard, text);
                Assert.That(result.Shape.Kind, Is.EqualTo(function.Result.Kind), text);
                Assert.That(result.ToJson(), Does.StartWith("{\"shape\":"), text);
            }
            catch (BoardException exception) when (exception.Kind == BoardErrorKind.Unmeasurable)
            {
                Assert.That(function.Name, Is.AnyOf("get_capacitor_range", "capacitance_via_RC_discharge"), exception.Message);
            }
        }
    }

    [Test]
    public async Task Captures_give_x_and_a_y_for_each_channel()
    {
        await using var testBoard = new TestBoard("bench", profile);
        foreach (
            var (text, traces) in new[]
            {
                ("capture1('CH1', 100, 10)", 1),
                ("capture2(50, 10)", 2),
                ("capture4(50, 10)", 4),
                ("capture(3, 50, 10)", 3),
                ("capture('SEN', 50, 10)", 1),
            }
        )
        {
            var result = await RunAsync(testBoard, text);
            var arrays = (double[][])result.Value!;
            Assert.That(arrays, Has.Length.EqualTo(traces + 1), text);
            Assert.That(arrays[0][..3], Is.EqualTo((double[])[0, 10, 20]).Within(1e-9), text);
            Assert.That(result.Shape.Columns[0], Is.EqualTo(new ResultColumn("x", "µs")));
            Assert.That(result.Shape.Columns.Skip(1).Select(c => c.Unit), Has.All.EqualTo("V"));
        }
    }

    [Test]
    public async Task Scalars_have_units()
    {
        await using var testBoard = new TestBoard("bench", profile);
        Assert.That((await RunAsync(testBoard, "get_resistance()")).Text, Does.EndWith(" kΩ"));
        Assert.That((double)(await RunAsync(testBoard, "get_resistance()")).Value!, Is.EqualTo(10e3).Within(1).Percent);
        Assert.That((double)(await RunAsync(testBoard, "get_capacitance()")).Value!, Is.EqualTo(1e-9).Within(3).Percent);
        Assert.That((await RunAsync(testBoard, "set_sine1(1000)")).Text, Is.EqualTo("1 kHz"));
        Assert.That((await RunAsync(testBoard, "set_pcs(0.001)")).Text, Is.EqualTo("1 mA"));
    }

    [Test]
    public async Task The_names_of_2018_still_work()
    {
        await using var testBoard = new TestBoard("bench", profile);
        await RunAsync(testBoard, "sqr1(4000, 25)");
        Assert.That((double)(await RunAsync(testBoard, "get_freq('ID1')")).Value!, Is.EqualTo(4000).Within(0.01));
        Assert.That((double)(await RunAsync(testBoard, "r2r_time('ID1')")).Value!, Is.EqualTo(0.25e-3).Within(2e-8));
        Assert.That((double)(await RunAsync(testBoard, "PulseTime('ID1', 'HIGH')")).Value!, Is.EqualTo(62.5e-6).Within(2e-8));
        Assert.That((object[])(await RunAsync(testBoard, "DutyCycle('ID1')")).Value!, Is.EqualTo((double[])[0.25e-3, 0.25]).Within(1e-3));
        var states = await RunAsync(testBoard, "get_states()");
        Assert.That(states.Shape.Columns.Select(c => c.Name), Is.SupersetOf((string[])["ID1", "LA4"]));
    }

    [Test]
    public async Task A_withdrawn_function_gives_the_reason()
    {
        await using var testBoard = new TestBoard("bench", profile);
        Assert.That(Assert.ThrowsAsync<BoardException>(() => RunAsync(testBoard, "read_flash(1, 2)"))!.Message, Does.Contain("flash"));
    }

    private static Task<FunctionResult> RunAsync(TestBoard testBoard, string text) =>
        FunctionString.Parse(text).RunAsync(testBoard.Board, default);
}
