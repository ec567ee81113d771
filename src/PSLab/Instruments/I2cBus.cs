using OpenEvent.PSLab.Link;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Instruments;

/// <summary>The I2C bus. Devices are named by their 7-bit addresses.</summary>
public sealed class I2cBus(Board board)
{
    /// <summary>The devices' clock on the board, and on V5 the DAC of the power supply, live here as well.</summary>
    public const int ClockAddress = 0x68;

    /// <summary>The addresses, 1 to 127, that answer.</summary>
    public async Task<int[]> ScanAsync(CancellationToken ct)
    {
        await using var talk = await board.TalkAsync(ct).ConfigureAwait(false);
        await talk.AskAsync(Commands.I2cInit.With(), ct).ConfigureAwait(false);
        var found = new List<int>();
        for (var address = 1; address <= 127; address++)
            if (!await TryAsync(talk, (uint)address << 1, ct).ConfigureAwait(false))
                continue;
            else
                found.Add(address);
        return [.. found];
    }

    /// <summary>Sets the clock: 125 kHz to 1 MHz; gives what the divider makes of it.</summary>
    public async Task<double> ConfigureAsync(double hertz, CancellationToken ct)
    {
        var brg = (1 / hertz - 150e-9) * Board.ClockHz - 2;
        if (!(hertz > 0) || !(Math.Floor(brg) is >= 2 and <= 511))
            throw new BoardFault(FaultKind.OutOfRange, $"The I2C clock cannot be {hertz} Hz; 125 kHz to 1 MHz is possible.");
        await using var talk = await board.TalkAsync(ct).ConfigureAwait(false);
        await talk.AskAsync(Commands.I2cConfig.With((uint)Math.Floor(brg)), ct).ConfigureAwait(false);
        return 1 / ((Math.Floor(brg) + 2) / Board.ClockHz + 150e-9);
    }

    /// <summary>Reads bytes from a register on.</summary>
    public async Task<byte[]> ReadAsync(int address, int register, int count, CancellationToken ct)
    {
        Check(address, register);
        if (count is < 1 or > 255)
            throw new BoardFault(FaultKind.OutOfRange, $"{count} bytes cannot be read at once; 1 to 255 can.");
        await using var talk = await board.TalkAsync(ct).ConfigureAwait(false);
        await PresentAsync(talk, address, ct).ConfigureAwait(false);
        var reply = await talk.AskAsync(Commands.I2cReadBulk.With((uint)address, (uint)register, (uint)count), ct).ConfigureAwait(false);
        return reply.IsNack ? throw Absent(address) : [.. reply.Values.All("bytes").Select(b => (byte)b)];
    }

    /// <summary>Writes bytes from a register on.</summary>
    public async Task WriteAsync(int address, int register, IReadOnlyList<byte> bytes, CancellationToken ct)
    {
        Check(address, register);
        if (bytes.Count > 254)
            throw new BoardFault(FaultKind.OutOfRange, $"{bytes.Count} bytes cannot be written at once; 254 can.");
        await using var talk = await board.TalkAsync(ct).ConfigureAwait(false);
        await PresentAsync(talk, address, ct).ConfigureAwait(false);
        var all = bytes.Select(b => (uint)b).Prepend((uint)register).ToArray();
        var reply = await talk.AskAsync(Commands.I2cWriteBulk.WithRuns([(uint)address], [(uint)all.Length], all), ct).ConfigureAwait(false);
        if (reply.IsNack)
            throw Absent(address);
    }

    /// <summary>The controller's status word, I2C2STAT.</summary>
    public async Task<int> StatusAsync(CancellationToken ct)
    {
        await using var talk = await board.TalkAsync(ct).ConfigureAwait(false);
        return (int)(await talk.AskAsync(Commands.I2cStatus.With(), ct).ConfigureAwait(false))["status"];
    }

    /// <summary>Frees a bus that a device holds: SCL low for 1 to 65,535 µs.</summary>
    public async Task PullClockLowAsync(TimeSpan time, CancellationToken ct)
    {
        if (time.TotalMicroseconds is < 1 or > ushort.MaxValue)
            throw new BoardFault(FaultKind.OutOfRange, "SCL can be held low for 1 to 65535 µs.");
        await using var talk = await board.TalkAsync(ct).ConfigureAwait(false);
        await talk.AskAsync(Commands.I2cPulldownScl.With((uint)time.TotalMicroseconds), ct).ConfigureAwait(false);
    }

    // The bulk commands of some firmware do not tell of a missing device: it is asked first.
    private static async Task PresentAsync(Conversation talk, int address, CancellationToken ct)
    {
        if (!await TryAsync(talk, (uint)address << 1, ct).ConfigureAwait(false))
            throw Absent(address);
    }

    private static async Task<bool> TryAsync(Conversation talk, uint byteOnWire, CancellationToken ct)
    {
        var reply = await talk.AskAsync(Commands.I2cStart.With(byteOnWire), ct).ConfigureAwait(false);
        await talk.AskAsync(Commands.I2cStop.With(), ct).ConfigureAwait(false);
        return !reply.IsNack;
    }

    private static void Check(int address, int register)
    {
        if (address is < 1 or > 127)
            throw new BoardFault(FaultKind.OutOfRange, $"There is no I2C address {address}; there are 1 to 127.");
        if (register is < 0 or > 255)
            throw new BoardFault(FaultKind.OutOfRange, $"There is no register {register}; there are 0 to 255.");
    }

    private static BoardFault Absent(int address) => new(FaultKind.Unmeasurable, $"No I2C device answers at 0x{address:X2}.");
}
