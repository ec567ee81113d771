using System.Globalization;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Tool;

/// <summary>
/// Explains traffic with the command table and reports bytes that do not match it. It keeps track of gains and the firmware version.
/// </summary>
internal sealed class TrafficDecoder
{
    private readonly double[] _gains = [1, 1, 1];
    private FirmwareVersion _firmware = FirmwareVersion.V30;
    private int _commands,
        _anomalies;

    public string Summary => $"{_commands} commands, {(_anomalies == 0 ? "all match the protocol" : $"{_anomalies} anomalies")}";

    /// <param name="sent">The bytes from the host.</param>
    /// <param name="received">The board's answers to all of <paramref name="sent"/>; null if only the host's bytes were recorded.</param>
    public IEnumerable<string> Decode(byte[] sent, byte[]? received)
    {
        var at = 0;
        var answered = 0;
        while (at < sent.Length)
        {
            if (sent.Length - at < 2)
            {
                yield return DescribeAnomaly(sent[at..], "incomplete command");
                break;
            }
            var group = sent[at];
            var op = sent[at + 1];
            if (Commands.Find(group, op) is not { } command)
            {
                yield return DescribeAnomaly(
                    sent[at..(at + 2)],
                    Commands.Groups.TryGetValue(group, out var known) && op <= known.Max
                        ? $"removed or never implemented (group {known.Name}): current boards send nothing"
                        : "unknown command: a board reads two bytes and sends nothing"
                );
                at += 2;
                continue;
            }
            _commands++;
            var arguments = sent.AsMemory(at + 2);
            var length = command.Arguments.GetKnownLength(arguments.Span);
            var missing = Math.Max(0, length - arguments.Length);
            var bytes = new byte[length];
            arguments[..(length - missing)].CopyTo(bytes);
            // The board takes missing bytes as 0, which may make further bytes necessary.
            for (int more; (more = command.Arguments.GetKnownLength(bytes)) > bytes.Length; missing += more - bytes.Length)
                Array.Resize(ref bytes, more);
            var request = CommandRequest.Decode(command, bytes);
            var text =
                $"{Hex(sent.AsSpan(at, Math.Min(2 + bytes.Length, sent.Length - at)))}  {command.Name} {request.Arguments}".TrimEnd()
                + Annotate(request);
            at += 2 + length;
            if (missing > 0)
            {
                _anomalies++;
                text += $"  ‼ {missing} argument bytes are missing (the board takes 0)";
            }
            yield return received is null ? text : text + DescribeReply(request, received, ref answered);
        }
        if (received is not null && answered < received.Length)
            yield return DescribeAnomaly(received[answered..], "more bytes than expected", "←");
    }

    private string DescribeReply(CommandRequest request, byte[] received, ref int at)
    {
        var rest = received.AsSpan(at);
        // Firmware 3 does not acknowledge bytes for the UART; older firmware and boards for current clients do. The recording shows which.
        var firmware =
            request.Command.Ack == AckRule.BeforeFirmware3 && rest is [CommandReply.Success, ..] ? FirmwareVersion.V2 : _firmware;
        var need = request.GetReplyLength([], firmware);
        while (need <= rest.Length && request.GetReplyLength(rest[..need], firmware) is var now && now != need)
            need = now;
        if (need == 0)
            return "";
        if (need > rest.Length)
        {
            at = received.Length;
            _anomalies++;
            return $"\n    ← {Hex(rest)}  ‼ {need - rest.Length} bytes are missing";
        }
        at += need;
        try
        {
            var reply = CommandReply.Decode(request, rest[..need], firmware);
            var outcome =
                reply.Ack is null ? ""
                : reply.IsNack ? " success, but no device acknowledged"
                : " success";
            return $"\n    ← {Hex(rest[..need])}  {reply.Values}{outcome}".TrimEnd() + Annotate(request, reply);
        }
        catch (BoardException exception)
        {
            _anomalies++;
            return $"\n    ← {Hex(rest[..need])}  ‼ {exception.Message}";
        }
    }

    private static string Annotate(CommandRequest request)
    {
        var a = request.Arguments;
        string? note = null;
        if (request.Command == Commands.SetSine1 || request.Command == Commands.SetSine2)
            note = FormatQuantity(
                Board.ClockHz / ((a["period"] + 1.0) * PrescalerFactor(a["config"] >> 1) * ((a["config"] & 1) != 0 ? 512 : 32)),
                "Hz"
            );
        else if (request.Command == Commands.SetSquares)
            note = FormatQuantity(Board.ClockHz / ((a["period"] + 1.0) * PrescalerFactor(a["config"])), "Hz");
        else if (request.Command == Commands.SetPower)
            note = (a["channel"] & 3) switch
            {
                0 => $"PCS {FormatQuantity(0.0033 * (1 - a["code"] / 3300.0), "A")}",
                1 => $"PV3 {FormatQuantity(a["code"] / 1000.0, "V")}",
                2 => $"PV2 {FormatQuantity(-3.3 + 6.6 * a["code"] / 3300.0, "V")}",
                _ => $"PV1 {FormatQuantity(-5 + 10 * a["code"] / 3300.0, "V")}",
            };
        else if (a.Find("gap") is { } gap)
            note = $"{GetInputName(a["config"] & 15)}, every {FormatQuantity(gap[0] / 8e6, "s")}";
        else if (a.Find("channel") is { } channel && request.Command.Group == Commands.GetVoltage.Group)
            note = GetInputName(channel[0]);
        return note is null ? "" : $"  ({note})";
    }

    private string Annotate(CommandRequest request, CommandReply reply)
    {
        if (request.Command == Commands.SetPgaGain && request.Arguments["amplifier"] is 1 or 2 && request.Arguments["gain"] < 8)
            _gains[request.Arguments["amplifier"]] = Calibration.Gains[(int)request.Arguments["gain"]];
        else if (request.Command == Commands.GetFirmware)
            _firmware = new((byte)reply["major"], (byte)reply["minor"], (byte)reply["patch"]);
        var code =
            request.Command == Commands.GetVoltage ? reply["code"]
            : request.Command == Commands.GetVoltageSummed ? reply["sum"] / 16.0
            : double.NaN;
        if (double.IsNaN(code) || AnalogInput.All.FirstOrDefault(i => i.Mux == request.Arguments["channel"]) is not { } input)
            return "";
        var gain = _gains[input.Amplifier];
        return $"  ({FormatQuantity(Calibration.ToVolts(input, code, Calibration.FullScale12Bit, gain), "V")} at gain {gain})";
    }

    private string DescribeAnomaly(byte[] bytes, string why, string mark = "")
    {
        _anomalies++;
        return $"{(mark.Length > 0 ? $"    {mark} " : "")}{Hex(bytes)}  ‼ {why}";
    }

    private static string GetInputName(uint mux) => AnalogInput.All.FirstOrDefault(i => i.Mux == mux)?.Name ?? $"input {mux}";

    private static uint PrescalerFactor(uint index) =>
        (index & 3) switch
        {
            0 => 1u,
            1 => 8,
            2 => 64,
            _ => 256,
        };

    private static string FormatQuantity(double value, string unit) => Functions.Quantity.Format(value, unit);

    private static string Hex(ReadOnlySpan<byte> bytes)
    {
        const int Shown = 24;
        var text = string.Join(
            ' ',
            bytes[..Math.Min(bytes.Length, Shown)].ToArray().Select(b => b.ToString("X2", CultureInfo.InvariantCulture))
        );
        return bytes.Length > Shown ? $"{text} … {bytes.Length} bytes" : text;
    }
}
