using NUnit.Framework;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Tests.Virtual;

/// <summary>Time stamps and counts are exact to a tick of the 64 MHz clock.</summary>
public class EdgeRecorderTests
{
    /// <summary>100 kHz with a duty cycle of 50 % on SQ1. A real board recorded it as 319 and 321 ticks.</summary>
    private static readonly CommandRequest Recorded = Commands.SetSquares.CreateRequest(639, 319, 0, 1, 0, 1, 0, 1, 0x20);

    /// <summary>The time from an edge that triggers two or more channels to the start of their timers, as recorded.</summary>
    private const int InterruptTicks = 70;

    [Test]
    public void Edges_are_where_the_timer_puts_them()
    {
        using var client = new RawBoardClient("loopback");
        client.Exchange(Recorded);
        client.Exchange(Commands.StartAlternateOne, 100, 0x01, 0x03); // any edge of LA1, after a rising edge
        var times = Times(client, 100);
        Assert.That(times[..2], Is.EqualTo((long[])[0, 315]), "the edge that triggers is an event; the timer starts 4 ticks after it");
        Assert.That(
            times.Skip(1).Zip(times.Skip(2), (a, b) => b - a),
            Is.EqualTo(Enumerable.Range(0, 98).Select(i => i % 2 == 0 ? 321 : 319))
        );
    }

    [Test]
    public void The_firmware_takes_1_from_the_high_time_of_a_single_square_wave()
    {
        using var client = new RawBoardClient("loopback");
        client.Exchange(Commands.SetSquare1, 640, 320, 0);
        client.Exchange(Commands.StartAlternateOne, 11, 0x01, 0x03);
        var times = Times(client, 11)[1..];
        Assert.That(times.Zip(times.Skip(1), (a, b) => b - a), Is.EqualTo(Enumerable.Range(0, 9).Select(i => i % 2 == 0 ? 321 : 319)));
    }

    [TestCase(1u, 0, 315, 640)]
    [TestCase(2u, 315, 955, 1280)]
    [TestCase(3u, 0, 636, 1280)]
    [TestCase(4u, 3 * 640 - 4, 7 * 640 - 4, 8 * 640)]
    [TestCase(5u, 15 * 640 - 4, 31 * 640 - 4, 32 * 640)]
    public void Modes_choose_edges(uint mode, int first, int second, int everyTwo)
    {
        using var client = new RawBoardClient("loopback");
        client.Exchange(Recorded);
        client.Exchange(Commands.StartAlternateOne, 9, mode, 0x03);
        var times = Times(client, 9);
        Assert.That(times[..2], Is.EqualTo((long[])[first, second]));
        Assert.That(times[8] - times[2], Is.EqualTo(3 * everyTwo));
    }

    /// <summary>A real board recorded 0x3FEBF, 0x30000, 0x4013F: the timer of the high word is one tick late.</summary>
    [Test]
    public void A_low_word_of_0_comes_with_the_former_high_word()
    {
        using var client = new RawBoardClient("loopback");
        // 62.5 kHz, 1,024 ticks: a rising edge is at every wrap of the low word.
        client.Exchange(Commands.SetSquares, 1023, 511, 0, 1, 0, 1, 0, 1, 0x20);
        client.Exchange(Commands.StartAlternateOne, 200, 0x03, 0x00);
        var times = Times(client, 200);
        var wraps = Enumerable.Range(1, 199).Where(i => times[i] % 65_536 == 0).ToList();
        Assert.That(wraps, Is.Not.Empty);
        Assert.That(wraps.Select(i => times[i] - times[i - 1]), Is.All.EqualTo(1024 - 65_536));
        Assert.That(
            new PSLab.Instruments.ActiveLogicCapture([], true, 1, 0)
                .ToSeconds(0, [.. times.Select(t => (uint)t)])
                .Skip(1)
                .Zip(times.Skip(1), (seconds, raw) => seconds - raw),
            Is.All.EqualTo(0).Or.EqualTo(65_536)
        );
    }

    [Test]
    public void A_trigger_that_does_not_come_records_nothing()
    {
        using var client = new RawBoardClient("loopback");
        client.Exchange(Commands.ClearBuffer, 0, 10_000);
        client.Exchange(Recorded);
        client.Exchange(Commands.SetState, 0x20);
        client.Exchange(Commands.StartAlternateOne, 9, 0x01, 0x13); // LA2 does not change
        client.Exchange(Commands.GetInitialStates);
        Assert.That(client.Exchange(Commands.FetchLong, 9, 0).Values.GetItems("times"), Is.All.Zero);
    }

