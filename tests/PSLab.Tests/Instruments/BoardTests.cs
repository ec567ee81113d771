using NUnit.Framework;
using OpenEvent.PSLab.Instruments;
using OpenEvent.PSLab.Protocol;
using OpenEvent.PSLab.Virtual;
using I2cBus = OpenEvent.PSLab.Instruments.I2cBus;

namespace OpenEvent.PSLab.Tests.Instruments;

[TestFixture(FirmwareProfile.V3Client)]
[TestFixture(FirmwareProfile.V31Strict)]
public class BoardTests(FirmwareProfile profile)
{
    [Test]
    public async Task It_identifies_itself()
    {
        await using var testBoard = new TestBoard("open", profile);
        var identity = await testBoard.Board.IdentifyAsync(default);
        Assert.That(
            (identity.Version, identity.Firmware, identity.HasPairedSupplies),
            Is.EqualTo(("PSLab V6", profile == FirmwareProfile.V3Client ? FirmwareVersion.V30 : FirmwareVersion.V31, true))
        );
    }

    [Test]
    public async Task A_supply_gives_what_it_was_set_to_and_remembers_it()
    {
        await using var testBoard = new TestBoard("loopback", profile);
        Assert.That(await testBoard.Board.Power.GetAsync(SupplyOutput.PV3, default), Is.Null);
        Assert.That(await testBoard.Board.Power.SetAsync(SupplyOutput.PV3, 1.2345, default), Is.EqualTo(1.234).Within(1e-9));
        Assert.That(await testBoard.Board.Power.GetAsync(SupplyOutput.PV3, default), Is.EqualTo(1.234).Within(1e-9));
        Assert.That(
            await testBoard.Board.Power.GetAsync(SupplyOutput.PV1, default),
            Is.EqualTo(-5 + 10 * 1234 / 3300.0).Within(1e-9),
            "V6 boards have one converter for both outputs."
        );
    }

    [Test]
    public async Task On_V5_the_supplies_are_independent()
    {
        await using var testBoard = new TestBoard("loopback", profile, isV5: true);
        await testBoard.Board.Power.SetAsync(SupplyOutput.PV3, 1, default);
        Assert.That(await testBoard.Board.Power.GetAsync(SupplyOutput.PV1, default), Is.Null);
    }

    [Test]
    public async Task Every_supply_rejects_values_out_of_range()
    {
        await using var testBoard = new TestBoard("loopback", profile);
        foreach (
            var (supply, value) in new[]
            {
                (SupplyOutput.PV1, 5.001),
                (SupplyOutput.PV2, -3.31),
                (SupplyOutput.PV3, -0.001),
                (SupplyOutput.PCS, 3.31e-3),
                (SupplyOutput.PV1, double.NaN),
            }
        )
            Assert.That(
                Assert.ThrowsAsync<BoardException>(() => testBoard.Board.Power.SetAsync(supply, value, default))!.Kind,
                Is.EqualTo(BoardErrorKind.OutOfRange)
            );
    }

    [Test]
    public async Task Outputs_are_set_and_inputs_read()
    {
        await using var testBoard = new TestBoard("loopback", profile);
        await testBoard.Board.Pins.SetAsync(
            new Dictionary<int, bool>
            {
                [1] = true,
                [2] = false,
                [3] = true,
                [4] = false,
            },
            default
        );
        Assert.That(await testBoard.Board.Pins.ReadAsync(default), Is.EqualTo((bool[])[true, false, true, false]));
    }

