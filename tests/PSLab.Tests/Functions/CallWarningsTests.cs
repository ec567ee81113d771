using System.Text.Json;
using NUnit.Framework;
using OpenEvent.PSLab.Functions;
using OpenEvent.PSLab.Tests.Instruments;

namespace OpenEvent.PSLab.Tests.Functions;

/// <summary>Results carry what their users must know: gain, range and clipping of traces, and outputs that a call stopped.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CallWarningsTests : IAsyncDisposable
{
    private readonly TestBoard _board = new("loopback");

    public ValueTask DisposeAsync() => _board.DisposeAsync();

    [Test]
    public async Task A_measured_voltage_leaves_the_range_of_the_next_trace()
    {
        await RunAsync("get_voltage('CH1')");
        await RunAsync("set_sine1(1000)");
        var result = await RunAsync("capture1('CH1', 200, 10)");
        Assert.That(((double[][])result.Value!)[1].Max(), Is.GreaterThan(3));
        Assert.That(result.Warnings, Is.Empty);
        var column = GetColumn(result, 1);
        Assert.That(column.GetProperty("gain").GetDouble(), Is.EqualTo(1));
        Assert.That(column.GetProperty("range")[1].GetDouble(), Is.EqualTo(16.5));
        Assert.That(column.GetProperty("clipped").GetBoolean(), Is.False);
    }

    [TestCase("capture1('CH1', 200, 10)", 1)]
    [TestCase("capture2(200, 10)", 1)]
    [TestCase("capture4(200, 10)", 1)]
    [TestCase("capture(2, 200, 10, trigger=0)", 1)]
    [TestCase("capture_fullspeed('CH1', 400, 2.5)", 1)]
    public async Task A_clipped_trace_says_so(string capture, int column)
    {
        await RunAsync("set_sine1(1000)");
        await RunAsync("select_range('CH1', 0.5)");
        var result = await RunAsync(capture);
        Assert.That(GetColumn(result, column).GetProperty("gain").GetDouble(), Is.EqualTo(32));
        Assert.That(GetColumn(result, column).GetProperty("range")[0].GetDouble(), Is.EqualTo(-0.515625));
        Assert.That(GetColumn(result, column).GetProperty("clipped").GetBoolean());
        Assert.That(
            result.Warnings.Single(),
            Does.StartWith("CH1 is clipped").And.Contain("-0.516 to 0.516 V").And.Contain("select_range")
        );
        Assert.That(result.ToJson(), Does.Contain("\"warnings\":["));
    }

    [Test]
    public async Task A_range_that_holds_the_signal_is_not_clipped()
    {
        await RunAsync("set_sine1(1000)");
        await RunAsync("select_range('CH1', 4)");
        Assert.That((await RunAsync("capture1('CH1', 200, 10)")).Warnings, Is.Empty);
    }

    [Test]
    public async Task No_voltage_on_an_input_from_zero_is_not_clipped()
    {
        await RunAsync("set_pv3(0)");
        Assert.That((await RunAsync("capture1('VOL', 100, 10)")).Warnings, Is.Empty);
    }

    [TestCase("set_sine1(6300)", "attenuated")]
    [TestCase("set_sine2(10)", "attenuated")]
    [TestCase("set_waves(8000, 90)", "attenuated")]
    [TestCase("set_sine1(5000)", null)]
    [TestCase("set_sine1(20)", null)]
    public async Task A_frequency_outside_the_filter_is_set_with_a_warning(string call, string? warning)
    {
        var result = await RunAsync(call);
        Assert.That(result.Warnings.Any(w => w.Contains("attenuated", StringComparison.Ordinal)), Is.EqualTo(warning is not null));
    }

    [Test]
    public async Task A_frequency_above_5_kHz_is_the_board_s()
    {
        Assert.That((await RunAsync("set_sine1(6300)")).Value, Is.EqualTo(6300).Within(1).Percent);
        Assert.That(() => FunctionString.Parse("set_sine1(2000001)"), Throws.TypeOf<FunctionException>());
    }

    [TestCase("set_sine1(1000)", "sqrPWM(1000, 0.5)", "SI1 has stopped")]
    [TestCase("set_waves(1000, 0)", "servo(90)", "SI2 has stopped")]
    [TestCase("set_sine1(1000)", "set_state(SQ4=True)", "SI1 has stopped")]
    [TestCase("set_sine2(1000)", "set_state(SQ3=True)", "SI2 has stopped")]
    [TestCase("set_sine1(1000)", "start_two_channel_LA()", "SI1 has stopped")]
    [TestCase("set_sine1(1000)", "countPulses('LA1')", "SI1 has stopped")]
    [TestCase("sqrPWM(1000, 0.5, 0, 0.5, 0, 0.5, 0, 0.5)", "set_sine1(1000)", "SQ4 have ended")]
    [TestCase("sqr2(1000)", "countPulses('LA1')", "SQ2 has ended")]
    [TestCase("set_pv1(3)", "set_pv3(1)", "PV1 is now")]
    [TestCase("set_pcs(0.001)", "set_pv2(1)", "PCS is now")]
    public async Task A_call_that_stops_or_changes_another_output_says_so(string before, string call, string warning)
    {
        await RunAsync(before);
        Assert.That((await RunAsync(call)).Warnings, Has.Some.Contains(warning));
        Assert.That((await RunAsync("get_state('LA1')")).Warnings, Is.Empty, "only once");
    }

    [TestCase("sqrPWM(1000, 0.5)", "set_sine1(1000)")]
    [TestCase("set_sine1(1000)", "set_state(SQ1=True)")]
    [TestCase("set_sine1(1000)", "start_one_channel_LA()")]
    [TestCase("set_sine1(1000)", "set_sine2(1000)")]
    [TestCase("sqr1(1000)", "countPulses('LA1')")]
    public async Task A_call_that_stops_nothing_has_no_warning(string before, string call)
    {
        await RunAsync(before);
        Assert.That((await RunAsync(call)).Warnings, Is.Empty);
    }

    [TestCase(false, 1.65)]
    [TestCase(true, 0)]
    public async Task After_a_change_of_user_the_supply_has_the_value_that_it_reports(bool isV5, double volts)
    {
        await using var board = new TestBoard("loopback", isV5: isV5);
        await FunctionString.Parse("set_pv3(2)").RunAsync(board.Board, default);
        await board.Board.MakeSafeAsync(default);
        var reported = (await FunctionString.Parse("get_pv3()").RunAsync(board.Board, default)).Value;
        var measured = (await FunctionString.Parse("get_voltage('VOL')").RunAsync(board.Board, default)).Value;
        Assert.That(reported, Is.EqualTo(volts).Within(0.001));
        Assert.That(measured, Is.EqualTo(volts).Within(0.01));
        if (!isV5)
            Assert.That((await FunctionString.Parse("get_pcs()").RunAsync(board.Board, default)).Value, Is.EqualTo(0.00165).Within(1e-6));
    }

    [TestCase("capture1('CH1', 10000, 8191)", "81.9 s", "samples is 3296")]
    [TestCase("capture2(5000, 8191)", "41 s", "samples is 3296")]
    [TestCase("count_pulses('LA1', 60)", "60 s", "interval is 27")]
    [TestCase("get_freq('LA1', 60)", "60 s", "timeout is 27")]
    [TestCase("capture_edges1(60)", "60 s", "waiting_time is 27")]
    [TestCase("stepForward(5000, 1000)", "5000 s", "steps is 27")]
    public void A_call_that_takes_too_long_is_refused_with_the_longest_that_is_possible(string call, string time, string possible)
    {
        var exception = Assert.Throws<BoardException>(() => FunctionString.Parse(call).RequireShorterThan(TimeSpan.FromSeconds(27)))!;
        Assert.That(exception.Kind, Is.EqualTo(BoardErrorKind.OutOfRange));
        Assert.That(exception.Message, Does.Contain(time).And.Contain(possible));
    }

    [TestCase("capture1('CH1', 3296, 8191)")]
    [TestCase("capture_traces(1, 10000, 8191)", Description = "It returns at once.")]
    [TestCase("get_freq('LA1', 27)")]
    [TestCase("get_voltage('CH1')")]
    public void A_call_that_is_short_enough_is_not_refused(string call) =>
        Assert.That(() => FunctionString.Parse(call).RequireShorterThan(TimeSpan.FromSeconds(27)), Throws.Nothing);

    private Task<FunctionResult> RunAsync(string text) => FunctionString.Parse(text).RunAsync(_board.Board, default);

    private static JsonElement GetColumn(FunctionResult result, int index)
    {
        using var document = JsonDocument.Parse(result.ToJson());
        return document.RootElement.GetProperty("columns")[index].Clone();
    }
}