    [Test]
    public void Pointers_show_the_progress_and_a_full_block_points_to_its_beginning()
    {
        using var client = new RawBoardClient("loopback");
        client.Exchange(Commands.StartAlternateOne, 4, 0x01, 0x00);
        Assert.That(Pointers(client), Is.All.Zero);
        foreach (var (mask, events) in new[] { (0x11u, 1), (0x10u, 2), (0x11u, 3), (0x10u, 0) })
        {
            client.Exchange(Commands.SetState, mask);
            Assert.That(Pointers(client), Is.EqualTo((int[])[events, events, 0, 0]), "setting a level is an edge too");
        }
    }

    [Test]
    public void Two_channels_have_a_common_clock()
    {
        using var client = new RawBoardClient("loopback");
        // 10 kHz; SQ2 is a quarter of a period later.
        client.Exchange(Commands.SetSquares, 6399, 3199, 1599, 4799, 0, 1, 0, 1, 0x20);
        client.Exchange(Commands.StartTwo, 20, 0x01, 0x33, 0x10); // rising edges of LA1 and LA2, after a rising edge of LA1
        var first = Times(client, 20);
        var second = Times(client, 20, 1);
        Assert.That(first[0], Is.EqualTo(6400 - InterruptTicks));
        Assert.That(second[0], Is.EqualTo(1599 - InterruptTicks));
        Assert.That(second.Zip(second.Skip(1), (a, b) => b - a), Is.All.EqualTo(6400));
    }

    [TestCase(0u, 1)]
    [TestCase(1u, 8)]
    [TestCase(2u, 64)]
    [TestCase(3u, 256)]
    public void Four_channels_count_in_16_bits_with_a_prescaler(uint index, int prescaler)
    {
        using var client = new RawBoardClient("loopback");
        client.Exchange(Commands.SetSquares, 6399, 3199, 1599, 4799, 0, 3199, 0, 3199, 0x20);
        client.Exchange(Commands.ClearBuffer, 0, 10_000);
        client.Exchange(Commands.StartFour, 30, 0x3333, index, 0x01 | 0x02 | 0x04); // after a rising edge of LA1
        Assert.That(
            client.Until(() =>
                Enumerable.Range(0, 4).All(c => client.Exchange(Commands.FetchInt, 30, (uint)c).Values.GetItems("times")[29] != 0)
            )
        );
        var times = Enumerable.Range(0, 4).Select(c => client.Exchange(Commands.FetchInt, 30, (uint)c).Values.GetItems("times")).ToArray();
        for (var channel = 0; channel < 4; channel++)
        for (var i = 0; i < 30; i++)
        {
            var tick = (channel == 1 ? 1599 + 6400 * i : 6400 * (i + 1)) - InterruptTicks;
            Assert.That(
                times[channel][i],
                Is.EqualTo((ushort)(prescaler == 1 ? tick - 2 * channel : tick / prescaler)),
                $"channel {channel}, event {i}"
            );
        }
    }

    [Test]
    public void Two_and_four_channels_stop_the_sines_and_one_does_not()
    {
        using var client = new RawBoardClient("loopback");
        foreach (
            var (start, amplitude) in new[] { ("0A 0F 0A 00 01 00", 3.3), ("0A 05 0A 00 00 11 10", 0), ("0A 06 0A 00 11 11 00 00", 0) }
        )
        {
            client.Exchange(Commands.SetSine1, 1, 124);
            client.Exchange(start, 1);
            client.Exchange("0A 11", 1);
            Assert.That(
                Circuits.CircuitCatalogueTests.Capture(client, AnalogInput.CH1, 1000, 2).Max(),
                Is.EqualTo(amplitude).Within(0.05),
                start
            );
        }
    }

    [Test]
    public void A_sine_uses_the_pin_of_its_pulses_and_pulses_on_all_pins_stop_it()
    {
        using var client = new RawBoardClient("loopback");
        client.Exchange(Commands.SetSine1, 1, 124);
        client.Exchange(Commands.StartAlternateOne, 50, 0x33, 0x00); // rising edges of LA4
        var times = Times(client, 50);
        Assert.That(
            times.Zip(times.Skip(1), (a, b) => b - a),
            Is.All.Matches<long>(t => t % 512 == 0),
            "SQ4 carries the 125 kHz pulses of SI1"
        );
        client.Exchange(Recorded);
        Assert.That(Circuits.CircuitCatalogueTests.Capture(client, AnalogInput.CH1, 1000, 2).Max(), Is.EqualTo(0).Within(0.02));
    }

    [Test]
    public void A_level_on_SQ3_ends_SI2_only()
    {
        using var client = new RawBoardClient("loopback");
        client.Exchange(Commands.SetBothSines, 124, 124, 0, 0, 3);
        client.Exchange(Commands.SetState, 0x44);
        Assert.That(Circuits.CircuitCatalogueTests.Capture(client, AnalogInput.CH2, 1000, 2).Max(), Is.EqualTo(0).Within(0.02));
        Assert.That(Circuits.CircuitCatalogueTests.Capture(client, AnalogInput.CH1, 1000, 2).Max(), Is.EqualTo(3.3).Within(0.05));
        Assert.That(client.Exchange(Commands.GetStates)["states"] & 4, Is.EqualTo(4));
    }

