using NUnit.Framework;
using OpenEvent.PSLab.Functions;

namespace OpenEvent.PSLab.Tests.Functions;

public class QuantityTests
{
    [TestCase(9990, "Ω", "9.99 kΩ")]
    [TestCase(1.017e-9, "F", "1.017 nF")]
    [TestCase(-0.001234, "V", "-1.234 mV")]
    [TestCase(1000, "Hz", "1 kHz")]
    [TestCase(0, "V", "0 V")]
    [TestCase(999.96, "Hz", "1 kHz")]
    [TestCase(2.5, "V", "2.5 V")]
    [TestCase(31.42, "°C", "31.42 °C")]
    [TestCase(25, "%", "25%")]
    [TestCase(double.PositiveInfinity, "Ω", "∞ Ω")]
    [TestCase(1e-18, "F", "0.001 fF")]
    [TestCase(4.5e-10, "s", "450 ps")]
    [TestCase(123456, null, "123456")]
    [TestCase(0.5, null, "0.5")]
    [TestCase(1e7, "Hz", "10 MHz")]
    public void Is_written_with_a_suitable_prefix(double value, string? unit, string text) =>
        Assert.That(Quantity.Format(value, unit), Is.EqualTo(text));
}
