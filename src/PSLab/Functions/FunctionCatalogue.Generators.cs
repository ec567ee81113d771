using OpenEvent.PSLab.Instruments;

namespace OpenEvent.PSLab.Functions;

/// <summary>Functions of the waveform generators SI1 and SI2 and the pulse generators SQ1 to SQ4.</summary>
public sealed partial class FunctionCatalogue
{
    private static FunctionParameter WaveHertz(
        string name,
        string summary = "The frequency. The output has its full voltage from 20 Hz to 5 kHz.",
        params string[] aliases
    ) => Number(name, "Hz", WaveformGenerator.MinHertz, WaveformGenerator.MaxHertz, summary, aliases);

    private static FunctionParameter PulseHertz =>
        Number("freq", "Hz", PulseGenerator.MinHertz, PulseGenerator.MaxHertz, "The frequency, 4 Hz to 10 MHz.", "frequency");

    private static FunctionParameter WaveShape =>
        AllowMissing(
            Choice(
                "shape",
                "sine or tria (triangle). Without it the waveform does not change.",
                WaveformGenerator.Sine,
                WaveformGenerator.Triangle
            ) with
            {
                Aliases = ["waveType", "function"],
                Synonyms = new Dictionary<string, string> { ["sin"] = WaveformGenerator.Sine, ["triangle"] = WaveformGenerator.Triangle },
            }
        );

    private static FunctionParameter WaveformPin => Output("chan", "SI1 or SI2.", "SI", 2, "W") with { Aliases = ["channel"] };

    private static FunctionParameter SquareWavePin(string? byDefault = null) =>
        Output("chan", "SQ1 to SQ4.", "SQ", 4, "SQR", byDefault) with
        {
            Aliases = ["channel", "pin"],
        };

    private static FunctionParameter FractionParameter(string name, string summary) => Optional(Number(name, null, 0, 1, summary), 0.0);

