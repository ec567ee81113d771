using NUnit.Framework;
using OpenEvent.PSLab.Protocol;
using OpenEvent.PSLab.Tests.Virtual;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tests.Recordings;

/// <summary>
/// Sends what the host of a recorded session sent to the virtual board, wired as the real one was. Lengths and acknowledgements hold
/// everywhere. Values hold where the board is the reason and not the moment at which the host asked.
/// </summary>
public class ReplayTests
{
    private static IEnumerable<string> Sessions => RecordedSession.Names;

    /// <summary>The board on which the supplies were recorded has nearly no offset on CH2.</summary>
    private static readonly Dictionary<string, double> OffsetsOfBoard = new() { ["CH2"] = 0.02 };

    /// <summary>The board of the recordings has no clock chip, which answers here.</summary>
    private static readonly byte[] AddressesOfClock = [0xD0, 0xD1];

    [TestCaseSource(nameof(Sessions))]
    public void Every_answer_has_the_recorded_length_and_acknowledgement(string name)
    {
        var session = RecordedSession.Load(name);
        var replies = Replay(session);
        for (var i = 0; i < replies.Count; i++)
        {
            var (sent, received) = session.Exchanges[i];
            var command = Convert.ToHexString(sent.AsSpan(0, Math.Min(8, sent.Length)));
            Assert.That(replies[i], Has.Length.EqualTo(received.Length), command);
            if (sent is not [4, 1, var address] || !AddressesOfClock.Contains(address))
                Assert.That(replies[i][^1], Is.EqualTo(received[^1]), command);
        }
    }

    [TestCaseSource(nameof(Sessions))]
    public void The_driver_reads_every_recorded_answer(string name)
    {
        foreach (var (sent, received) in RecordedSession.Load(name).Exchanges)
        {
            var command = Commands.Find(sent[0], sent[1])!;
            var request = CommandRequest.Decode(command, sent.AsSpan(2));
            Assert.That(request.Encode(), Is.EqualTo(sent));
            // Firmware before 3 acknowledges bytes for the UART. Those recordings have that answer.
            if (command.Ack == AckRule.BeforeFirmware3)
                continue;
            Assert.That(request.GetReplyLength(received, FirmwareVersion.V30), Is.EqualTo(received.Length), command.Name);
            Assert.That(CommandReply.Decode(request, received, FirmwareVersion.V30).IsSuccess, command.Name);
        }
    }

    [TestCaseSource(nameof(Sessions))]
    public void Edges_are_as_far_apart_as_recorded(string name)
    {
        var session = RecordedSession.Load(name);
        var replies = Replay(session);
        foreach (var i in FetchesOfEdges(session))
        {
            var width = session.Exchanges[i].Sent is [10, 9, ..] ? 4 : 2;
            var recorded = GetTimes(session.Exchanges[i].Received, width);
            var here = GetTimes(replies[i], width);
            if (IsBus(name))
                Assert.That(here, Has.Length.EqualTo(recorded.Length), "edges of a bus");
            foreach (var (mine, real) in GetIntervals(here, width).Zip(GetIntervals(recorded, width)))
                // A longer pause on a bus is that of the host, or of the firmware's main loop.
                if (!IsBus(name) || real < 400)
                    Assert.That(mine, Is.EqualTo(real).Within(IsBus(name) ? 8 : 3), $"{name}, exchange {i}");
        }
    }

    [TestCaseSource(nameof(Sessions))]
    public void Pointers_count_the_recorded_events(string name)
    {
        var session = RecordedSession.Load(name);
        var replies = Replay(session);
        var isStopped = false;
        byte[]? before = null;
        foreach (var (exchange, reply) in session.Exchanges.Zip(replies))
        {
            if (exchange.Sent is [10, 11])
            {
                var (mine, real) = (RecordedSession.ToWords(reply, 2), RecordedSession.ToWords(exchange.Received, 2));
                Assert.That(mine[0], Is.EqualTo(real[0]), "the base");
                Assert.That(mine[2] - mine[1], Is.EqualTo(real[2] - real[1]), "the second half of a time stamp");
                Assert.That(mine[3..5], Is.EqualTo(real[3..5]), "channels that record nothing");
                if (isStopped)
                    Assert.That(mine[1], Is.GreaterThanOrEqualTo(RecordedSession.ToWords(before!, 2)[1]), "a stop keeps the count");
                before = reply;
            }
            isStopped = exchange.Sent is [10, 17] && before is not null;
        }
    }

