using NUnit.Framework;
using OpenEvent.PSLab.Instruments;
using OpenEvent.PSLab.Link;
using OpenEvent.PSLab.Protocol;
using OpenEvent.PSLab.Tests.Link;

namespace OpenEvent.PSLab.Tests.Instruments;

/// <summary>The bytes that the driver sends, where the virtual board would not show a difference.</summary>
public class SentBytesTests
{
    [Test]
    public async Task MakeSafe_resets_everything_that_a_user_can_change()
    {
        var line = new ScriptedStream();
        await using var board = new Board(new BoardLink(line, new LinkOptions { Time = LoadTolerantTimeProvider.Shared }));
        await board.MakeSafeAsync(default);
        Assert.That(
            line.Commands.Select(Convert.ToHexString),
            Is.EquivalentTo(
                (string[])
                    [
                        "0603010000",
                        "0603037206",
                        "060300E40C",
                        "0603027206", // PV3, PV1, PCS, PV2 at 0
                        "07080000",
                        "0801F0", // no reference clock; all pins low, which ends pulses and sines
                        "0A11",
                        "0B18", // logic analyser and current source stopped
                        "02080100",
                        "02080200", // gains 1
                        "0B150300000000", // LED off
                    ]
            )
        );
    }

    [Test]
    public async Task Gains_are_sent_before_each_capture_because_another_program_may_have_changed_them()
    {
        var line = new ScriptedStream
        {
            Answer = w =>
                w is [0x02, 0x06] ? [1, 2, 0, 1]
                : w is [0x0B, 0x08, ..] ? [0, 8, 0, 8, 1]
                : [1],
        };
        await using var board = new Board(new BoardLink(line, new LinkOptions { Time = LoadTolerantTimeProvider.Shared }));
        for (var i = 0; i < 2; i++)
            await board.Oscilloscope.CaptureAsync(new(1, 2, 1e-6), default);
        var capture = (string[])["02080100", "02080200", "02038302000800", "0206", "0B0800000200"];
        // The status is asked until the recording is old enough, so on a busy machine more than once.
        var commands = line.Commands.Select(Convert.ToHexString).ToList();
        Assert.That(commands.Where((c, i) => i == 0 || c != commands[i - 1]), Is.EqualTo(capture.Concat(capture)));
    }

    [Test]
    public async Task Ranges_have_the_same_gains_as_in_other_clients()
    {
        var line = new ScriptedStream();
        await using var board = new Board(new BoardLink(line, new LinkOptions { Time = LoadTolerantTimeProvider.Shared }));
        foreach (var range in new[] { 16, 8, 4, 3, 2, 1.5, 1, 0.5 })
            await board.Oscilloscope.SetRangeAsync(AnalogInput.CH2, range, default);
        Assert.That(line.Commands.Select(Convert.ToHexString), Is.EqualTo(Enumerable.Range(0, 8).Select(i => $"020802{i:X2}")));
    }

    [Test]
    public async Task The_level_of_a_trigger_is_that_of_the_amplified_voltage()
    {
        var line = new ScriptedStream();
        await using var board = new Board(new BoardLink(line, new LinkOptions { Time = LoadTolerantTimeProvider.Shared }));
        await board.Oscilloscope.SetGainAsync(AnalogInput.CH1, 8, default);
        await board.Oscilloscope.SetTriggerAsync(new Trigger(AnalogInput.CH1, 0.5625), default);
        // 0.5625 V · 8 = 4.5 V, which is 12 V below the upper end, at 31 codes for each volt.
        Assert.That(line.Commands.Last()[3..], Is.EqualTo((byte[])[0x74, 0x01]));
    }
}
