using NUnit.Framework;
using OpenEvent.PSLab.Protocol;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.PSLab.Tests.Virtual;

/// <summary>Sends every command of the table through driver and virtual board, in both profiles.</summary>
public class RoundTripTests
{
    private static IEnumerable<TestCaseData> Cases() =>
        from command in Commands.All
        where command != Commands.PassThrough
        from profile in Enum.GetValues<FirmwareProfile>()
        select new TestCaseData(command.Name, profile).SetArgDisplayNames(command.Name, profile.ToString());

    [TestCaseSource(nameof(Cases))]
    public async Task Every_command_is_answered(string name, FirmwareProfile profile)
    {
        await using var testBoard = new ReconnectableTestBoard("bench", profile);
        var command = Commands.All.Single(c => c.Name == name);
        // 16-bit words need a 16-bit bus.
        if (name.StartsWith("SPI_", StringComparison.Ordinal))
            await testBoard.Board.Link.ExecuteAsync(
                Commands.SetSpiParameters.CreateRequest(name.EndsWith("16", StringComparison.Ordinal) ? 0x520u : 0x120)
            );
        if (name is "SD_READ_FILE" or "SD_FILE_INFO")
            await testBoard.Board.Link.ExecuteAsync(Sample(Commands.SdWrite));
        var ask = () => testBoard.Board.Link.ExecuteAsync(Sample(command));

        if (command.Support == FirmwareSupport.BeforeFirmware31 && profile == FirmwareProfile.V31Strict)
            Assert.That(ask, Throws.TypeOf<BoardException>());
        else
        {
            var reply = await ask();
            Assert.That(reply.IsSuccess);
            Assert.That(reply.Values.Items.Select(i => i.Key), Is.EqualTo(command.Reply.Fields.Select(f => f.Name)));
        }
        Assert.That(
            await testBoard.Board.Multimeter.MeasureResistanceAsync(default),
            Is.EqualTo(10_000).Within(1).Percent,
            "the next command works too"
        );
    }

    /// <summary>Small valid arguments: 1 where there is no reason for another value.</summary>
    private static CommandRequest Sample(Command command)
    {
        var values = new FieldValues();
        foreach (var field in command.Arguments.Fields)
            values.Add(
                field.Name,
                field.Count.Terminator is not null ? [.. "LOG.TXT".Select(c => (uint)c)]
                    : field.Count.Source is { } source ? new uint[field.Count.GetItemCount(values[source])]
                    : [.. Enumerable.Repeat(Value(command, field), field.Count.Fixed)]
            );
        return new CommandRequest(command, values);
    }

    private static uint Value(Command command, LayoutField field) =>
        (command.Name, field.Name) switch
        {
            (_, "device") => 0x68,
            (_, "address") => 0xD0,
            ("SD_WRITE_FILE", "mode") => 0x0A,
            ("SD_WRITE_FILE", "size") => 600,
            (_, "count") => 3,
            ("GET_FREQUENCY", "timeout") => 20,
            _ => 1,
        };
}
