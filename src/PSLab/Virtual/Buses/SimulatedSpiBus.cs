using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Virtual;

/// <summary>The SPI bus. Items are exchanged one by one while they arrive, so these commands are not read like the others.</summary>
internal sealed class SimulatedSpiBus(bool loop)
{
    private const uint Is16Bit = 1 << 10;
    private uint _control;

    public CommandReply Configure(FieldValues a)
    {
        _control = a["control"];
        return Replies.Ok;
    }

    /// <summary>Exchanges words if the command's width is the configured one. Otherwise it only reports a failure.</summary>
    public void Exchange(Command command, CommandArguments arguments, Action<byte[]> send)
    {
        arguments.ReadByte(); // the chip select; every device here is the loopback, or there is none
        var count = arguments.ReadWord();
        var is16Bit = command.Op is 7 or 9 or 11;
        if (is16Bit != ((_control & Is16Bit) != 0))
        {
            send([CommandReply.Failed]);
            return;
        }
        for (var i = 0; i < count; i++)
        {
            var sent =
                command.Op >= 10 ? 0u
                : is16Bit ? arguments.ReadWord()
                : arguments.ReadByte();
            if (command.Op is 8 or 9)
                continue;
            var received = loop ? sent : 0xFFFF;
            send(is16Bit ? [(byte)received, (byte)(received >> 8)] : [(byte)received]);
        }
        send([CommandReply.Success]);
    }
}