    private static IEnumerable<Function> GeneratorFunctions()
    {
        const string waves = "Waveform generator",
            pulses = "Pulse generator";
        foreach (var output in new[] { 1, 2 })
        {
            yield return Define(
                waves,
                $"set_sine{output}",
                $"Starts a sine on SI{output} and returns its actual frequency.",
                ResultShape.Number("Hz"),
                [WaveHertz("freq", aliases: "frequency")],
                $"set_sine{output}(1000)",
                (b, a, ct) => ToResult(b.Waveforms.StartAsync(output, a.Number("freq"), WaveformGenerator.Sine, ct))
            );
            yield return Define(
                waves,
                $"set_w{output}",
                $"Starts a waveform on SI{output} and returns its actual frequency.",
                ResultShape.Number("Hz"),
                [WaveHertz("freq", aliases: "frequency"), WaveShape],
                $"set_w{output}(500, 'tria')",
                (b, a, ct) => ToResult(b.Waveforms.StartAsync(output, a.Number("freq"), a.Has("shape") ? a.Text("shape") : null, ct)),
                $"set_si{output}"
            );
        }
        yield return Define(
            waves,
            "set_wave",
            "Starts the loaded waveform of SI1 or SI2 and returns its actual frequency.",
            ResultShape.Number("Hz"),
            [WaveformPin, WaveHertz("freq", aliases: "frequency"), WaveShape],
            "set_wave('SI1', 1000)",
            (b, a, ct) =>
                ToResult(
                    b.Waveforms.StartAsync(GetPinNumber(a.Text("chan")), a.Number("freq"), a.Has("shape") ? a.Text("shape") : null, ct)
                )
        );
        yield return Define(
            waves,
            "set_waves",
            "Starts SI1 and SI2 with a phase difference, and returns both actual frequencies.",
            new(ShapeKind.Tuple, new ResultColumn("SI1", "Hz"), new ResultColumn("SI2", "Hz")),
            [
                WaveHertz("freq", aliases: "frequency"),
                Number("phase", "°", -360, 360, "The phase by which SI2 is ahead of SI1."),
                AllowMissing(WaveHertz("f2", "The frequency of SI2; without it the same as SI1.")),
            ],
            "set_waves(1000, 90)",
            async (b, a, ct) =>
            {
                var (first, second) = await b
                    .Waveforms.StartBothAsync(a.Number("freq"), a.Has("f2") ? a.Number("f2") : a.Number("freq"), a.Number("phase"), ct)
                    .ConfigureAwait(false);
                return new object?[] { first, second };
            },
            "generate_waves"
        );
        yield return Define(
            waves,
            "load_equation",
            "Loads a sine or triangle into SI1 or SI2.",
            ResultShape.Nothing,
            [
                WaveformPin,
                WaveShape with
                {
                    IsRequired = true,
                    Name = "function",
                    Aliases = ["shape", "waveType"],
                },
                AllowMissing(new("span", ParameterKind.Numbers, "Ignored; for compatibility with old scripts.")),
            ],
            "load_equation('SI1', 'tria')",
            (b, a, ct) => WithoutResult(b.Waveforms.LoadAsync(GetPinNumber(a.Text("chan")), a.Text("function"), ct)),
            "load_function"
        );
        yield return Define(
            waves,
            "load_table",
            "Loads one period of any waveform, in volts, into SI1 or SI2.",
            ResultShape.Nothing,
            [
                WaveformPin,
                new("points", ParameterKind.Numbers, "2 to 65536 voltages.")
                {
                    Unit = "V",
                    Min = -WaveformGenerator.Amplitude,
                    Max = WaveformGenerator.Amplitude,
                },
                Optional(Choice("mode", "Ignored; for compatibility with old scripts.", "arbit"), "arbit"),
            ],
            "load_table('SI1', [-3.3, 3.3])",
            (b, a, ct) => WithoutResult(b.Waveforms.LoadAsync(GetPinNumber(a.Text("chan")), a.Numbers("points"), ct))
        );
        yield return Define(
            waves,
            "readbackWaveform",
            "Reads the loaded waveform of SI1 or SI2: one period of 512 points.",
            ResultShape.Array("V"),
            [WaveformPin],
            "readbackWaveform('SI1')",
            (b, a, ct) => ToResult(b.Waveforms.ReadAsync(GetPinNumber(a.Text("chan")), ct)),
            "readbackWavefrom"
        );
        yield return Define(
            pulses,
            "sqr1",
            "Starts a square wave on SQ1 and returns its actual frequency.",
            ResultShape.Number("Hz"),
            [
                PulseHertz,
                Optional(Number("duty_cycle", "%", 0.001, 99.999, "The fraction of the period in which the pin is high.", "duty"), 50.0),
            ],
            "sqr1(1000, 25)",
            (b, a, ct) => ToResult(b.Pulses.StartSquareAsync(1, a.Number("freq"), a.Number("duty_cycle") / 100, ct))
        );
        yield return Define(
            pulses,
            "sqr2",
            "Starts a square wave on SQ2 and returns its actual frequency.",
            ResultShape.Number("Hz"),
            [
                PulseHertz,
                Optional(Number("duty_cycle", "%", 0.001, 99.999, "The fraction of the period in which the pin is high.", "duty"), 50.0),
            ],
            "sqr2(1000, 25)",
            (b, a, ct) => ToResult(b.Pulses.StartSquareAsync(2, a.Number("freq"), a.Number("duty_cycle") / 100, ct))
        );
        yield return Define(
            pulses,
            "sqrPWM",
            "Starts pulses of one frequency on SQ1 to SQ4, each with a duty cycle and phase from 0 to 1, and returns the actual frequency.",
            ResultShape.Number("Hz"),
            [
                PulseHertz,
                Number("h0", null, 0, 1, "The duty cycle of SQ1."),
                FractionParameter("p1", "The phase of SQ2, as a fraction of a period."),
                FractionParameter("h1", "The duty cycle of SQ2."),
                FractionParameter("p2", "The phase of SQ3, as a fraction of a period."),
                FractionParameter("h2", "The duty cycle of SQ3."),
                FractionParameter("p3", "The phase of SQ4, as a fraction of a period."),
                FractionParameter("h3", "The duty cycle of SQ4."),
            ],
            "sqrPWM(1000, 0.25, 0.5, 0.25, 0, 0.5, 0, 0.5)",
            (b, a, ct) =>
                ToResult(
                    b.Pulses.StartAsync(
                        a.Number("freq"),
                        [a.Number("h0"), a.Number("h1"), a.Number("h2"), a.Number("h3")],
                        [0, a.Number("p1"), a.Number("p2"), a.Number("p3")],
                        ct
                    )
                ),
            "generate_pwm"
        );
        yield return Define(
            pulses,
            "map_reference_clock",
            "Puts the reference clock, 128 MHz divided by 2^scaler, on pins and returns its frequency. Without pins it is switched off.",
            ResultShape.Number("Hz"),
            [
                Integer("scaler", 0, 15, "How many times 128 MHz is halved.", "prescaler"),
                SquareWavePin() with
                {
                    Name = "pins",
                    IsVariadic = true,
                    IsRequired = false,
                    Default = Array.Empty<string>(),
                },
            ],
            "map_reference_clock(10, 'SQ1')",
            (b, a, ct) => ToResult(b.Pulses.MapReferenceAsync(a.Integer("scaler"), [.. a.Texts("pins").Select(GetPinNumber)], ct))
        );
        yield return Define(
            pulses,
            "servo",
            "Turns a servo motor to an angle.",
            ResultShape.Nothing,
            [Number("angle", "°", 0, 180, "The angle of the motor."), SquareWavePin("SQ1")],
            "servo(90)",
            (b, a, ct) =>
                WithoutResult(
                    b.Pulses.SetServosAsync(
                        [.. Enumerable.Range(1, 4).Select(i => i == GetPinNumber(a.Text("chan")) ? a.Number("angle") : (double?)null)],
                        ct
                    )
                )
        );
        yield return Define(
            pulses,
            "servo4",
            "Turns four servo motors on SQ1 to SQ4 to an angle.",
            ResultShape.Nothing,
            [.. Enumerable.Range(1, 4).Select(i => Number($"a{i}", "°", 0, 180, $"The angle on SQ{i}."))],
            "servo4(0, 60, 120, 180)",
            (b, a, ct) => WithoutResult(b.Pulses.SetServosAsync([a.Number("a1"), a.Number("a2"), a.Number("a3"), a.Number("a4")], ct))
        );
        yield return Define(
            pulses,
            "stepForward",
            "Turns a stepper motor with windings on SQ1 to SQ4 forward.",
            ResultShape.Nothing,
            Steps,
            "stepForward(100, 10)",
            (b, a, ct) => WithoutResult(StepAsync(b, a, 1, ct))
        );
        yield return Define(
            pulses,
            "stepBackward",
            "Turns a stepper motor with windings on SQ1 to SQ4 backward.",
            ResultShape.Nothing,
            Steps,
            "stepBackward(100, 10)",
            (b, a, ct) => WithoutResult(StepAsync(b, a, 3, ct))
        );
    }

    private static FunctionParameter[] Steps =>
        [Integer("steps", 1, 5000, "The number of steps."), Number("delay", "ms", 1, 1000, "The duration of a step.")];

    /// <summary>Drives two neighbouring windings at a time. <paramref name="by"/> is 1 for forward and 3 for backward.</summary>
    private static async Task StepAsync(Board board, FunctionArguments a, int by, CancellationToken ct)
    {
        int[] windings = [0b0011, 0b0110, 0b1100, 0b1001];
        var index = 0;
        for (var i = 0; i < a.Integer("steps"); i++)
        {
            var now = windings[index];
            index = (index + by) % 4;
            await board
                .Pins.SetAsync(Enumerable.Range(1, 4).ToDictionary(pin => pin, pin => (now >> (pin - 1) & 1) != 0), ct)
                .ConfigureAwait(false);
            await Task.Delay(TimeSpan.FromMilliseconds(a.Number("delay")), board.Link.Options.Time, ct).ConfigureAwait(false);
        }
    }
}
