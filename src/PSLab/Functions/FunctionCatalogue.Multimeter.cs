namespace OpenEvent.PSLab.Functions;

/// <summary>Functions of the multimeter.</summary>
public sealed partial class FunctionCatalogue
{
    private static IEnumerable<Function> MultimeterFunctions()
    {
        const string group = "Multimeter";
        yield return Define(
            group,
            "get_voltage",
            "Measures the voltage on an input. CH1 and CH2 use their best range.",
            ResultShape.Number("V"),
            [Input("channel", "channel_name", "ch")],
            "get_voltage('CH1')",
            (b, a, ct) => ToResult(b.Multimeter.MeasureVoltageAsync(GetInput(a, "channel"), ct)),
            "measure_voltage"
        );
        yield return Define(
            group,
            "get_average_voltage",
            "Measures the voltage on an input with its current gain, as the mean of several readings.",
            ResultShape.Number("V"),
            [
                Input("channel", "channel_name", "ch"),
                Optional(Integer("samples", 1, 10_000, "The number of readings, each of 16 conversions."), 1.0),
            ],
            "get_average_voltage('CH3', 10)",
            (b, a, ct) => ToResult(b.Multimeter.MeasureAverageVoltageAsync(GetInput(a, "channel"), a.Integer("samples"), ct))
        );
        yield return Define(
            group,
            "voltmeter_autorange",
            "Sets the best range for the present voltage on CH1 or CH2, and returns the gain.",
            ResultShape.Number(),
            [AmplifiedInput("channel")],
            "voltmeter_autorange('CH1')",
            (b, a, ct) => ToResult(b.Oscilloscope.AutorangeAsync(GetInput(a, "channel"), ct))
        );
        yield return Define(
            group,
            "get_resistance",
            "Measures a resistor between RES and GND, 100 Ω to 100 kΩ. Returns ∞ if nothing is connected.",
            ResultShape.Number("Ω"),
            [],
            "get_resistance()",
            (b, _, ct) => ToResult(b.Multimeter.MeasureResistanceAsync(ct)),
            "measure_resistance"
        );
        yield return Define(
            group,
            "get_capacitance",
            "Measures a capacitor between CAP and GND, 10 pF to 1 mF.",
            ResultShape.Number("F"),
            [],
            "get_capacitance()",
            (b, _, ct) => ToResult(b.Multimeter.MeasureCapacitanceAsync(ct)),
            "measure_capacitance"
        );
        yield return Define(
            group,
            "capacitance_via_RC_discharge",
            "Measures a capacitor between CAP and GND from its discharge through 10 kΩ, 0.5 µF to 1 mF.",
            ResultShape.Number("F"),
            [],
            "capacitance_via_RC_discharge()",
            (b, _, ct) => ToResult(b.Multimeter.MeasureCapacitanceByDischargeAsync(ct)),
            "measure_rc_capacitance"
        );
        yield return Define(
            group,
            "get_capacitor_range",
            "Estimates a capacitor between CAP and GND from one charge through 10 kΩ.",
            ResultShape.Number("F"),
            [Optional(Number("charge_time", "µs", 1, 50_000, "How long the capacitor is charged.", "ctime"), 1000.0)],
            "get_capacitor_range(1000)",
            (b, a, ct) => ToResult(b.Multimeter.EstimateCapacitanceAsync(TimeSpan.FromMicroseconds(a.Number("charge_time")), ct))
        );
        yield return Define(
            group,
            "get_temperature",
            "Measures the temperature of the processor, a few degrees above the room temperature.",
            ResultShape.Number("°C"),
            [],
            "get_temperature()",
            (b, _, ct) => ToResult(b.Multimeter.MeasureTemperatureAsync(ct)),
            "measure_temperature"
        );
        yield return Define(
            group,
            "get_ctmu_voltage",
            "Feeds a constant current into an input and measures its voltage, for a diode or resistor between CAP and GND.",
            ResultShape.Number("V"),
            [
                Optional(Integer("channel", 0, 31, "The converter channel: 5 is CAP, 30 is the temperature diode."), 5.0),
                Optional(Integer("current_range", 0, 3, "0: 550 µA, 1: 0.55 µA, 2: 5.5 µA, 3: 55 µA.", "Crange", "CRange", "range"), 2.0),
                Optional(Integer("tgen", 0, 1, "1: the timer switches the current source."), 1.0),
            ],
            "get_ctmu_voltage(5, 2)",
            (b, a, ct) =>
                ToResult(
                    b.Multimeter.MeasureCurrentSourceVoltageAsync(
                        a.Integer("channel"),
                        a.Integer("current_range"),
                        a.Integer("tgen") == 1,
                        ct
                    )
                )
        );
    }
}
