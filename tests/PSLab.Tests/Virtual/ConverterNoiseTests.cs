using NUnit.Framework;
using OpenEvent.PSLab.Protocol;
using OpenEvent.PSLab.Tests.Recordings;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tests.Virtual;

/// <summary>The noise of the converter is that of recorded boards: 1.3 LSB of 12 bits, half of which the next sample shares.</summary>
public class ConverterNoiseTests
{
    [TestCase("02 03 83 10 27 08 00", 0.76, 0.96, Description = "12 bits; recorded 0.86")]
    [TestCase("02 03 03 10 27 08 00", 0.25, 0.55, Description = "10 bits; recorded 0.35 to 0.55")]
    public void The_second_differences_are_as_rough_as_recorded(string capture, double low, double high)
    {
        using var client = new RawBoardClient(new VirtualBoardOptions(new Circuit("dc", "").Wire("PV1", "CH1"), IsV5: true));
        // A voltage between two codes, as a signal has it most of the time.
        var roughness = Enumerable
            .Range(0, 20)
            .Select(i =>
            {
                client.Exchange($"06 03 03 {i:X2} 07", 1);
                return ReplayTests.GetRoughness(Capture(client, capture, 10_000));
            })
            .Average();
        Assert.That(roughness, Is.InRange(low, high));
    }

    [Test]
    public void Neighbouring_samples_are_correlated()
    {
        using var client = new RawBoardClient(new VirtualBoardOptions(new Circuit("dc", "").Wire("PV1", "CH1"), IsV5: true));
        var codes = Capture(client, "02 03 83 10 27 08 00", 10_000);
        var mean = codes.Average(c => c);
        var variance = codes.Average(c => (c - mean) * (c - mean));
        var covariance = codes.Skip(1).Zip(codes, (b, a) => (a - mean) * (b - mean)).Average();
        Assert.That(covariance / variance, Is.EqualTo(0.54).Within(0.08));
    }

    [TestCase(500, 0xF9, 8)]
    [TestCase(100, 0x4E1, 40)]
    public void A_trigger_fires_at_the_rising_edge_of_a_sine(double hertz, int period, int gap)
    {
        using var client = new RawBoardClient("loopback", imperfect: true);
        client.Exchange($"07 0D 01 {period & 255:X2} {period >> 8:X2}", 1);
        client.Exchange("02 05 41 00 02", 1);
        var falling = 0;
        for (var i = 0; i < 40; i++)
        {
            client.Advance(TimeSpan.FromMicroseconds(1e6 / hertz * i / 40));
            var codes = Capture(client, $"02 01 83 64 00 {gap:X2} 00", 100);
            // A falling code is a rising voltage.
            if (codes[^1] > codes[0])
                falling++;
        }
        Assert.That(falling, Is.Zero, "of 40");
    }

    private static uint[] Capture(RawBoardClient client, string command, int samples)
    {
        client.Exchange(command, 1);
        client.Advance(TimeSpan.FromMilliseconds(150));
        return client.Exchange(Commands.RetrieveBuffer, 0, (uint)samples).Values.GetItems("words");
    }
}
