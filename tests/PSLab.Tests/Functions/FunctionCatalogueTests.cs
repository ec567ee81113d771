using NUnit.Framework;
using OpenEvent.PSLab.Functions;

namespace OpenEvent.PSLab.Tests.Functions;

public class FunctionCatalogueTests
{
    private static IReadOnlyList<Function> Functions => FunctionCatalogue.Standard.Functions;

    [TestCase("get_voltage")]
    [TestCase("get_average_voltage")]
    [TestCase("get_resistance")]
    [TestCase("get_capacitance")]
    [TestCase("get_temperature")]
    [TestCase("get_ctmu_voltage")]
    [TestCase("capture1")]
    [TestCase("capture2")]
    [TestCase("capture4")]
    [TestCase("capture_traces")]
    [TestCase("fetch_trace")]
    [TestCase("oscilloscope_progress")]
    [TestCase("configure_trigger")]
    [TestCase("set_gain")]
    [TestCase("select_range")]
    [TestCase("capture_fullspeed")]
    [TestCase("capture_fullspeed_hr")]
    [TestCase("capture_highres_traces")]
    [TestCase("capture_multiple")]
    [TestCase("set_sine1")]
    [TestCase("set_sine2")]
    [TestCase("set_w1")]
    [TestCase("set_w2")]
    [TestCase("set_wave")]
    [TestCase("set_waves")]
    [TestCase("load_equation")]
    [TestCase("load_table")]
    [TestCase("readbackWaveform")]
    [TestCase("sqr1")]
    [TestCase("sqr2")]
    [TestCase("sqrPWM")]
    [TestCase("sqr1_pattern")]
    [TestCase("set_sqrs")]
    [TestCase("map_reference_clock")]
    [TestCase("servo")]
    [TestCase("servo4")]
    [TestCase("stepForward")]
    [TestCase("stepBackward")]
    [TestCase("set_pv1")]
    [TestCase("set_pv2")]
    [TestCase("set_pv3")]
    [TestCase("set_pcs")]
    [TestCase("get_pv1")]
    [TestCase("get_pv2")]
    [TestCase("get_pv3")]
    [TestCase("get_pcs")]
    [TestCase("set_state")]
    [TestCase("get_states")]
    [TestCase("get_state")]
    [TestCase("get_freq")]
    [TestCase("get_high_freq")]
    [TestCase("DutyCycle")]
    [TestCase("PulseTime")]
    [TestCase("MeasureInterval")]
    [TestCase("MeasureMultipleDigitalEdges")]
    [TestCase("r2r_time")]
    [TestCase("f2f_time")]
    [TestCase("countPulses")]
    [TestCase("readPulseCount")]
    [TestCase("capture_edges1")]
    [TestCase("start_one_channel_LA")]
    [TestCase("start_two_channel_LA")]
    [TestCase("start_three_channel_LA")]
    [TestCase("start_four_channel_LA")]
    [TestCase("get_LA_initial_states")]
    [TestCase("stop_LA")]
    [TestCase("fetch_LA_channels")]
    [TestCase("fetch_int_data_from_LA")]
    [TestCase("fetch_long_data_from_LA")]
    [TestCase("estimateDistance")]
    [TestCase("get_version")]
    [TestCase("device_id")]
    [TestCase("WS2812B")]
    [TestCase("resetHardware")]
    [TestCase("reconnect")]
    [TestCase("fetch_buffer")]
    [TestCase("clear_buffer")]
    [TestCase("fill_buffer")]
    [TestCase("read_data_address")]
    [TestCase("read_program_address")]
    [TestCase("start_streaming")]
    [TestCase("stop_streaming")]
    [TestCase("read_flash")]
    [TestCase("read_bulk_flash")]
    [TestCase("write_flash")]
    [TestCase("write_bulk_flash")]
    [TestCase("getRadioLinks")]
    [TestCase("newRadioLink")]
    [TestCase("voltmeter_autorange")]
    [TestCase("capacitance_via_RC_discharge")]
    [TestCase("get_capacitor_range")]
    [TestCase("enableUartPassthrough")]
    [TestCase("opticalArray")]
    [TestCase("setUARTBAUD")]
    [TestCase("writeUART")]
    [TestCase("readUART")]
    [TestCase("readUARTStatus")]
    [TestCase("readLog")]
    [TestCase("measure_voltage")]
    [TestCase("measure_resistance")]
    [TestCase("measure_capacitance")]
    [TestCase("measure_frequency")]
    [TestCase("measure_interval")]
    [TestCase("measure_duty_cycle")]
    [TestCase("count_pulses")]
    [TestCase("fetch_pulse_count")]
    [TestCase("load_function")]
    [TestCase("capture")]
    [TestCase("rgb_led")]
    public void Contains_the_function(string name) => Assert.That(FunctionCatalogue.Standard.Find(name), Is.Not.Null);

    [Test]
    public void Every_function_is_documented() =>
        Assert.That(Functions.Where(f => f.Summary.Length < 10 || f.Parameters.Any(p => p.Summary.Length == 0)), Is.Empty);

    [Test]
    public void Every_example_is_a_call_of_its_function() =>
        Assert.That(Functions.Where(f => FunctionString.Parse(f.Example).Function != f), Is.Empty);

    [Test]
    public void Every_default_is_a_valid_value() =>
        Assert.That(
            () =>
                Functions
                    .SelectMany(f =>
                        f.Parameters.Where(p => p.Default is not null && !p.IsVariadic)
                            .Select(p => (f, FunctionString.Parse(CreateCall(f, p))))
                    )
                    .Count(),
            Is.GreaterThan(30)
        );

    [Test]
    public void No_two_functions_share_a_name() => Assert.That(Functions.SelectMany(f => f.Aliases.Prepend(f.Name)), Is.Unique);

    [Test]
    public void A_misspelt_name_suggests_the_right_one() =>
        Assert.That(FunctionCatalogue.Standard.FindSimilar("get_volage"), Is.EqualTo("get_voltage"));

    [Test]
    public void A_name_that_is_longer_than_all_others_is_not_compared_and_is_cut_in_the_message()
    {
        Assert.That(FunctionCatalogue.Standard.Names, Has.All.Length.LessThanOrEqualTo(FunctionCatalogue.MaxNameLength));
        var rejection = Assert.Throws<FunctionException>(() => FunctionString.Parse($"{new string('g', 19_000)}()"))!;
        Assert.That(rejection.Message, Has.Length.LessThan(200).And.Contain("there is no function ggg"));
    }

    /// <summary>A call with all required arguments and the default of one optional parameter.</summary>
    private static string CreateCall(Function function, FunctionParameter parameter)
    {
        var arguments = function.Parameters.TakeWhile(p => p.IsRequired).Select(CreateArgument);
        return $"{function.Name}({string.Join(", ", arguments.Append($"{parameter.Name}={Literal.Format(parameter.Default)}"))})";
    }

    private static string CreateArgument(FunctionParameter parameter) =>
        parameter.Kind switch
        {
            ParameterKind.Choice => Literal.Format(parameter.Choices[0]),
            ParameterKind.Text => "'x'",
            ParameterKind.Numbers => "[1, 2]",
            ParameterKind.Colours => "[1, 2, 3]",
            ParameterKind.Flag => "True",
            _ => Literal.Format(parameter.Min ?? 1),
        };
}
