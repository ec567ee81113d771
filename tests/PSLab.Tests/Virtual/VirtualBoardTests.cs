using NUnit.Framework;
using OpenEvent.PSLab.Protocol;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tests.Virtual;

/// <summary>The byte examples of the protocol, and the behaviour of real boards on errors.</summary>
public class VirtualBoardTests
{
    [TestCase("0B 05", "50 53 4C 61 62 20 56 36 0A")]
    [TestCase("02 08 01 00", "01")]
    [TestCase("02 08 02 00", "01")]
    [TestCase("02 03 83 E8 03 08 00", "01")]
    [TestCase("02 02 03 F4 01 10 00", "01")]
    [TestCase("02 04 03 F4 01 10 00", "01")]
    [TestCase("02 05 01 00 02", "01")]
    [TestCase("02 01 83 0A 00 10 00", "01")]
    [TestCase("07 0D 01 7C 00", "01")]
    [TestCase("07 0E 00 8F 01", "01")]
    [TestCase("07 09 7C 00 7C 00 80 00 00 00 03", "01")]
    [TestCase("07 07 FF F9 7F 3E 00 00 01 00 00 00 01 00 00 00 01 00 20", "01")]
    [TestCase("08 01 E0", "01")]
    [TestCase("07 08 00 00", "01")]
    [TestCase("06 03 03 AB 09", "01")]
    [TestCase("06 03 00 E4 0C", "01")]
    [TestCase("0A 0F C4 09 05 00", "01")]
    [TestCase("0A 11", "01")]
    [TestCase("04 01 D0", "01")]
    [TestCase("04 01 D1", "01")]
    [TestCase("04 01 20", "11")]
    public void Examples_are_answered_as_recorded(string sent, string received)
    {
        using var client = new RawBoardClient();
        Assert.That(client.Exchange(sent, received.Split(' ').Length), Is.EqualTo(received));
        Assert.That(client.IsSilent());
    }

    [Test]
    public void A_dma_capture_reports_completion_from_the_start()
    {
        using var client = new RawBoardClient();
        Assert.That(client.Exchange("02 03 83 E8 03 08 00", 1), Is.EqualTo("01"));
        Assert.That(client.Exchange("02 06", 4), Is.EqualTo("01 E8 03 01"));
    }

    [TestCase(FirmwareProfile.V3Client, "03 00 00")]
    [TestCase(FirmwareProfile.V31Strict, "03 01 00")]
    public void The_firmware_version_depends_on_the_profile(FirmwareProfile profile, string version)
    {
        using var client = new RawBoardClient(profile: profile);
        Assert.That(client.Exchange("0B 06", 3), Is.EqualTo(version));
    }

    [TestCase(FirmwareProfile.V3Client, "00 01")]
    [TestCase(FirmwareProfile.V31Strict, "00 00 01")]
    public void The_length_of_the_input_states_depends_on_the_profile(FirmwareProfile profile, string states)
    {
        using var client = new RawBoardClient(profile: profile);
        Assert.That(client.Exchange("09 02", states.Split(' ').Length), Is.EqualTo(states));
        Assert.That(client.IsSilent());
    }

    [Test]
    public void Only_the_clients_profile_acknowledges_bytes_for_the_uart()
    {
        using var client = new RawBoardClient();
        Assert.That(client.Exchange("05 01 41", 1), Is.EqualTo("01"));
        using var strict = new RawBoardClient(profile: FirmwareProfile.V31Strict);
        strict.Send("05 01 41");
        Assert.That(strict.IsSilent());
    }

    [Test]
    public void Unknown_commands_are_ignored_without_a_reply([Values] FirmwareProfile profile)
    {
        using var client = new RawBoardClient(profile: profile);
        foreach (var group in Enumerable.Range(0, 256).Select(g => (byte)g))
        foreach (var op in new byte[] { 0, 1, 2, 3, 7, 9, 10, 13, 18, 22, 28, 255 }.Where(o => Commands.Find(group, o) is null))
            client.Send($"{group:X2} {op:X2}");
        Assert.That(client.IsSilent());
    }