    [Test]
    public async Task The_clock_s_chip_is_found_on_the_bus_and_read()
    {
        await using var testBoard = new TestBoard("bench", profile);
        Assert.That(await testBoard.Board.I2c.ScanAsync(default), Does.Contain(I2cBus.ClockAddress));
        await testBoard.Board.I2c.WriteAsync(I2cBus.ClockAddress, 8, [0xA5, 0x5A], default);
        Assert.That(await testBoard.Board.I2c.ReadAsync(I2cBus.ClockAddress, 8, 2, default), Is.EqualTo((byte[])[0xA5, 0x5A]));
        Assert.That(
            Assert.ThrowsAsync<BoardException>(() => testBoard.Board.I2c.ReadAsync(0x13, 0, 1, default))!.Message,
            Does.Contain("0x13")
        );
        Assert.That(await testBoard.Board.I2c.ConfigureAsync(400e3, default), Is.EqualTo(400e3).Within(2).Percent);
        Assert.That(
            Assert.ThrowsAsync<BoardException>(() => testBoard.Board.I2c.ConfigureAsync(50e3, default))!.Message,
            Does.Contain("125 kHz")
        );
        await testBoard.Board.I2c.PullClockLowAsync(TimeSpan.FromMilliseconds(1), default);
        Assert.That(await testBoard.Board.I2c.ReadStatusAsync(default), Is.InRange(0, 65_535));
    }

    [Test]
    public async Task Words_return_through_the_SPI_loopback()
    {
        await using var testBoard = new TestBoard("bench", profile);
        Assert.That(await testBoard.Board.Spi.ExchangeAsync([1, 2, 255], default), Is.EqualTo((int[])[1, 2, 255]));
        Assert.That(await testBoard.Board.Spi.ConfigureAsync(new(4, 2, 3, Is16Bit: true), default), Is.EqualTo(8e6));
        Assert.That(await testBoard.Board.Spi.ExchangeAsync([0xBEEF, 1], default), Is.EqualTo((int[])[0xBEEF, 1]));
        Assert.That(
            Assert.ThrowsAsync<BoardException>(() => testBoard.Board.Spi.ConfigureAsync(new(3, 1), default))!.Message,
            Does.Contain("1, 4, 16 or 64")
        );
    }

    [Test]
    public void The_SPI_register_is_written_as_the_firmware_reads_it() =>
        Assert.That(
            new SpiSettings(16, 3, 1, Is16Bit: true).Register,
            Is.EqualTo(1u | 5 << 2 | 1 << 5 | 0 << 6 | 0 << 8 | 1 << 9 | 1 << 10)
        );

    [Test]
    public async Task Text_returns_through_the_UART_loopback()
    {
        await using var testBoard = new TestBoard("bench", profile);
        Assert.That(await testBoard.Board.Uart.ConfigureAsync(115_200, "even", 2, default), Is.EqualTo(115_200).Within(1).Percent);
        await testBoard.Board.Uart.WriteAsync("Hi!"u8.ToArray(), default);
        var read = new List<byte>();
        for (var i = 0; i < 100 && read.Count < 3; i++)
            read.AddRange(await testBoard.Board.Uart.ReadAsync(10, default));
        Assert.That(read, Is.EqualTo("Hi!"u8.ToArray()));
        Assert.That(
            Assert.ThrowsAsync<BoardException>(() => testBoard.Board.Uart.ConfigureAsync(100, "none", 1, default))!.Message,
            Does.Contain("245")
        );
    }

    [Test]
    public async Task The_clock_keeps_the_time_that_it_was_set_to()
    {
        await using var testBoard = new TestBoard("open", profile);
        var time = new DateTimeOffset(2026, 7, 14, 12, 0, 0, TimeSpan.Zero);
        await testBoard.Board.Clock.SetAsync(time, default);
        Assert.That(await testBoard.Board.Clock.GetAsync(default), Is.EqualTo(time).Within(TimeSpan.FromMinutes(1)));
        Assert.That(
            Assert.ThrowsAsync<BoardException>(() => testBoard.Board.Clock.SetAsync(DateTimeOffset.UnixEpoch, default))!.Message,
            Does.Contain("2000")
        );
    }

    [Test]
    public async Task Leds_accept_colours()
    {
        await using var testBoard = new TestBoard("open", profile);
        await testBoard.Board.Leds.SetAsync([(255, 0, 0), (0, 255, 0)], 2, default);
        Assert.That(
            Assert.ThrowsAsync<BoardException>(() => testBoard.Board.Leds.SetAsync([], 0, default))!.Message,
            Does.Contain("1 to 85")
        );
    }

