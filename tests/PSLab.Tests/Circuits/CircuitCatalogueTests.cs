using NUnit.Framework;
using OpenEvent.PSLab.Protocol;
using OpenEvent.PSLab.Tests.Virtual;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tests.Circuits;

/// <summary>The simulated circuits follow the physics of their parts, measured with the board's commands and without noise.</summary>
public class CircuitCatalogueTests
{
    [TestCase("open")]
    [TestCase("loopback")]
    [TestCase("rc")]
    [TestCase("parts")]
    [TestCase("microfarad")]
    [TestCase("diode")]
    [TestCase("ring-down")]
    [TestCase("rectifier")]
    [TestCase("ohms-law")]
    [TestCase("resonance")]
    [TestCase("bench")]
    public void Every_documented_circuit_can_be_created(string name) =>
        Assert.That(PSLab.Virtual.CircuitCatalogue.Get(name).Name, Is.EqualTo(name));

    [Test]
    public void An_unknown_circuit_is_rejected_with_the_names_of_the_others() =>
        Assert.That(() => PSLab.Virtual.CircuitCatalogue.Get("flux"), Throws.TypeOf<BoardException>().With.Message.Contains("ring-down"));

    [Test]
    public void Open_inputs_are_near_zero_and_pick_up_some_hum()
    {
        using var client = new RawBoardClient("open", imperfect: true);
        client.Exchange(Commands.SetPgaGain, 1, 7);
        var volts = Capture(client, AnalogInput.CH1, 2000, 20, gain: 32);
        Assert.That(volts.Average(), Is.EqualTo(0).Within(0.03));
        Assert.That(SineFit.Fit(volts, 20e-6, 50).Amplitude, Is.EqualTo(1 / 51.0).Within(0.003), "1 V through 50 MΩ into 1 MΩ");
    }

    [TestCase("SI1", 1u, 124u, 1000.0)]
    [TestCase("SI1", 1u, 249u, 500.0)]
    [TestCase("SI2", 0u, 399u, 5000.0)]
    public void A_loop_carries_the_generator_s_sine(string generator, uint config, uint period, double hertz)
    {
        using var client = new RawBoardClient("loopback");
        client.Exchange(generator == "SI1" ? Commands.SetSine1 : Commands.SetSine2, config, period);
        var fit = SineFit.Fit(Capture(client, generator == "SI1" ? AnalogInput.CH1 : AnalogInput.CH2, 4000, 5), 5e-6, hertz);
        Assert.That(fit.Hertz, Is.EqualTo(hertz).Within(hertz * 0.0005));
        Assert.That(fit.Amplitude, Is.EqualTo(3.3).Within(hertz > 4000 ? 0.15 : 0.03));
        Assert.That(fit.Offset, Is.EqualTo(0).Within(0.03));
    }

    [Test]
    public void Both_generators_keep_the_requested_phase()
    {
        using var client = new RawBoardClient("loopback");
        client.Send("07 09 7C 00 7C 00 80 00 00 00 03");
        client.Read(1);
        client.Send("02 02 03 E8 03 10 00");
        client.Read(1);
        client.Advance(TimeSpan.FromMilliseconds(100));
        var words = client
            .Exchange(Commands.RetrieveBuffer, 0, 2000)
            .Values.GetItems("words")
            .Select(w => Calibration.ToVolts(AnalogInput.CH1, w, 1023))
            .ToArray();
        var lead = SineFit.Fit(words[1000..], 2e-6, 1000).Phase - SineFit.Fit(words[..1000], 2e-6, 1000).Phase;
        Assert.That(Math.IEEERemainder(lead, 2 * Math.PI), Is.EqualTo(Math.PI / 2).Within(0.02));
    }

    [TestCase(1u, 623u, 200.3)]
    [TestCase(1u, 124u, 1000)]
    [TestCase(0u, 665u, 3003)]
    public void A_low_pass_attenuates_and_delays_as_its_parts_determine(uint config, uint period, double hertz)
    {
        using var client = new RawBoardClient("rc");
        client.Exchange(Commands.SetSine1, config, period);
        var actual = 64e6 / ((period + 1) * (config == 1 ? 512 : 32));
        Assert.That(actual, Is.EqualTo(hertz).Within(1));
        client.Advance(TimeSpan.FromMilliseconds(5)); // the initial charge of the capacitor has decayed
        client.Send($"02 02 03 88 13 28 00"); // 5000 samples of CH1 and CH2, 5 µs
        client.Read(1);
        client.Advance(TimeSpan.FromMilliseconds(100));
        var words = client
            .Exchange(Commands.RetrieveBuffer, 0, 10_000)
            .Values.GetItems("words")
            .Select(w => Calibration.ToVolts(AnalogInput.CH1, w, 1023))
            .ToArray();
        var before = SineFit.Fit(words[..5000], 5e-6, actual);
        var after = SineFit.Fit(words[5000..], 5e-6, actual);
        // The divider of CH2 adds 1 MΩ in parallel with the capacitor, which changes the result by 0.2 %.
        var ratio = 2 * Math.PI * actual * 1600 * 100e-9;
        Assert.That(after.Amplitude / before.Amplitude, Is.EqualTo(1 / Math.Sqrt(1 + ratio * ratio)).Within(0.01));
        Assert.That(Math.IEEERemainder(before.Phase - after.Phase, 2 * Math.PI), Is.EqualTo(Math.Atan(ratio)).Within(0.02));
    }

