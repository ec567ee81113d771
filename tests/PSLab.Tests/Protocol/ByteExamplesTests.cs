using NUnit.Framework;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Tests.Protocol;

/// <summary>The byte examples of docs/reference/pslab-protocol.md#byte-examples: requests of clients and answers of boards.</summary>
public class ByteExamplesTests
{
    private static readonly (string Bytes, CommandRequest Request)[] Requests =
    [
        ("0B 05", Commands.GetVersion.CreateRequest()),
        ("0B 06", Commands.GetFirmware.CreateRequest()),
        ("02 08 01 00", Commands.SetPgaGain.CreateRequest(1, 0)),
        ("02 08 02 00", Commands.SetPgaGain.CreateRequest(2, 0)),
        ("02 0A 03", Commands.GetVoltageSummed.CreateRequest(3)),
        ("02 0A 07", Commands.GetVoltageSummed.CreateRequest(7)),
        ("02 03 83 E8 03 08 00", Commands.CaptureDma.CreateRequest(0x83, 1000, 8)),
        ("02 06", Commands.GetCaptureStatus.CreateRequest()),
        ("0B 08 00 00 80 00", Commands.RetrieveBuffer.CreateRequest(0, 128)),
        ("0B 08 80 03 68 00", Commands.RetrieveBuffer.CreateRequest(896, 104)),
        ("02 02 03 F4 01 10 00", Commands.CaptureTwo.CreateRequest(3, 500, 16)),
        ("02 04 03 F4 01 10 00", Commands.CaptureFour.CreateRequest(3, 500, 16)),
        ("0B 08 F4 01 80 00", Commands.RetrieveBuffer.CreateRequest(500, 128)),
        ("02 05 01 00 02", Commands.ConfigureTrigger.CreateRequest(1, 512)),
        ("02 01 83 0A 00 10 00", Commands.CaptureOne.CreateRequest(0x83, 10, 16)),
        ("07 0D 01 7C 00", Commands.SetSine1.CreateRequest(1, 124)),
        ("07 0E 00 8F 01", Commands.SetSine2.CreateRequest(0, 399)),
        ("07 09 7C 00 7C 00 80 00 00 00 03", Commands.SetBothSines.CreateRequest(124, 124, 128, 0, 3)),
        ("07 0D 01 F9 00", Commands.SetSine1.CreateRequest(1, 249)),
        (
            "07 07 FF F9 7F 3E 00 00 01 00 00 00 01 00 00 00 01 00 20",
            Commands.SetSquares.CreateRequest(63999, 15999, 0, 1, 0, 1, 0, 1, 0x20)
        ),
        ("08 01 E0", Commands.SetState.CreateRequest(0xE0)),
        ("07 08 00 00", Commands.MapReference.CreateRequest(0, 0)),
        ("06 03 03 AB 09", Commands.SetPower.CreateRequest(3, 2475)),
        ("06 03 02 66 08", Commands.SetPower.CreateRequest(2, 2150)),
        ("06 03 01 E8 03", Commands.SetPower.CreateRequest(1, 1000)),
        ("06 03 00 FC 08", Commands.SetPower.CreateRequest(0, 2300)),
        ("06 03 00 E4 0C", Commands.SetPower.CreateRequest(0, 3300)),
        ("0B 01 7E", Commands.GetCtmuVoltage.CreateRequest(0x7E)),
        ("0A 0F C4 09 05 00", Commands.StartAlternateOne.CreateRequest(2500, 5, 0)),
        ("0A 09 C4 09 00", Commands.FetchLong.CreateRequest(2500, 0)),
        ("0A 0B", Commands.GetInitialStates.CreateRequest()),
        ("0A 06 00 00 00 00 00 00", Commands.StartFour.CreateRequest(0, 0, 0, 0)),
        ("09 02", Commands.GetStates.CreateRequest()),
        ("05 02 55 55", Commands.UartSendInt.CreateRequest(0x5555)),
        ("05 04 22 00", Commands.UartSetBaud.CreateRequest(34)),
    ];

