using CsCheck;
using NUnit.Framework;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Tests.Protocol;

public class LayoutTests
{
    private static readonly FirmwareVersion[] Versions = [FirmwareVersion.V2, FirmwareVersion.V30, FirmwareVersion.V31];

    [TestCaseSource(typeof(Commands), nameof(Commands.All))]
    public void Every_command_and_every_reply_can_be_encoded_and_decoded(Command command) =>
        Gen.Int.Sample(
            seed =>
            {
                var random = new Random(seed);
                var request = new CommandRequest(command, CreateValues(command.Arguments, null, random));
                var bytes = request.Encode();
                if (bytes[0] != command.Group || bytes[1] != command.Op || Commands.Find(bytes[0], bytes[1]) != command)
                    return false;
                if (GrowLength(n => command.Arguments.GetKnownLength(bytes.AsSpan(2, n)), bytes.Length - 2) != bytes.Length - 2)
                    return false;
                if (!CommandRequest.Decode(command, bytes.AsSpan(2)).Encode().AsSpan().SequenceEqual(bytes))
                    return false;
                foreach (var firmware in Versions)
                    for (var longForm = false; ; longForm = true)
                    {
                        var layout = longForm && command.LongReply is { } longer ? longer : command.Reply;
                        var answer = new CommandReply(
                            CreateValues(layout, request.Arguments, random),
                            command.HasAck(firmware) ? CommandReply.Success : null
                        ).Encode(request, firmware, longForm);
                        if (GrowLength(n => request.GetReplyLength(answer.AsSpan(0, n), firmware), answer.Length) != answer.Length)
                            return false;
                        if (
                            !CommandReply
                                .Decode(request, answer, firmware)
                                .Encode(request, firmware, longForm)
                                .AsSpan()
                                .SequenceEqual(answer)
                        )
                            return false;
                        if (longForm)
                            break;
                    }
                return true;
            },
            iter: 50
        );

    [TestCaseSource(typeof(Commands), nameof(Commands.All))]
    public void A_value_above_its_maximum_is_not_sent(Command command)
    {
        foreach (var field in command.Arguments.Fields.Where(f => f.Width < 4 && f.Max < (1u << 8 * f.Width) - 1 && f.Count.Source is null))
        {
            var values = new FieldValues();
            foreach (var f in command.Arguments.Fields)
                values.Add(
                    f.Name,
                    f == field ? [f.Max + 1]
                        : f.Count.Source is null ? new uint[Math.Max(1, f.Count.Fixed)]
                        : []
                );
            Assert.That(
                () => new CommandRequest(command, values).Encode(),
                Throws.TypeOf<BoardException>().With.Message.Contains($"at most {field.Max}")
            );
        }
    }

    [Test]
    public void A_wrong_number_of_items_is_not_sent() =>
        Assert.That(() => Commands.FillBuffer.CreateArrayRequest([0], [3], [1, 2]).Encode(), Throws.TypeOf<BoardException>());

    [Test]
    public void The_pauses_of_an_exchange_lie_after_each_word() =>
        Assert.That(
            Commands.SpiExchange16.Pauses!(Commands.SpiExchange16.CreateArrayRequest([4], [2], [1, 2]).Arguments),
            Is.EqualTo((TransmitPause[])[new(5, 2), new(7, 4)])
        );

    [Test]
    public void The_pauses_of_a_file_lie_after_its_name_and_each_block()
    {
        var request = new CommandRequest(
            Commands.SdWrite,
            new FieldValues().Add("name", "A.TXT").Add("mode", 8).Add("size", 600).Add("bytes", new uint[600])
        );
        Assert.That(
            Commands.SdWrite.Pauses!(request.Arguments),
            Is.EqualTo((TransmitPause[])[new(7, 1), new(7 + 4 + 512, 2), new(7 + 4 + 600, 3)])
        );
        Assert.That(request.Encode(), Has.Length.EqualTo(2 + 7 + 4 + 600));
    }

    /// <summary>Reads like a board or driver: as many bytes as are certain to come, until no more are.</summary>
    private static int GrowLength(Func<int, int> length, int available)
    {
        var have = 0;
        while (length(have) is var need && need > have)
            if (need > available)
                return need;
            else
                have = need;
        return have;
    }

    private static FieldValues CreateValues(Layout layout, FieldValues? outer, Random random)
    {
        var values = new FieldValues();
        foreach (var field in layout.Fields)
        {
            var counts = layout.Fields.Any(f => f.Count.Source == field.Name) || (outer is null && field.Name is "count" or "size");
            var items =
                field.Count.Terminator is not null ? random.Next(field.Count.MaxLength)
                : field.Count.Source is { } source ? (int)field.Count.GetItemCount((values.Find(source) ?? outer!.Find(source))![0])
                : field.Count.Fixed;
            values.Add(
                field.Name,
                [
                    .. Enumerable
                        .Range(0, items)
                        .Select(_ =>
                            field.Count.Terminator is { } t ? (uint)(t == 0 ? random.Next(1, 256) : random.Next(11, 256))
                            : counts ? (uint)random.Next((int)Math.Min(field.Max, 700) + 1)
                            // The second byte must not make one form of the reply look like the other.
                            : (uint)random.NextInt64(field.Max + 1L)
                        ),
                ]
            );
        }
        return values;
    }
}