    [TestCase("parts", 10_000)]
    [TestCase("microfarad", 1_000)]
    [TestCase("ohms-law", 4_700)]
    public void A_resistor_on_RES_divides_with_the_board_s_own(string circuit, double ohms)
    {
        using var client = new RawBoardClient(circuit);
        Assert.That(VirtualBoardTests.Volts(client, AnalogInput.Res), Is.EqualTo(3.3 * ohms / (ohms + 5100)).Within(0.001));
    }

    [TestCase(10u)]
    [TestCase(1675u)]
    [TestCase(5637u)]
    public void A_constant_current_charges_the_capacitor_linearly(uint microseconds)
    {
        using var client = new RawBoardClient("parts");
        var volts = client.Exchange(Commands.GetCapacitance, 1, 0, microseconds)["code"] * 3.3 / 4095;
        Assert.That(volts, Is.EqualTo(0.55e-6 * microseconds * 1e-6 / (1e-9 + 46e-12)).Within(0.002));
    }

    [Test]
    public void A_large_capacitor_discharges_through_10_kΩ_while_a_capture_runs()
    {
        using var client = new RawBoardClient("microfarad");
        client.Exchange(Commands.CaptureDma, 0x80u | AnalogInput.Cap.Mux, 10_000, 240);
        client.Exchange(Commands.SetCap, 1, 50_000);
        client.Exchange(Commands.SetCap, 0, 50_000);
        client.Advance(TimeSpan.FromMilliseconds(300));
        var volts = client.Exchange(Commands.RetrieveBuffer, 0, 10_000).Values.GetItems("words").Select(w => w * 3.3 / 4095).ToArray();
        var top = Array.LastIndexOf(volts, volts.Max());
        // While it samples, the converter loads CAP with 1.1 MΩ, so CAP is charged to a divided voltage.
        Assert.That(volts[top], Is.EqualTo(3.3 * (1 - Math.Exp(-5.0 * 71 / 64)) / (1 + 10e3 / 1.1e6)).Within(0.005));
        // Begin at the edge: 10 ms are one time constant and 333⅓ samples.
        Assert.That(volts[top + 1001] / volts[top + 1], Is.EqualTo(Math.Exp(-3)).Within(0.005));
    }

    [Test]
    public void A_diode_follows_shockley()
    {
        using var client = new RawBoardClient(new Circuit("test", "").Resistor("PV1", "CH2", 1000).Diode("CH2", Circuit.Ground));
        client.Exchange(Commands.SetPower, 3, 3300);
        client.Exchange(Commands.SetPgaGain, 2, 5);
        var forward = VirtualBoardTests.Volts(client, AnalogInput.CH2, 10);
        Assert.That(1.75 * 0.02585 * Math.Log(1 + (5 - forward) / 1000 / 2.5e-9), Is.EqualTo(forward).Within(0.002));
        client.Exchange(Commands.SetPower, 3, 0);
        client.Exchange(Commands.SetPgaGain, 2, 0);
        Assert.That(VirtualBoardTests.Volts(client, AnalogInput.CH2), Is.EqualTo(-5).Within(0.02), "no current flows in reverse");
    }