    private static readonly (
        string Bytes,
        CommandRequest Request,
        bool Long,
        Func<CommandReply, object> Value,
        object Expected
    )[] Replies =
    [
        ("50 53 4C 61 62 20 56 36 0A", Commands.GetVersion.CreateRequest(), false, r => r.Values.Text("version"), "PSLab V6"),
        ("03 01 00", Commands.GetFirmware.CreateRequest(), false, r => (r["major"], r["minor"], r["patch"]), (3u, 1u, 0u)),
        ("80 70 01", Commands.GetVoltageSummed.CreateRequest(3), false, r => r["sum"], 0x7080u),
        ("72 A9 01", Commands.GetVoltageSummed.CreateRequest(7), false, r => r["sum"], 43378u),
        ("01 E8 03 01", Commands.GetCaptureStatus.CreateRequest(), false, r => (r["done"], r["samples"]), (1u, 1000u)),
        ("00 C6 23 01", Commands.GetCaptureStatus.CreateRequest(), false, r => (r["done"], r["samples"]), (0u, 9158u)),
        ("00 49 26 01", Commands.GetCaptureStatus.CreateRequest(), false, r => (r["done"], r["samples"]), (0u, 9801u)),
        ("01 10 27 01", Commands.GetCaptureStatus.CreateRequest(), false, r => (r["done"], r["samples"]), (1u, 10000u)),
        ("0D 01", Commands.GetStates.CreateRequest(), false, r => r["states"], 13u),
        ("0D 00 01", Commands.GetStates.CreateRequest(), true, r => r["states"], 13u),
        (
            "A2 10 DE 11 66 25 B2 37 3A 4B 00 00 01",
            Commands.GetInitialStates.CreateRequest(),
            false,
            r => (r["base"], r.Values.GetItems("pointers")[0], r["before"]),
            (0x10A2u, 0x11DEu, 0u)
        ),
        (
            "00 C3 47 8A 00 C3 47 8A 00 01",
            Commands.GetFrequency.CreateRequest(97, 1),
            false,
            r => (r["error"], r["start"], r["end"]),
            (0u, 0x8A47C3u, 0x8A47C3u)
        ),
        ("11", Commands.I2cStart.CreateRequest(2), false, r => r.IsNack, true),
        ("01", Commands.I2cStart.CreateRequest(0xD0), false, r => r.IsNack, false),
    ];

    [TestCaseSource(nameof(Requests))]
    public void A_request_is_sent_as_documented((string Bytes, CommandRequest Request) example) =>
        Assert.That(Convert.ToHexString(example.Request.Encode()), Is.EqualTo(example.Bytes.Replace(" ", "", StringComparison.Ordinal)));

    [TestCaseSource(nameof(Requests))]
    public void A_board_reads_a_documented_request((string Bytes, CommandRequest Request) example)
    {
        var bytes = Hex(example.Bytes);
        var command = Commands.Find(bytes[0], bytes[1])!;
        Assert.That(command.Arguments.GetKnownLength(bytes.AsSpan(2)), Is.EqualTo(bytes.Length - 2));
        Assert.That(CommandRequest.Decode(command, bytes.AsSpan(2)).Arguments.ToString(), Is.EqualTo(example.Request.Arguments.ToString()));
    }

    [TestCaseSource(nameof(Replies))]
    public void A_reply_is_read_and_sent_as_documented(
        (string Bytes, CommandRequest Request, bool Long, Func<CommandReply, object> Value, object Expected) example
    )
    {
        var bytes = Hex(example.Bytes);
        Assert.That(example.Request.GetReplyLength(bytes, FirmwareVersion.V31), Is.EqualTo(bytes.Length));
        var reply = CommandReply.Decode(example.Request, bytes, FirmwareVersion.V31);
        Assert.That(example.Value(reply), Is.EqualTo(example.Expected));
        Assert.That(reply.Encode(example.Request, FirmwareVersion.V31, example.Long), Is.EqualTo(bytes));
    }

    [TestCase(1, true)]
    [TestCase(0x11, true)]
    [TestCase(2, false)]
    [TestCase(3, false)]
    [TestCase(0, false)]
    [TestCase(0x0F, false)]
    [TestCase(0x13, false)]
    public void Only_1_in_the_lower_half_of_an_acknowledgement_is_success(byte ack, bool success) =>
        Assert.That(
            () => CommandReply.Decode(Commands.I2cStop.CreateRequest(), [ack], FirmwareVersion.V31),
            success ? Throws.Nothing : Throws.TypeOf<BoardException>()
        );

    [Test]
    public void A_long_fetch_has_four_bytes_for_each_value_and_an_acknowledgement() =>
        Assert.That(Commands.FetchLong.CreateRequest(2500, 0).GetReplyLength([], FirmwareVersion.V31), Is.EqualTo(10_001));

    [Test]
    public void A_uart_byte_is_acknowledged_before_firmware_3_only()
    {
        Assert.That(Commands.UartSendByte.CreateRequest(1).GetReplyLength([], FirmwareVersion.V2), Is.EqualTo(1));
        Assert.That(Commands.UartSendByte.CreateRequest(1).GetReplyLength([], FirmwareVersion.V30), Is.Zero);
    }

    private static byte[] Hex(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));
}
