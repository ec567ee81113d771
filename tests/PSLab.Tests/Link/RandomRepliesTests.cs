using NUnit.Framework;
using OpenEvent.PSLab.Link;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Tests.Link;

public class RandomRepliesTests
{
    private const int Replies = 250_000,
        Lines = 4;

    /// <summary>Each missing reply costs the whole margin, so missing replies are rare here. Nothing else takes time.</summary>
    private static readonly LinkOptions Quick = new()
    {
        Margin = TimeSpan.FromMilliseconds(400),
        QuietTime = TimeSpan.Zero,
        HandshakeAttempts = 50,
        Time = LoadTolerantTimeProvider.Shared,
    };

    private static readonly Command[] TestedCommands =
    [
        .. Commands.All.Where(c =>
            c != Commands.GetVersion
            && c != Commands.GetFirmware
            && !c.EndsSession
            && c.Pauses is null
            && c.Ack != AckRule.BeforeFirmware3
            && c.Arguments.Fields.All(f => f.Count.Terminator is null)
        ),
    ];

    [Test]
    public async Task No_reply_crashes_hangs_or_is_accepted_for_another_command()
    {
        var wrong = await Task.WhenAll(
            Enumerable.Range(0, Lines).Select(line => Task.Run(() => RunAsync(new Random(20261126 + line), Replies / Lines)))
        );
        Assert.That(wrong.SelectMany(w => w), Is.Empty);
    }

    [Test]
    public async Task Random_handshake_replies_are_not_taken_for_a_board()
    {
        var random = new Random(20261126);
        for (var i = 0; i < 2000; i++)
        {
            var greeting = new byte[random.Next(1, 20)];
            random.NextBytes(greeting);
            greeting[^1] = (byte)'\n';
            await using var link = new BoardLink(
                _ => Task.FromResult<Stream>(new ScriptedStream { VersionReply = greeting }),
                Quick with
                {
                    HandshakeAttempts = 2,
                    ReconnectTimeout = TimeSpan.Zero,
                }
            );
            Assert.That(
                Assert.ThrowsAsync<BoardException>(() => link.ExecuteAsync(Commands.StopLogic.CreateRequest()))!.Kind,
                Is.EqualTo(BoardErrorKind.Disconnected),
                Convert.ToHexString(greeting)
            );
        }
    }

    private static async Task<List<string>> RunAsync(Random random, int replies)
    {
        var wrong = new List<string>();
        byte[] answer = [];
        var line = new ScriptedStream { Answer = _ => answer };
        await using var link = new BoardLink(line, Quick);
        var good = Commands.SetPower.CreateRequest(3, 2475);
        for (var i = 0; i < replies; i++)
        {
            var request = CreateRequest(random);
            answer = CreateAnswer(request, random);
            var kind = await TryAsync(link, request);
            line.Written.Clear();
            if (kind == "" != IsGood(request, answer))
                wrong.Add($"{request.Command} answered {Convert.ToHexString(answer)}: {(kind == "" ? "success" : kind)}");
            if (kind is "" or "Refused")
                continue;
            answer = [1];
            if (await TryAsync(link, good) is not "" and var next)
                wrong.Add($"after {request.Command} and {Convert.ToHexString(answer)}: {next}");
            if (wrong.Count > 10)
                break;
        }
        return wrong;
    }

    private static async Task<string> TryAsync(BoardLink link, CommandRequest request)
    {
        try
        {
            await link.ExecuteAsync(request);
            return "";
        }
        catch (BoardException exception)
            when (exception.Kind is BoardErrorKind.InvalidResponse or BoardErrorKind.Timeout or BoardErrorKind.Rejected)
        {
            return exception.Kind.ToString();
        }
    }

    private static CommandRequest CreateRequest(Random random)
    {
        var command = TestedCommands[random.Next(TestedCommands.Length)];
        var values = new FieldValues();
        foreach (var field in command.Arguments.Fields)
        {
            var count = field.Count.Source is { } source ? (int)values[source] : field.Count.Fixed;
            values.Add(
                field.Name,
                [
                    .. Enumerable
                        .Range(0, count)
                        .Select(_ =>
                            field.Name is "count" ? (uint)random.Next(0, 20) : (uint)random.NextInt64(Math.Min(field.Max, 500) + 1)
                        ),
                ]
            );
        }
        // Commands with a long processing time would delay the test if no reply came.
        return command.ProcessingTime(values) > TimeSpan.FromMilliseconds(5) ? CreateRequest(random) : new CommandRequest(command, values);
    }

    /// <summary>
    /// Mostly replies of the correct length, because others are easy to reject. Half of them have a valid acknowledgement.
    /// </summary>
    private static byte[] CreateAnswer(CommandRequest request, Random random)
    {
        var length = request.GetReplyLength([], FirmwareVersion.V31);
        // Without an expected reply, late bytes would belong to the next command. This test does not cover that race.
        if (length == 0)
            return [];
        var bytes = new byte[
            random.Next(50_000) switch
            {
                0 => random.Next(length + 1),
                < 1000 => length + random.Next(1, 5),
                _ => length,
            }
        ];
        random.NextBytes(bytes);
        if (bytes.Length > 0 && random.Next(2) == 0)
            bytes[^1] = (byte)(random.Next(4) == 0 ? 0x11 : 1);
        return bytes;
    }

    /// <summary>By the documented protocol, not by the codec: an acknowledgement of 1, documented values, and the exact length.</summary>
    private static bool IsGood(CommandRequest request, byte[] answer)
    {
        var command = request.Command;
        if (command == Commands.GetStates && answer.Length >= 2 && answer[1] == 0)
            return answer.Length == 3 && answer[0] <= 15 && (answer[2] & 15) == 1;
        var fields = command.Reply.Fields;
        var at = 0;
        foreach (var field in fields)
            for (
                var n = field.Count.Source is { } source ? request.Arguments[source] : (uint)field.Count.Fixed;
                n > 0;
                n--, at += field.Width
            )
            {
                if (at + field.Width > answer.Length)
                    return false;
                var value = 0u;
                for (var b = field.Width - 1; b >= 0; b--)
                    value = value << 8 | answer[at + b];
                if (value > field.Max)
                    return false;
            }
        if (command.Ack == AckRule.Never)
            return at == answer.Length;
        return answer.Length == at + 1 && (answer[at] & 15) == 1;
    }
}
