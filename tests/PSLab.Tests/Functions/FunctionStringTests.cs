using CsCheck;
using NUnit.Framework;
using OpenEvent.PSLab.Functions;

namespace OpenEvent.PSLab.Tests.Functions;

public class FunctionStringTests
{
    [Test]
    public void Reads_a_call_with_positional_arguments()
    {
        var call = FunctionString.Parse("capture1('CH1', 100, 10)");
        Assert.That(call.Function.Name, Is.EqualTo("capture1"));
        Assert.That(
            (call.Arguments.Text("channel"), call.Arguments.Integer("samples"), call.Arguments.Number("timegap_us")),
            Is.EqualTo(("CH1", 100, 10.0))
        );
    }

    [TestCase("get_voltage('CH1')")]
    [TestCase("  get_voltage ( 'CH1' ) ")]
    [TestCase("get_voltage(\"CH1\")")]
    [TestCase("get_voltage(channel='CH1')")]
    [TestCase("get_voltage(ch = 'ch1',)")]
    [TestCase("get_voltage(\n  'CH1', # the first\n)\n# done")]
    [TestCase("measure_voltage('\\x43\\u00481')")]
    public void Reads_the_same_call_in_many_forms(string text) =>
        Assert.That(FunctionString.Parse(text).ToString(), Is.EqualTo("get_voltage(channel='CH1')"));

    [TestCase("1000", 1000)]
    [TestCase("1e3", 1000)]
    [TestCase("+1.0E+3", 1000)]
    [TestCase("0x3E8", 1000)]
    [TestCase("1000.", 1000)]
    [TestCase(".5e3", 500)]
    [TestCase("00100", 100)]
    public void Reads_numbers(string number, double value) =>
        Assert.That(FunctionString.Parse($"set_sine1({number})").Arguments.Number("freq"), Is.EqualTo(value));

    [TestCase("-1", -1)]
    [TestCase("-0x1", -1)]
    [TestCase("-2.5e-1", -0.25)]
    public void Reads_negative_numbers(string number, double value) =>
        Assert.That(FunctionString.Parse($"set_pv1({number})").Arguments.Number("value"), Is.EqualTo(value));

    [Test]
    public void Reads_lists_and_constants()
    {
        Assert.That(
            FunctionString.Parse("load_table('W1', [-3.3, 0, 3.3,])").Arguments.Numbers("points"),
            Is.EqualTo((double[])[-3.3, 0, 3.3])
        );
        Assert.That(FunctionString.Parse("WS2812B([[1,2,3],(4,5,6)])").Arguments.Numbers("cols"), Is.EqualTo((double[])[1, 2, 3, 4, 5, 6]));
        Assert.That(FunctionString.Parse("set_state(SQR1=True, SQ2=0)").Arguments.Flag("SQ1"), Is.True);
        Assert.That(FunctionString.Parse("set_waves(1000, 90, None)").Arguments.Has("f2"), Is.False);
    }

    [TestCase("SEN", "RES")]
    [TestCase("AN8", "VOL")]
    [TestCase("mic", "MIC")]
    public void Accepts_both_names_of_inputs(string name, string now) =>
        Assert.That(FunctionString.Parse($"get_voltage('{name}')").Arguments.Text("channel"), Is.EqualTo(now));

    [TestCase("ID1", "LA1")]
    [TestCase("SEN", "RES")]
    [TestCase("CNTR", "FRQ")]
    [TestCase("EXT", "EXT")]
    public void Accepts_both_names_of_pins(string name, string now) =>
        Assert.That(FunctionString.Parse($"get_freq('{name}')").Arguments.Text("channel"), Is.EqualTo(now));

    [TestCase("W2", "SI2")]
    [TestCase("SI2", "SI2")]
    public void Accepts_both_names_of_generators(string name, string now) =>
        Assert.That(FunctionString.Parse($"set_wave('{name}', 100)").Arguments.Text("chan"), Is.EqualTo(now));

