using System.Globalization;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Tool;

/// <summary>Explains traffic by the command table, and says where bytes do not fit it. It remembers gains and firmware as they pass by.</summary>
internal sealed class TrafficDecoder
{
    private readonly double[] _gains = [1, 1, 1];
    private FirmwareVersion _firmware = FirmwareVersion.V30;
    private int _commands,
        _anomalies;

    public string Summary => $"{_commands} commands, {(_anomalies == 0 ? "all as the protocol says" : $"{_anomalies} oddities")}";

    /// <param name="received">What the board answered to all of <paramref name="sent"/>; null when only the host's side was recorded.</param>
    public IEnumerable<string> Decode(byte[] sent, byte[]? received)
    {
        var (at, answered) = (0, 0);
        while (at < sent.Length)
        {
            if (sent.Length - at < 2)
            {
                yield return DescribeAnomaly(sent[at..], "half a command");
                break;
            }
            var (group, op) = (sent[at], sent[at + 1]);
            if (Commands.Find(group, op) is not { } command)
            {
                yield return DescribeAnomaly(
                    sent[at..(at + 2)],
                    Commands.Groups.TryGetValue(group, out var known) && op <= known.Max
                        ? $"removed or never made (group {known.Name}): a board of today is silent"
                        : "no command: a board swallows two bytes"
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
            // What was not sent the board takes for 0, and that may ask for more.
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
            yield return DescribeAnomaly(received[answered..], "more than was asked for", "←");
    }

    private string DescribeReply(CommandRequest request, byte[] received, ref int at)
    {
        var rest = received.AsSpan(at);
        // Firmware 3 says nothing to a byte for the UART, older firmware and today's clients have an acknowledgement: the recording tells which.
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
        return $"  ({FormatQuantity(Calibration.ToVolts(input, code, Calibration.FullScale12Bit, _gains[input.Amplifier]), "V")} at gain {_gains[input.Amplifier]})";
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