    [Test]
    public void Commands_removed_in_firmware_3_1_are_silent_in_the_strict_profile_only()
    {
        using var strict = new RawBoardClient(profile: FirmwareProfile.V31Strict);
        strict.Send("0B 14");
        strict.Send("0B 03");
        Assert.That(strict.IsSilent());
        using var client = new RawBoardClient("loopback");
        Assert.That(client.Exchange("0B 14 00", 6), Is.EqualTo("01 00 00 00 00 01"));
    }

    [Test]
    public void Arguments_of_a_removed_command_are_taken_for_commands()
    {
        using var client = new RawBoardClient();
        // SPI START was removed. Its argument and the first byte of the next command form another command, so all bytes after it are
        // shifted.
        client.Send("03 01 0B");
        Assert.That(client.Exchange("05", 9), Is.EqualTo("50 53 4C 61 62 20 56 36 0A"));
    }

    [Test]
    public void Missing_arguments_are_zero_and_the_command_is_executed()
    {
        using var client = new RawBoardClient("loopback");
        Assert.That(client.Exchange("06 03 01 E8 03", 1), Is.EqualTo("01"));
        Assert.That(Volts(client, AnalogInput.Vol), Is.EqualTo(1).Within(0.002));
        Assert.That(client.SendPartial("06 03 01", 1), Is.EqualTo("01"), "the code is missing");
        Assert.That(Volts(client, AnalogInput.Vol), Is.EqualTo(0).Within(0.002));
    }

    [TestCase(0u, 6.25)]
    [TestCase(1u, 12.5)]
    [TestCase(3u, 50)]
    public void A_trigger_that_does_not_come_times_out_after_6_25_ms_times_a_power_of_2(uint prescaler, double milliseconds)
    {
        using var client = new RawBoardClient();
        client.Exchange(Commands.ConfigureTrigger, 1 | prescaler << 4, 0); // an open input never falls to code 0
        client.Exchange(Commands.CaptureOne, 0x83, 10, 16);
        client.Advance(TimeSpan.FromMilliseconds(milliseconds * 0.99));
        Assert.That(client.Exchange(Commands.GetCaptureStatus)["samples"], Is.Zero);
        client.Advance(TimeSpan.FromMilliseconds(milliseconds * 0.02));
        Assert.That(client.Exchange(Commands.GetCaptureStatus)["samples"], Is.EqualTo(10));
    }

    [TestCase(0u, 1023u)]
    [TestCase(3300u, 0u)]
    public void A_voltage_beyond_the_range_gives_the_last_code_of_ten_bits_too(uint power, uint code)
    {
        using var client = new RawBoardClient("ohms-law");
        client.Exchange(Commands.SetPower, 3, power); // −5 V or 5 V on CH1, which is inverted
        client.Exchange(Commands.SetPgaGain, 1, 7);
        client.Exchange(Commands.CaptureOne, 0x03, 10, 16);
        client.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That(client.Exchange(Commands.RetrieveBuffer, 0, 10).Values.GetItems("words"), Is.All.EqualTo(code));
    }

    [TestCase("02 08 03 00")]
    [TestCase("02 08 00 00")]
    [TestCase("02 08 01 08")]
    public void A_gain_that_does_not_exist_fails(string sent)
    {
        using var client = new RawBoardClient();
        Assert.That(client.Exchange(sent, 1), Is.EqualTo("03"));
    }

