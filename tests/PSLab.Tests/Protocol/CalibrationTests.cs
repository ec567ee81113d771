using CsCheck;
using NUnit.Framework;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Tests.Protocol;

public class CalibrationTests
{
    private static readonly Gen<(AnalogInput Input, double Gain, int FullScale)> Settings = Gen.Select(
            Gen.Int[0, AnalogInput.All.Count - 1].Select(i => AnalogInput.All[i]),
            Gen.Int[0, 7],
            Gen.Bool
        )
        .Select(
            (input, gain, fine) =>
                (input, input.HasGain ? Calibration.Gains[gain] : 1, fine ? Calibration.FullScale12Bit : Calibration.FullScale10Bit)
        );

    [Test]
    public void Converting_a_code_to_volts_and_back_gives_the_code() =>
        Gen.Select(Settings, Gen.Int[0, 4095])
            .Sample(
                (s, code) =>
                {
                    code %= s.FullScale + 1;
                    return Calibration.ToCode(s.Input, Calibration.ToVolts(s.Input, code, s.FullScale, s.Gain), s.FullScale, s.Gain)
                        == code;
                }
            );

    [Test]
    public void Converting_a_voltage_to_a_code_and_back_is_exact_to_half_a_step() =>
        Gen.Select(Settings, Gen.Double[0, 1])
            .Sample(
                (s, share) =>
                {
                    var volts = Calibration.ToVolts(s.Input, share * s.FullScale, s.FullScale, s.Gain);
                    var step = Math.Abs(s.Input.AtFullScale - s.Input.AtZero) / s.Gain / s.FullScale;
                    return Math.Abs(
                            Calibration.ToVolts(s.Input, Calibration.ToCode(s.Input, volts, s.FullScale, s.Gain), s.FullScale, s.Gain)
                                - volts
                        )
                        <= step / 2 * (1 + 1e-9);
                }
            );

    [Test]
    public void Voltages_beyond_the_range_are_clipped()
    {
        Assert.That(Calibration.ToCode(AnalogInput.CH1, 20), Is.Zero);
        Assert.That(Calibration.ToCode(AnalogInput.CH1, -20), Is.EqualTo(4095));
        Assert.That(Calibration.ToCode(AnalogInput.Vol, double.NaN), Is.Zero);
    }

    [TestCase(0, 4095, true)]
    [TestCase(4095, 4095, true)]
    [TestCase(4, 4095, true)]
    [TestCase(4090.5, 4095, true)]
    [TestCase(20, 4095, false)]
    [TestCase(4075, 4095, false)]
    [TestCase(1, 1023, true)]
    [TestCase(1022, 1023, true)]
    [TestCase(5, 1023, false)]
    [TestCase(2047, 4095, false)]
    public void A_code_at_an_end_of_the_scale_counts_as_clipped(double code, int fullScale, bool isClipped) =>
        Assert.That(Calibration.IsClipped(code, fullScale), Is.EqualTo(isClipped));

    // The examples of docs/reference/pslab-protocol.md#calibration: CH1 at gain 8, code 1800; VOL, code 3071.
    [Test]
    public void The_documented_readings_are_correct()
    {
        Assert.That(Calibration.ToVolts(AnalogInput.CH1, 0x7080 / 16.0, gain: 8), Is.EqualTo(0.2493).Within(5e-5));
        Assert.That(Calibration.ToVolts(AnalogInput.Vol, 0xBFF0 / 16.0), Is.EqualTo(2.4748).Within(5e-5));
    }

    [TestCase(0.1, 32)]
    [TestCase(0.52, 16)]
    [TestCase(1.5, 10)]
    [TestCase(1.7, 8)]
    [TestCase(3.29, 5)]
    [TestCase(4, 4)]
    [TestCase(8, 2)]
    [TestCase(-8.3, 1)]
    [TestCase(16, 1)]
    public void The_highest_gain_that_holds_a_voltage_is_chosen(double volts, double gain) =>
        Assert.That(Calibration.Gains[Calibration.FindGainIndex(volts)], Is.EqualTo(gain));
}
