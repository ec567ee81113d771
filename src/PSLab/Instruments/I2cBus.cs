using OpenEvent.PSLab.Link;
using OpenEvent.PSLab.Protocol;

namespace OpenEvent.PSLab.Instruments;

/// <summary>The I2C bus. Devices are addressed by their 7-bit addresses.</summary>
public sealed class I2cBus(Board board)
{
    /// <summary>The address of the board's real-time clock.</summary>
    public const int ClockAddress = 0x68;

    /// <summary>Finds the addresses, 1 to 127, of all devices that answer.</summary>
    public async Task<int[]> ScanAsync(CancellationToken ct)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        await lease.ExecuteAsync(Commands.I2cInit.CreateRequest(), ct).ConfigureAwait(false);
        var found = new List<int>();
        for (var address = 1; address <= 127; address++)
            if (!await ProbeAsync(lease, (uint)address << 1, ct).ConfigureAwait(false))
                continue;
            else
                found.Add(address);
        return [.. found];
    }

    /// <summary>Sets the clock, 125 kHz to 1 MHz.</summary>
    /// <returns>The actual frequency in hertz.</returns>
    public async Task<double> ConfigureAsync(double hertz, CancellationToken ct)
    {
        var brg = (1 / hertz - 150e-9) * Board.ClockHz - 2;
        if (!(hertz > 0) || !(Math.Floor(brg) is >= 2 and <= 511))
            throw new BoardException(BoardErrorKind.OutOfRange, $"The I2C clock cannot be {hertz} Hz. Use 125 kHz to 1 MHz.");
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        await lease.ExecuteAsync(Commands.I2cConfig.CreateRequest((uint)Math.Floor(brg)), ct).ConfigureAwait(false);
        return 1 / ((Math.Floor(brg) + 2) / Board.ClockHz + 150e-9);
    }

    /// <summary>Reads 1 to 255 bytes, starting at a register.</summary>
    public async Task<byte[]> ReadAsync(int address, int register, int count, CancellationToken ct)
    {
        Check(address, register);
        if (count is < 1 or > 255)
            throw new BoardException(BoardErrorKind.OutOfRange, $"{count} bytes cannot be read at once. Read 1 to 255 bytes.");
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        await RequireDeviceAsync(lease, address, ct).ConfigureAwait(false);
        var reply = await lease
            .ExecuteAsync(Commands.I2cReadBulk.CreateRequest((uint)address, (uint)register, (uint)count), ct)
            .ConfigureAwait(false);
        return reply.IsNack ? throw CreateNoDeviceException(address) : [.. reply.Values.GetItems("bytes").Select(b => (byte)b)];
    }

    /// <summary>Writes up to 254 bytes, starting at a register.</summary>
    public async Task WriteAsync(int address, int register, IReadOnlyList<byte> bytes, CancellationToken ct)
    {
        Check(address, register);
        if (bytes.Count > 254)
            throw new BoardException(BoardErrorKind.OutOfRange, $"{bytes.Count} bytes cannot be written at once. Write at most 254 bytes.");
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        await RequireDeviceAsync(lease, address, ct).ConfigureAwait(false);
        var all = bytes.Select(b => (uint)b).Prepend((uint)register).ToArray();
        var reply = await lease
            .ExecuteAsync(Commands.I2cWriteBulk.CreateArrayRequest([(uint)address], [(uint)all.Length], all), ct)
            .ConfigureAwait(false);
        if (reply.IsNack)
            throw CreateNoDeviceException(address);
    }

    /// <summary>The controller's status word, I2C2STAT.</summary>
    public async Task<int> ReadStatusAsync(CancellationToken ct)
    {
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        return (int)(await lease.ExecuteAsync(Commands.I2cStatus.CreateRequest(), ct).ConfigureAwait(false))["status"];
    }

    /// <summary>Frees a bus that a device blocks, by holding SCL low for 1 to 65,535 µs.</summary>
    public async Task PullClockLowAsync(TimeSpan time, CancellationToken ct)
    {
        if (time.TotalMicroseconds is < 1 or > ushort.MaxValue)
            throw new BoardException(BoardErrorKind.OutOfRange, "SCL can be held low for 1 to 65535 µs.");
        await using var lease = await board.AcquireAsync(ct).ConfigureAwait(false);
        await lease.ExecuteAsync(Commands.I2cPulldownScl.CreateRequest((uint)time.TotalMicroseconds), ct).ConfigureAwait(false);
    }

    // The bulk commands of some firmware do not report a missing device, so probe the address first.
    private static async Task RequireDeviceAsync(BoardLease lease, int address, CancellationToken ct)
    {
        if (!await ProbeAsync(lease, (uint)address << 1, ct).ConfigureAwait(false))
            throw CreateNoDeviceException(address);
    }

    private static async Task<bool> ProbeAsync(BoardLease lease, uint addressByte, CancellationToken ct)
    {
        var reply = await lease.ExecuteAsync(Commands.I2cStart.CreateRequest(addressByte), ct).ConfigureAwait(false);
        await lease.ExecuteAsync(Commands.I2cStop.CreateRequest(), ct).ConfigureAwait(false);
        return !reply.IsNack;
    }

    private static void Check(int address, int register)
    {
        if (address is < 1 or > 127)
            throw new BoardException(BoardErrorKind.OutOfRange, $"The I2C address {address} does not exist. Use 1 to 127.");
        if (register is < 0 or > 255)
            throw new BoardException(BoardErrorKind.OutOfRange, $"The register {register} does not exist. Use 0 to 255.");
    }

    private static BoardException CreateNoDeviceException(int address) =>
        new(BoardErrorKind.Unmeasurable, $"No I2C device answers at 0x{address:X2}.");
}