    [TestCaseSource(nameof(Sessions))]
    public void A_triggered_sine_is_the_recorded_one(string name)
    {
        var session = RecordedSession.Load(name);
        var replies = Replay(session);
        for (var i = 0; i < replies.Count; i++)
            if (name.StartsWith("waveform_generator.sine", StringComparison.Ordinal) && session.Exchanges[i].Sent is [11, 8, ..])
            {
                var mine = RecordedSession.ToWords(replies[i], 2);
                var real = RecordedSession.ToWords(session.Exchanges[i].Received, 2);
                Assert.That(mine.Zip(real).Average(pair => Math.Abs((double)pair.First - pair.Second)), Is.LessThan(4), "LSB of 10 bits");
                Assert.That(GetRoughness(mine), Is.EqualTo(GetRoughness(real)).Within(15).Percent, "noise");
            }
    }

    [TestCaseSource(nameof(Sessions))]
    public void A_resistor_is_read_as_recorded(string name)
    {
        var session = RecordedSession.Load(name);
        var replies = Replay(session);
        for (var i = 0; i < replies.Count; i++)
            if (name == "multimeter.measure_resistance" && session.Exchanges[i].Sent is [2, 10, 7])
                Assert.That(
                    (double)BitConverter.ToUInt16(replies[i]),
                    Is.EqualTo(BitConverter.ToUInt16(session.Exchanges[i].Received)).Within(1).Percent
                );
    }

    /// <summary>
    /// The converter of the supplies is busy for some time after each command, and then keeps its former value. So only readings that
    /// differ from the one before are compared.
    /// </summary>
    [TestCaseSource(nameof(Sessions))]
    public void Supplies_have_the_recorded_voltages(string name)
    {
        if (!name.StartsWith("power_supply", StringComparison.Ordinal))
            return;
        var session = RecordedSession.Load(name);
        var replies = Replay(session);
        var isAmplified = false;
        double? last = null;
        var compared = 0;
        for (var i = 0; i < replies.Count; i++)
        {
            var (sent, received) = session.Exchanges[i];
            if (sent is [2, 8, _, var gain])
                isAmplified = gain > 0;
            if (sent is not [2, 10, var mux] || isAmplified)
                continue;
            var input = AnalogInput.All.Single(a => a.Mux == mux);
            var real = ToVolts(received);
            if (last is { } former && Math.Abs(real - former) > (input.HasGain ? 0.1 : 0.008))
            {
                Assert.That(ToVolts(replies[i]), Is.EqualTo(real).Within(0.012 * Math.Abs(real) + 0.03), $"{name}, exchange {i}");
                compared++;
            }
            last = real;

            double ToVolts(byte[] reply) => Calibration.ToVolts(input, BitConverter.ToUInt16(reply) / 16.0);
        }
        Assert.That(compared, Is.GreaterThan(5));
    }

    [TestCaseSource(nameof(Sessions))]
    public void A_current_charges_a_capacitor_as_recorded(string name)
    {
        var session = RecordedSession.Load(name);
        var replies = Replay(session);
        for (var i = 0; i < replies.Count; i++)
            if (session.Exchanges[i].Sent is [11, 2, ..])
            {
                double real = BitConverter.ToUInt16(session.Exchanges[i].Received);
                // A recorded capacitor of 1 nF has a tolerance, and keeps a charge of some codes.
                Assert.That((double)BitConverter.ToUInt16(replies[i], 0), Is.EqualTo(real).Within(16 + 0.07 * real), $"exchange {i}");
            }
    }

    [TestCaseSource(nameof(Sessions))]
    public void A_capacitor_is_charged_and_discharged_as_recorded(string name)
    {
        if (name != "multimeter.measure_rc_capacitance")
            return;
        var session = RecordedSession.Load(name);
        var mine = RecordedSession.ToWords(Replay(session)[^1], 2);
        var real = RecordedSession.ToWords(session.Exchanges[^1].Received, 2);
        foreach (var part in new[] { 0.97, 0.2 })
            Assert.That(Count(mine, part), Is.EqualTo(Count(real, part)).Within(0.5).Percent, $"samples above {part} of full scale");
        Assert.That((double)mine.Max(), Is.EqualTo(real.Max()).Within(1).Percent, "the load of the converter");
        Assert.That(mine.Last(), Is.EqualTo(real.Last()).And.Zero);
        // The driver's captures begin when the capacitor is charged.
        foreach (var codes in new[] { mine, real })
            Assert.That(
                () =>
                    PSLab.Instruments.DischargeFit.FindTimeConstant(
                        [.. codes.Skip(5000).Select(code => Calibration.ToVolts(AnalogInput.Cap, code))],
                        1e-5,
                        0.04
                    ),
                Throws.TypeOf<BoardException>().With.Message.Contains("too small"),
                "1 nF is not 105 nF"
            );

        static double Count(uint[] codes, double part) => codes.Count(code => code > part * Calibration.FullScale12Bit);
    }

