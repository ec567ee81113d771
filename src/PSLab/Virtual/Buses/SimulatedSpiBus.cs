using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Virtual;

/// <summary>The SPI bus. Bursts are exchanged item by item while they come in, so they are not read like other commands.</summary>
internal sealed class SimulatedSpiBus(bool loop)
{
    private const uint Wide = 1 << 10;
    private uint _control;

    public CommandReply Configure(FieldValues a)
    {
        _control = a["control"];
        return Replies.Ok;
    }

    /// <summary>The width of the command must be the bus'; otherwise nothing is read or sent but the refusal.</summary>
    public void Exchange(Command command, CommandArguments arguments, Action<byte[]> send)
    {
        arguments.ReadByte(); // the chip select: every device here is the loop, or none
        var count = arguments.ReadWord();
        var isWide = command.Op is 7 or 9 or 11;
        if (isWide != ((_control & Wide) != 0))
        {
            send([CommandReply.Failed]);
            return;
        }
        for (var i = 0; i < count; i++)
        {
            var sent =
                command.Op >= 10 ? 0u
                : isWide ? arguments.ReadWord()
                : arguments.ReadByte();
            if (command.Op is 8 or 9)
                continue;
            var received = loop ? sent : 0xFFFF;
            send(isWide ? [(byte)received, (byte)(received >> 8)] : [(byte)received]);
        }
        send([CommandReply.Success]);
    }
}