    [Test]
    public void A_resonant_circuit_rings_at_its_own_frequency_and_decays()
    {
        using var client = new RawBoardClient("ring-down");
        client.Exchange(Commands.SetPgaGain, 1, 7);
        client.Exchange(Commands.SetState, 0x10);
        client.Exchange(Commands.CaptureDma, 0x80u | AnalogInput.CH1.Mux, 8_000, 16);
        client.Advance(TimeSpan.FromMilliseconds(2));
        client.Exchange(Commands.SetState, 0x11);
        client.Advance(TimeSpan.FromMilliseconds(20));
        var volts = client
            .Exchange(Commands.RetrieveBuffer, 0, 8_000)
            .Values.GetItems("words")
            .Select(w => Calibration.ToVolts(AnalogInput.CH1, w, 4095, 32))
            .ToArray();
        var start = Array.FindIndex(volts, v => Math.Abs(v) > 0.02);
        Assert.That(start, Is.InRange(1_000, 1_010), "the edge is 2 ms after the start of the recording");
        var ring = volts[start..(start + 800)];
        var fit = SineFit.Fit(ring, 2e-6, 5000);
        Assert.That(fit.Hertz, Is.EqualTo(1 / (2 * Math.PI * Math.Sqrt(10e-3 * 100e-9))).Within(40));
        // There are two losses: 6 Ω in series with 10 mH, and 10 kΩ in parallel with the input's 1 MΩ and 100 nF.
        var decay = 6 / (2 * 10e-3) + 1 / (2 * 9900.99 * 100e-9);
        var later = SineFit.Fit(volts[(start + 1000)..(start + 1800)], 2e-6, 5000);
        Assert.That(later.Amplitude / fit.Amplitude, Is.EqualTo(Math.Exp(-decay * 2e-3)).Within(0.02));
    }

    [Test]
    public void A_rectifier_gives_the_peak_minus_the_diode_voltage()
    {
        using var client = new RawBoardClient("rectifier");
        client.Exchange(Commands.SetSine1, 1, 124);
        client.Advance(TimeSpan.FromMilliseconds(80));
        var volts = Capture(client, AnalogInput.CH2, 2000, 2);
        Assert.That(volts.Max(), Is.InRange(2.5, 3.0));
        Assert.That(volts.Min(), Is.InRange(volts.Max() - 0.35, volts.Max() - 0.1), "the ripple of 1 µF and 10 kΩ");
    }

    [Test]
    public void The_current_source_agrees_with_Ohms_law()
    {
        using var client = new RawBoardClient("ohms-law");
        client.Exchange(Commands.SetPower, 3, 2640); // PV1 to 3 V, which also sets PV3 on this V6 board
        Assert.That(VirtualBoardTests.Volts(client, AnalogInput.CH1), Is.EqualTo(3).Within(0.01));
        Assert.That(VirtualBoardTests.Volts(client, AnalogInput.CH2), Is.EqualTo(2).Within(0.01));
        client.Exchange(Commands.SetPower, 0, 2300); // PCS to 1 mA into 470 Ω
        Assert.That(VirtualBoardTests.Volts(client, AnalogInput.CH3), Is.EqualTo(0.47).Within(0.002));
        client.Exchange(Commands.SetPower, 0, 0); // PCS to 3.3 mA, more than 3.3 V can drive through 1 kΩ + 470 Ω
        Assert.That(VirtualBoardTests.Volts(client, AnalogInput.CH3), Is.EqualTo(3.3 * 470 / 1470).Within(0.003));
    }

    [Test]
    public void A_series_circuit_passes_most_at_resonance()
    {
        using var client = new RawBoardClient("resonance");
        double Gain(uint period)
        {
            client.Exchange(Commands.SetSine1, 1, period);
            client.Advance(TimeSpan.FromMilliseconds(10));
            var hertz = 64e6 / ((period + 1) * 512);
            return SineFit.Fit(Capture(client, AnalogInput.CH2, 5000, 4), 4e-6, hertz).Amplitude
                / SineFit.Fit(Capture(client, AnalogInput.CH1, 5000, 4), 4e-6, hertz).Amplitude;
        }
        double Expected(uint period)
        {
            var w = 2 * Math.PI * 64e6 / ((period + 1) * 512);
            var x = w * 10e-3 - 1 / (w * 1e-6);
            return 47 / Math.Sqrt(55 * 55 + x * x);
        }
        // 400 Hz, 1.6 kHz, 5 kHz.
        foreach (var period in new uint[] { 311, 77, 24 })
            Assert.That(Gain(period), Is.EqualTo(Expected(period)).Within(0.012), $"period {period}");
    }

    internal static double[] Capture(RawBoardClient client, AnalogInput input, uint samples, uint microseconds, double gain = 1)
    {
        client.Exchange(Commands.CaptureDma, 0x80u | input.Mux, samples, microseconds * 8);
        client.Advance(TimeSpan.FromMicroseconds(samples * microseconds));
        return
        [
            .. client
                .Exchange(Commands.RetrieveBuffer, 0, samples)
                .Values.GetItems("words")
                .Select(w => Calibration.ToVolts(input, w, 4095, gain)),
        ];
    }
}