    [Test]
    public void Tables_hold_a_sine_that_begins_downwards_until_others_are_loaded()
    {
        using var client = new RawBoardClient();
        var table = client.Exchange(Commands.ReadWaveform1).Values;
        Assert.That(table.GetItems("long")[..3], Is.EqualTo(new uint[] { 256, 252, 249 }));
        Assert.That(table.GetItems("short")[8], Is.Zero);
        var ramp = Enumerable.Range(0, 512).Select(i => (uint)i).ToArray();
        client.Exchange(Commands.LoadWaveform1.CreateArrayRequest(ramp, [.. ramp.Take(32)]));
        Assert.That(client.Exchange(Commands.ReadWaveform1).Values.GetItems("long"), Is.EqualTo(ramp));
        Assert.That(client.Exchange(Commands.ReadWaveform2).Values.GetItems("long")[0], Is.EqualTo(256), "the other table did not change");
    }

    [Test]
    public void The_memory_keeps_what_was_written_until_it_is_cleared()
    {
        using var client = new RawBoardClient();
        client.Exchange(Commands.FillBuffer.CreateArrayRequest([9_998], [2], [11, 22]));
        Assert.That(client.Exchange(Commands.RetrieveBuffer, 9_997, 3).Values.GetItems("words"), Is.EqualTo(new uint[] { 0, 11, 22 }));
        client.Exchange(Commands.ClearBuffer, 0, 10_000);
        Assert.That(client.Exchange(Commands.RetrieveBuffer, 9_998, 2).Values.GetItems("words"), Is.All.Zero);
    }

    [Test]
    public void A_restart_resets_the_settings_without_a_reply()
    {
        using var client = new RawBoardClient("loopback");
        client.Exchange(Commands.SetPower, 1, 2000);
        client.Send("0B 13");
        client.Read(0);
        Assert.That(Until(() => client.Line.Waiting == 0));
        client.Send("00 00"); // a starting board keeps only four received bytes
        Assert.That(client.IsSilent());
        Assert.That(Volts(client, AnalogInput.Vol), Is.EqualTo(0).Within(0.002));
    }

    [Test]
    public void Settings_stay_when_a_client_disconnects_and_another_connects()
    {
        var board = new VirtualBoard(
            new VirtualBoardOptions(PSLab.Virtual.CircuitCatalogue.Get("loopback"), HasNoise: false),
            new SteppedClock()
        );
        using (var first = new RawBoardClient(board))
            first.Exchange(Commands.SetPower, 1, 2000);
        using var second = new RawBoardClient(board);
        Assert.That(Volts(second, AnalogInput.Vol), Is.EqualTo(2).Within(0.002));
    }

    [Test]
    public void A_busy_board_keeps_only_four_received_bytes()
    {
        using var client = new RawBoardClient();
        client.Send("02 15 00 50 C3 0B 05 0B 06 0B 06 0B 06 0B 06"); // SET_CAP for 50 ms, and five requests
        Assert.That(client.Read(1 + 9 + 3), Does.StartWith("01 50 53").And.EndsWith("0A 03 00 00"));
        Assert.That(client.IsSilent());
    }

    [Test]
    public void Only_a_reset_ends_the_uart_passthrough()
    {
        using var client = new RawBoardClient("loopback");
        client.Send("0C 01 0F 00");
        Assert.That(client.Exchange("0B 05", 2), Is.EqualTo("0B 05"), "the loopback returns the bytes");
        client.Board.Reset();
        Assert.That(client.IsSilent());
    }

    [Test]
    public void Supplies_of_a_v6_board_are_coupled_and_those_of_a_v5_board_are_not([Values] bool isV5)
    {
        using var client = new RawBoardClient("loopback", isV5: isV5);
        client.Exchange(Commands.SetPower, 1, 1000);
        client.Exchange(Commands.SetPower, 3, 2475);
        Assert.That(Volts(client, AnalogInput.Vol), Is.EqualTo(isV5 ? 1 : 2.475).Within(0.002));
    }

    internal static double Volts(RawBoardClient client, AnalogInput input, double gain = 1) =>
        Calibration.ToVolts(input, client.Exchange(Commands.GetVoltageSummed, input.Mux)["sum"] / 16.0, gain: gain);

    internal static bool Until(Func<bool> condition) => SpinWait.SpinUntil(condition, TimeSpan.FromMinutes(2));
}