    [TestCase("", 1)]
    [TestCase("   ", 4)]
    [TestCase("get_resistance", 15)]
    [TestCase("get_resistance(", 16)]
    [TestCase("get_resistance() + 1", 18)]
    [TestCase("get_resistance(); reset()", 17)]
    [TestCase("get_resistance()()", 17)]
    [TestCase("get_voltage('CH1'", 18)]
    [TestCase("get_voltage('CH1", 13)]
    [TestCase("get_voltage('CH1' 'CH2')", 19)]
    [TestCase("get_voltage(CH1)", 13)]
    [TestCase("get_voltage(get_version())", 13)]
    [TestCase("os.system('x')", 3)]
    [TestCase("get_voltage(os.name)", 15)]
    [TestCase("get_voltage(1+1)", 14)]
    [TestCase("set_sine1(1_000)", 11)]
    [TestCase("set_sine1(1e)", 11)]
    [TestCase("set_sine1(0x)", 11)]
    [TestCase("set_sine1(1.2.3)", 11)]
    [TestCase("set_sine1(--1)", 11)]
    [TestCase("set_sine1((1))", 11)]
    [TestCase("set_sine1(1e999)", 11)]
    [TestCase("get_voltage('\\q')", 14)]
    [TestCase("get_voltage('\\x4')", 14)]
    [TestCase("get_voltage(ch='CH1', 'CH2')", 23)]
    [TestCase("get_voltage(ch=='CH1')", 15)]
    [TestCase("set_sine1(,)", 11)]
    [TestCase("set_sine1(1,,)", 13)]
    [TestCase("set_sine1([1, 2)", 16)]
    [TestCase("set_sine1([[[[[[[[[[1]]]]]]]]]])", 19)]
    [TestCase("1()", 1)]
    [TestCase("lambda: 1", 7)]
    [TestCase("get_voltage('CH1\n')", 13)]
    public void Shows_the_column_of_a_syntax_error(string text, int column)
    {
        var exception = Assert.Throws<FunctionException>(() => FunctionString.Parse(text))!;
        Assert.That((exception.Kind, exception.Column), Is.EqualTo((FunctionErrorKind.Syntax, column)), exception.Message);
    }

    [TestCase("__import__('os')")]
    [TestCase("eval('1')")]
    [TestCase("exec('1')")]
    [TestCase("get_volage('CH1')")]
    [TestCase("Get_Voltage('CH1')")]
    [TestCase("print('x')")]
    public void A_name_that_is_not_in_the_catalogue_is_rejected(string text) =>
        Assert.That(Assert.Throws<FunctionException>(() => FunctionString.Parse(text))!.Kind, Is.EqualTo(FunctionErrorKind.UnknownName));

    [TestCase("get_voltage()", "missing")]
    [TestCase("get_voltage('CH9')", "CH1, CH2")]
    [TestCase("get_voltage(1, 2)", "one of")]
    [TestCase("get_resistance(1)", "no arguments")]
    [TestCase("set_sine1('x')", "a number in Hz")]
    [TestCase("set_sine1(2000001)", "at most 2 MHz")]
    [TestCase("set_sine1(0.05)", "at least 100 mHz")]
    [TestCase("capture1('CH1', 10001, 1)", "at most 10000")]
    [TestCase("capture1('CH1', 10.5, 1)", "whole number")]
    [TestCase("set_pv1(5.01)", "at most 5 V")]
    [TestCase("set_state(SQ1=2)", "True or False")]
    [TestCase("set_sine1(f=1)", "no parameter f")]
    [TestCase("set_sine1(1, freq=2)", "twice")]
    [TestCase("set_sine1(freq=1, freq=2)", "twice")]
    [TestCase("load_table('SI1', [0, 4])", "at most 3.3 V")]
    [TestCase("WS2812B([[1, 2]])", "list of colours")]
    public void An_invalid_argument_is_rejected_with_the_limit(string text, string reason)
    {
        var exception = Assert.Throws<FunctionException>(() => FunctionString.Parse(text))!;
        Assert.That(exception.Kind, Is.EqualTo(FunctionErrorKind.Argument));
        Assert.That(exception.Detail, Does.Contain(reason));
    }

    [Test]
    public void Any_text_is_a_call_or_an_error_with_a_valid_column() =>
        Gen.String[Gen.Char["get_voltage('CH1')set_pv3[]\"\\#,=.+-eExX0123456789 \n;:µ\0Truefals"], 0, 60]
            .Sample(
                text =>
                {
                    try
                    {
                        FunctionString.Parse(text);
                    }
                    catch (FunctionException exception)
                    {
                        return exception.Column >= 1 && exception.Column <= text.Length + 1;
                    }
                    return true;
                },
                iter: 200_000
            );

    [Test]
    public void Every_number_is_read_as_it_was_written() =>
        Gen.Double[-1e300, 1e300]
            .Sample(number =>
            {
                try
                {
                    return FunctionString.Parse($"set_pv1({Literal.Format(number)})").Arguments.Number("value") == number;
                }
                catch (FunctionException exception)
                {
                    return exception.Kind == FunctionErrorKind.Argument && Math.Abs(number) > 5;
                }
            });

    [Test]
    public void Every_text_is_read_as_it_was_written() =>
        Gen.String[Gen.Char[' ', '\u2fff'], 0, 30]
            .Sample(text => FunctionString.Parse($"writeUART({Literal.Format(text)})").Arguments.Text("text") == text);
}
