using NUnit.Framework;
using OpenEvent.PSLab.Tests.Recordings;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tests.Virtual;

/// <summary>The I2C controller and the lines of the buses, as recorded with a real board.</summary>
public class BusLinesTests
{
    private static readonly Circuit Wiring = new Circuit("buses", "").Wire("SCL", "LA1").Wire("SDA", "LA2").Wire("TX", "LA3");

    [Test]
    public void Initialising_the_controller_clears_its_status()
    {
        using var client = new RawBoardClient(Wiring);
        client.Exchange("04 01 20", 1);
        Assert.That(client.Exchange("04 0A", 3), Is.EqualTo("08 80 01"), "started, and nobody answered");
        client.Exchange("04 0E", 1);
        Assert.That(client.Exchange("04 0A", 3), Is.EqualTo("00 00 01"));
        client.Exchange("04 09 F4 01", 1);
        Assert.That(client.Exchange("04 0A", 3), Is.EqualTo("00 00 01"), "the clock does not change it");
    }

    [TestCase("04 0B 52 06 01", "FF 01")]
    [TestCase("04 0B 52 06 03", "FF FF FF 01")]
    [TestCase("04 0C 52 02 06 00", "01")]
    public void A_bulk_command_to_nobody_is_acknowledged_as_if_somebody_answered(string sent, string received)
    {
        using var client = new RawBoardClient(Wiring);
        Assert.That(client.Exchange(sent, received.Split(' ').Length), Is.EqualTo(received));
        Assert.That(client.Exchange("04 0A", 3), Is.EqualTo("10 80 01"), "the status tells");
    }

    [TestCase("04 0B 52 06 01", 2, 76, 22, Description = "A read: two starts, four bytes, a stop.")]
    [TestCase("04 0C 52 02 06 00", 1, 56, 16, Description = "A write: a start, three bytes, a stop.")]
    [TestCase("04 0F 64 00", 1, 2, 0, Description = "SCL is held low.")]
    [TestCase("04 0A", 3, 0, 0)]
    public void A_logic_analyser_sees_the_edges_of_a_transfer(string sent, int length, int clockEdges, int dataEdges)
    {
        using var client = new RawBoardClient(Wiring);
        client.Exchange("0A 05 C4 09 00 11 10", 1);
        client.Advance(TimeSpan.FromMilliseconds(1));
        client.Exchange(sent, length);
        client.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That((Fetch(client, 0).Length, Fetch(client, 1).Length), Is.EqualTo((clockEdges, dataEdges)));
    }

    [TestCase("F4 01", 253, 260)]
    [TestCase("94 00", 77, 84)]
    public void The_divider_sets_the_clock(string divider, int high, int low)
    {
        using var client = new RawBoardClient(Wiring);
        client.Exchange($"04 09 {divider}", 1);
        client.Exchange("0A 0F C4 09 01 00", 1);
        client.Advance(TimeSpan.FromMilliseconds(1));
        client.Exchange("04 01 A5", 1);
        client.Exchange("04 03", 1);
        var times = Fetch(client, 0);
        Assert.That(times, Has.Length.EqualTo(20));
        Assert.That(
            Enumerable.Range(2, 17).Select(i => times[i] - times[i - 1]),
            Is.EqualTo(Enumerable.Range(0, 17).Select(i => i % 2 == 0 ? high : low))
        );
    }

    [TestCase("0F 00", 64)]
    [TestCase("22 00", 140)]
    public void A_byte_of_the_uart_has_ten_edges_at_the_set_rate(string divider, int ticks)
    {
        using var client = new RawBoardClient(Wiring);
        client.Exchange($"05 04 {divider}", 1);
        client.Exchange("0A 0F C4 09 21 00", 1);
        client.Advance(TimeSpan.FromMilliseconds(1));
        client.Exchange("05 01 55", 1);
        client.Advance(TimeSpan.FromMilliseconds(1));
        var times = Fetch(client, 0);
        Assert.That(times.Skip(1).Zip(times, (b, a) => b - a), Is.EqualTo(Enumerable.Repeat((uint)ticks, 9)));
    }

    private static uint[] Fetch(RawBoardClient client, int channel)
    {
        var reply = client.Exchange($"0A 09 C4 09 {channel:X2}", 10_001).Replace(" ", "", StringComparison.Ordinal);
        return [.. RecordedSession.ToWords(Convert.FromHexString(reply), 4).Where(t => t != 0)];
    }
}