    [TestCase(0u)]
    [TestCase(6u)]
    public void Frequency_is_exact_to_the_tick(uint pin)
    {
        using var client = new RawBoardClient("loopback");
        client.Exchange(Recorded);
        var reply = client.Exchange(Commands.GetFrequency, 1000, pin);
        Assert.That(reply["error"], Is.Zero);
        Assert.That(reply["end"] - reply["start"], Is.EqualTo(16 * 640));
    }

    [Test]
    public void The_frequency_of_a_pin_without_edges_is_an_error_after_the_time_out()
    {
        using var client = new RawBoardClient("loopback");
        Assert.That(client.Exchange(Commands.GetFrequency, 50, 1)["error"], Is.EqualTo(1));
    }

    [TestCase(3u, 16_000_000)]
    [TestCase(0u, 128_000_000)]
    public void Even_the_reference_clock_is_counted(uint scaler, int hertz)
    {
        using var client = new RawBoardClient("loopback");
        client.Exchange(Commands.MapReference, 1, scaler);
        var reply = client.Exchange(Commands.GetHighFrequency, 0);
        Assert.That(reply["scale"] * reply["count"] / 0.1, Is.EqualTo(hertz).Within(10));
    }

    [Test]
    public void The_counter_counts_pulses_and_wraps_at_16_bits()
    {
        using var client = new RawBoardClient("loopback");
        client.Exchange(Commands.StartCounting, 0);
        Assert.That(client.Exchange(Commands.FetchCount)["pulses"], Is.Zero);
        // 2 MHz: 65,536 rising edges in 33 ms.
        client.Exchange(Commands.SetSquares, 31, 15, 0, 1, 0, 1, 0, 1, 0x20);
        var seen = new List<uint>();
        Assert.That(
            client.Until(() =>
            {
                seen.Add(client.Exchange(Commands.FetchCount)["pulses"]);
                return seen.Count > 1 && seen[^1] < seen[^2];
            })
        );
        Assert.That(seen, Is.All.LessThan(65_536u));
    }

    [Test]
    public void Counting_stops_the_pulses_of_SQ2()
    {
        using var client = new RawBoardClient("loopback");
        client.Exchange(Commands.SetSquare2, 640, 320, 0);
        Assert.That(client.Exchange(Commands.GetFrequency, 1000, 1)["error"], Is.Zero);
        client.Exchange(Commands.StartCounting, 0);
        Assert.That(client.Exchange(Commands.GetFrequency, 20, 1)["error"], Is.EqualTo(1));
    }

    [Test]
    public void A_sine_on_a_digital_input_is_timed_too()
    {
        using var client = new RawBoardClient(new PSLab.Virtual.Circuit("test", "").Wire("SI1", "LA1"));
        client.Exchange(Commands.SetSine1, 1, 124);
        client.Exchange(Commands.StartAlternateOne, 10, 0x03, 0x00);
        var times = Times(client, 10);
        Assert.That(times.Zip(times.Skip(1), (a, b) => b - a), Is.All.EqualTo(64_000));
    }

    [Test]
    public void A_node_of_the_circuit_on_a_digital_input_is_timed_to_a_microsecond()
    {
        // 5 kHz through 1 kΩ and 10 nF: the voltage reaches the rising threshold of 1.9 V τ·ln(3.3/1.4) after the edge.
        using var client = new RawBoardClient(
            new PSLab.Virtual.Circuit("test", "").Wire("SQ1", "LA1").Resistor("SQ1", "LA2", 1000).Capacitor("LA2", "GND", 10e-9)
        );
        client.Exchange(Commands.SetSquares, 12_799, 6400, 0, 1, 0, 1, 0, 1, 0x20);
        client.Exchange(Commands.StartTwo, 5, 0x01, 0x33, 0x10);
        var first = Times(client, 5);
        var second = Times(client, 5, 1);
        var delay = 10e-6 * Math.Log(3.3 / 1.4) * 64e6;
        Assert.That(second[1] - (double)first[0], Is.EqualTo(delay).Within(64));
    }

    private static long[] Times(RawBoardClient client, uint count, uint channel = 0)
    {
        Assert.That(
            client.Until(() =>
                Pointers(client)[2 * channel] == 0
                && client.Exchange(Commands.FetchLong, count, channel).Values.GetItems("times")[count - 1] != 0
            )
        );
        return [.. client.Exchange(Commands.FetchLong, count, channel).Values.GetItems("times").Select(t => (long)t)];
    }

    private static long[] Pointers(RawBoardClient client)
    {
        var reply = client.Exchange(Commands.GetInitialStates).Values;
        return [.. reply.GetItems("pointers").Select((p, i) => (p - (long)reply["base"]) / 2 - i * 2500)];
    }
}