    /// <summary>The standard deviation of the second differences, as that of the noise of independent samples.</summary>
    internal static double GetRoughness(IReadOnlyList<uint> codes)
    {
        var second = Enumerable.Range(1, codes.Count - 2).Select(i => codes[i - 1] - 2.0 * codes[i] + codes[i + 1]).ToArray();
        var mean = second.Average();
        return Math.Sqrt(second.Average(d => (d - mean) * (d - mean)) / 6);
    }

    /// <summary>Only complete fetches: a fetch while the recording runs shows how far it was at that moment.</summary>
    private static IEnumerable<int> FetchesOfEdges(RecordedSession session) =>
        Enumerable
            .Range(0, session.Exchanges.Count)
            .Where(i =>
                session.Exchanges[i].Sent is [10, 9, ..]
                || (session.Name == "logic_analyzer.capture_four_channels" && session.Exchanges[i].Sent is [11, 8, ..])
            )
            .Where(_ => session.Name.StartsWith("logic_analyzer", StringComparison.Ordinal) || IsBus(session.Name));

    private static bool IsBus(string name) =>
        name.StartsWith("i2c", StringComparison.Ordinal) || name.StartsWith("uart", StringComparison.Ordinal);

    private static uint[] GetTimes(byte[] reply, int width)
    {
        var times = RecordedSession.ToWords(reply, width);
        return times[..(Array.FindLastIndex(times, t => t != 0) + 1)];
    }

    /// <summary>The driver's reading of time stamps, in ticks.</summary>
    private static IEnumerable<double> GetIntervals(uint[] stamps, int width)
    {
        var times = new PSLab.Instruments.ActiveLogicCapture([], width == 4, 1, 0).ToSeconds(0, stamps);
        return times.Skip(1).Zip(times, (later, time) => later - time);
    }

    private static List<byte[]> Replay(RecordedSession session)
    {
        using var client = new RawBoardClient(new VirtualBoardOptions(GetCircuit(session.Name), IsV5: true) { Offsets = OffsetsOfBoard });
        if (session.Name.StartsWith("logic_analyzer", StringComparison.Ordinal))
            // 100 kHz on all four pins; SQ4 and SQ3 have the same phase.
            client.Exchange("07 07 7F 02 3F 01 00 00 3F 01 00 00 3F 01 00 00 3F 01 20", 1);
        else if (session.Name.StartsWith("oscilloscope", StringComparison.Ordinal))
            client.Exchange("07 0D 01 7C 00", 1);
        var replies = new List<byte[]>();
        foreach (var (sent, received) in session.Exchanges)
        {
            // The host needs time for each command, and waits for a recording before it reads it.
            client.Advance(TimeSpan.FromMilliseconds(sent is [2, 6, ..] or [10, 8 or 9 or 11, ..] or [11, 8, ..] ? 200 : 1));
            client.Send(Convert.ToHexString(sent));
            replies.Add(Convert.FromHexString(client.Read(received.Length).Replace(" ", "", StringComparison.Ordinal)));
        }
        Assert.That(client.Exchange("0B 05", 9), Is.EqualTo("50 53 4C 61 62 20 56 35 0A"), "nothing more was sent");
        return replies;
    }

    private static Circuit GetCircuit(string name) =>
        name.Split('.')[0] switch
        {
            "i2c" when name == "i2c.configure" => new Circuit("i2c", "").Wire("SCL", "LA1"),
            "i2c" => new Circuit("i2c", "").Wire("SCL", "LA1").Wire("SDA", "LA2"),
            "uart" => new Circuit("uart", "").Wire("TX", "LA1"),
            "power_supply" => new Circuit("supplies", "")
                .Wire("PV1", "CH1")
                .Wire("PV2", "CH2")
                .Wire("PV3", "VOL")
                .Wire("PCS", "CH3")
                .Resistor("PCS", Circuit.Ground, 100),
            _ => PSLab.Virtual.CircuitCatalogue.Get("bench"),
        };
}