    [Test]
    public async Task The_buffer_is_filled_read_and_cleared()
    {
        await using var testBoard = new TestBoard("open", profile);
        await testBoard.Board.Buffer.WriteAsync(10, [1, 2, 65_535], default);
        Assert.That(await testBoard.Board.Buffer.ReadAsync(9, 5, default), Is.EqualTo((int[])[0, 1, 2, 65_535, 0]));
        await testBoard.Board.Buffer.ClearAsync(10_000, default);
        Assert.That(await testBoard.Board.Buffer.ReadAsync(0, 10_000, default), Has.All.Zero);
        Assert.That(
            Assert.ThrowsAsync<BoardException>(() => testBoard.Board.Buffer.ReadAsync(9999, 2, default))!.Message,
            Does.Contain("9999")
        );
    }

    [Test]
    public async Task A_restart_resets_all_settings()
    {
        await using var testBoard = new TestBoard("loopback", profile);
        await testBoard.Board.Power.SetAsync(SupplyOutput.PV3, 1, default);
        await testBoard.Board.RestartAsync(default);
        Assert.That(await testBoard.Board.Power.GetAsync(SupplyOutput.PV3, default), Is.Null);
        Assert.That((await testBoard.Board.IdentifyAsync(default)).Version, Is.EqualTo("PSLab V6"));
    }

    [Test]
    public async Task A_board_in_the_safe_state_has_its_outputs_off_and_gains_of_1()
    {
        await using var testBoard = new TestBoard("bench", profile);
        await testBoard.Board.Power.SetAsync(SupplyOutput.PV2, 3, default);
        await testBoard.Board.Waveforms.StartBothAsync(1000, 1000, 0, default);
        await testBoard.Board.Pulses.StartSquareAsync(1, 1000, 0.5, default);
        await testBoard.Board.Oscilloscope.SetGainAsync(AnalogInput.CH1, 8, default);
        await testBoard.Board.Oscilloscope.SetTriggerAsync(new Trigger(AnalogInput.CH1, 1), default);
        await testBoard.Board.MakeSafeAsync(default);
        Assert.That(await testBoard.Board.Power.GetAsync(SupplyOutput.PV2, default), Is.Zero);
        Assert.That(await testBoard.Board.Pins.ReadAsync(default), Has.All.False);
        Assert.That(testBoard.Board.Oscilloscope.CurrentTrigger, Is.Null);
        var capture = await testBoard.Board.Oscilloscope.CaptureAsync(new(4, 500, 4e-6), default);
        Assert.That(capture.Traces[0].Volts.Max() - capture.Traces[0].Volts.Min(), Is.LessThan(0.4), "SI1 is off.");
        Assert.That(capture.Traces[2].Volts.Average(), Is.EqualTo(0).Within(0.1), "PV2 is off.");
        Assert.That(
            Assert
                .ThrowsAsync<BoardException>(() =>
                    testBoard.Board.Logic.MeasureFrequencyAsync(DigitalInput.LA1, TimeSpan.FromMilliseconds(20), default)
                )!
                .Kind,
            Is.EqualTo(BoardErrorKind.Unmeasurable)
        );
    }

    [Test]
    public async Task Fifty_callers_at_once_get_their_own_answers()
    {
        await using var testBoard = new TestBoard("loopback", profile);
        await testBoard.Board.Power.SetAsync(SupplyOutput.PV3, 2, default);
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(async i =>
                    i % 2 == 0
                        ? await testBoard.Board.Multimeter.MeasureVoltageAsync(AnalogInput.Vol, default)
                        : (await testBoard.Board.Oscilloscope.CaptureAsync(new(1, 50, 2e-6) { First = AnalogInput.Vol }, default))
                            .Traces[0]
                            .Volts.Average()
                )
        );
        Assert.That(answers, Has.All.EqualTo(2).Within(0.03));
    }
}
